package chat.parley.relay.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.account.SaslStep;
import chat.parley.contracts.account.Secret;
import chat.parley.contracts.bus.BusServer;
import chat.parley.contracts.bus.RelayLink;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.presence.PresenceFrame;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.room.Accepted;
import chat.parley.contracts.room.Attendance;
import chat.parley.contracts.room.ConversationEvents;
import chat.parley.contracts.room.RecentDirect;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.name.Nickname;
import chat.parley.relay.script.FakePresence;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The services behind a relay, on the bus, in memory: what is decided within a turn is one frame, and answers leave after it; that to
 * what is not stored, when the relays have been handed the frame. Anyone who signs in by SASL PLAIN is an account of that name.
 */
final class MemoryServices extends VerticleBase {
    final MemoryRooms rooms = new MemoryRooms();
    final FakePresence presence = new FakePresence(this::tellPresence, () -> 0);
    private final Set<RelayId> relays = new LinkedHashSet<>();
    private final Set<RelayId> followers = new LinkedHashSet<>();
    private boolean away;
    final AtomicInteger leaves = new AtomicInteger();
    final AtomicInteger retired = new AtomicInteger();
    private final Map<String, Account> accounts = new HashMap<>();
    private List<Ready> answers = new ArrayList<>();
    private RelayLink link;
    private int framesToLose;
    private volatile CompletableFuture<Void> heldHistory = CompletableFuture.completedFuture(null);

    /** What is decided, and not told yet. */
    private record Ready(Promise<Object> promise, Object answer) {
        boolean isStored() {
            return !(answer instanceof Accepted accepted) || accepted.sequence() > 0;
        }

        void tell() {
            promise.complete(answer);
        }
    }

    @SuppressWarnings("NullAway.Init") // Vert.x calls start before anything else
    MemoryServices() {}

    @Override
    public Future<?> start() {
        link = new RelayLink(vertx);
        return Future.all(
                BusServer.serveRooms(vertx, this::room),
                BusServer.servePresence(vertx, this::present),
                BusServer.serveAccounts(vertx, this::account));
    }

    /** The next frames of conversations are not sent. */
    void loseFrames(int count) {
        context.runOnContext(_turn -> framesToLose = count);
    }

    /** Says where all sequences end. */
    void announceTails() {
        context.runOnContext(_turn -> {
            List<RecentDirect> ends = rooms.ends();
            relays.forEach(relay -> link.sendTails(relay, rooms.tails(), ends));
        });
    }

    /** History is not answered, until {@link #answerHistory}. */
    void holdHistory() {
        heldHistory = new CompletableFuture<>();
    }

    void answerHistory() {
        heldHistory.complete(null);
    }

    private Future<?> room(RoomRequest<?> request) {
        if (away) {
            return Future.failedFuture(
                    new ServiceException(new Failure.Unavailable(true, "Not there at the moment; try again.")));
        }
        if (request instanceof RoomRequest.Attend attend) {
            return Future.succeededFuture(new Attendance(1, !relays.add(attend.relay())));
        }
        if (request instanceof RoomRequest.History) {
            return Future.fromCompletionStage(heldHistory, context).compose(_now -> decide(request));
        }
        return decide(request);
    }

    private Future<?> decide(RoomRequest<?> request) {
        Object answer;
        try {
            answer = rooms.answer(request);
        } catch (RuntimeException failed) {
            return Future.failedFuture(failed);
        }
        Promise<Object> promise = Promise.promise();
        if (answers.isEmpty()) {
            context.runOnContext(_turn -> commit());
        }
        answers.add(new Ready(promise, answer));
        return promise.future();
    }

    private void commit() {
        List<ConversationEvents> batch = rooms.take();
        List<Future<Void>> sent = new ArrayList<>();
        if (!batch.isEmpty() && framesToLose > 0) {
            framesToLose--;
        } else if (!batch.isEmpty()) {
            relays.forEach(relay -> sent.add(link.sendEvents(relay, batch)));
        }
        List<Ready> ready = answers;
        answers = new ArrayList<>();
        ready.stream().filter(Ready::isStored).forEach(Ready::tell);
        Future.join(sent)
                .onComplete(
                        _handed -> ready.stream().filter(one -> !one.isStored()).forEach(Ready::tell));
    }

    /** Presence dies, and another life of it begins. */
    void killPresence() {
        context.runOnContext(_turn -> {
            followers.clear();
            presence.beginAnew();
        });
    }

    /** Presence loses these nicks' sessions, and tells nobody. */
    void loseSilently(String... nicks) {
        context.runOnContext(_turn -> {
            followers.clear();
            for (String nick : nicks) {
                presence.answer(new PresenceRequest.Leave(
                        presence.of(new Nickname(nick)).sessions().getFirst(), "lost"));
            }
        });
    }

    /** The rooms send no relay anything more. */
    void forgetRelays() {
        context.runOnContext(_turn -> relays.clear());
    }

    /** Neither presence nor the rooms answer, or do again. */
    void away(boolean now) {
        context.runOnContext(_turn -> away = now);
    }

    private void tellPresence(PresenceFrame frame) {
        followers.forEach(relay -> link.sendPresence(relay, frame));
    }

    private Future<?> present(PresenceRequest<?> request) {
        if (away) {
            return Future.failedFuture(
                    new ServiceException(new Failure.Unavailable(true, "Not there at the moment; try again.")));
        }
        try {
            if (request instanceof PresenceRequest.Follow follow) {
                relays.add(follow.relay());
                followers.add(follow.relay());
            } else if (request instanceof PresenceRequest.Beat beat) {
                return Future.succeededFuture(presence.standing(followers.contains(beat.relay())));
            } else if (request instanceof PresenceRequest.Leave) {
                leaves.incrementAndGet();
            } else if (request instanceof PresenceRequest.Retire) {
                retired.incrementAndGet();
            }
            Object answer = presence.answer(request);
            return answer instanceof Failure failure
                    ? Future.failedFuture(new ServiceException(failure))
                    : Future.succeededFuture(answer);
        } catch (RuntimeException failed) {
            return Future.failedFuture(failed);
        }
    }

    private Future<?> account(AccountRequest<?> request) {
        return switch (request) {
            case AccountRequest.BeginSasl _begin ->
                Future.succeededFuture(new SaslStep.Challenge(1, new Secret(new byte[0])));
            case AccountRequest.ContinueSasl next -> {
                String name = new String(next.response().bytes(), UTF_8).split("\0", -1)[1];
                yield Future.succeededFuture(new SaslStep.SignedIn(accounts.computeIfAbsent(
                        name,
                        _new -> new Account(new AccountId(accounts.size() + 1), name, new Nickname(name), "", ""))));
            }
            case AccountRequest.FindAccount find ->
                Future.succeededFuture(Optional.ofNullable(accounts.get(find.name())));
            case AccountRequest.FindReserver find ->
                Future.succeededFuture(
                        Optional.ofNullable(accounts.get(find.nick().value())));
            case AccountRequest.FindBan _find -> Future.succeededFuture(Optional.empty());
            case AccountRequest.ChangeMetadata change -> {
                Account before = accounts.values().stream()
                        .filter(one -> one.id().equals(change.account()))
                        .findFirst()
                        .orElseThrow();
                Account now = before.withMetadata(before.metadata().after(change.change()));
                accounts.put(before.name(), now);
                yield Future.succeededFuture(now.metadata());
            }
            case AccountRequest.AddBan add -> throw new UnsupportedOperationException("" + add);
            case AccountRequest.RemoveBan remove -> throw new UnsupportedOperationException("" + remove);
            case AccountRequest.ListBans _list -> Future.succeededFuture(List.of());
            case AccountRequest.CheckPassword check -> throw new UnsupportedOperationException("" + check);
            case AccountRequest.ChangePassword change -> throw new UnsupportedOperationException("" + change);
            case AccountRequest.DeleteAccount delete -> throw new UnsupportedOperationException("" + delete);
            case AccountRequest.RegisterClassic register -> throw new UnsupportedOperationException("" + register);
            case AccountRequest.SignInClassic classic -> throw new UnsupportedOperationException("" + classic);
            case AccountRequest.AddCertificate add -> throw new UnsupportedOperationException("" + add);
            case AccountRequest.ListCertificates list -> throw new UnsupportedOperationException("" + list);
            case AccountRequest.RemoveCertificate remove -> throw new UnsupportedOperationException("" + remove);
            case AccountRequest.CheckGateway _check -> Future.succeededFuture(true);
            case AccountRequest.CheckOperator check -> throw new UnsupportedOperationException("" + check);
            case AccountRequest.Attend _attend -> Future.succeededFuture(1L);
            case AccountRequest.AbortSasl _abort -> Future.succeededFuture(true);
            case AccountRequest.Administration<?> asked -> throw new UnsupportedOperationException("" + asked);
            case AccountRequest.Register register ->
                Future.failedFuture(new UnsupportedOperationException("" + register));
        };
    }
}
