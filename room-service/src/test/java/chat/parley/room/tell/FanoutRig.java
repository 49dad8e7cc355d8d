package chat.parley.room.tell;

import chat.parley.contracts.bus.RelayLink;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.UserModes;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.name.Nickname;
import chat.parley.room.metrics.RoomMetrics;
import chat.parley.room.model.Actor;
import chat.parley.room.model.ChangeSet;
import chat.parley.room.model.Conversations;
import chat.parley.room.model.Decider;
import chat.parley.room.model.Limits;
import chat.parley.room.model.Memberships;
import chat.parley.room.model.Need;
import chat.parley.room.model.Verdict;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A {@link Fanout}, two relays that hear it, and people whose requests are decided. */
abstract class FanoutRig {
    static {
        // machines that build are busy
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }

    static final RelayId ONE = new RelayId("relay.1");
    static final RelayId TWO = new RelayId("relay.2");

    final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    final Reach reach = new Reach();
    final Ear one = new Ear();
    final Ear two = new Ear();
    final Actor alice = Actor.account("alice", 1);
    final Actor bob = Actor.account("bob", 2);
    private final Conversations conversations = new Conversations(1);
    private final Decider decider = new Decider(conversations, new Limits(null, 50, 100, 100, 10), _person -> true);
    Fanout fanout = new Fanout(new RelayLink(vertx), reach, 8, false, RoomMetrics.NONE);

    @BeforeEach
    void listen() throws Exception {
        await(RelayLink.listen(vertx, ONE, one));
        await(RelayLink.listen(vertx, TWO, two));
    }

    @AfterEach
    void end() throws Exception {
        await(vertx.close());
    }

    static Person person(Actor actor, SessionId... sessions) {
        return new Person(
                actor.person(),
                new Nickname(actor.nick()),
                "u",
                "h",
                "r",
                null,
                null,
                UserModes.NONE,
                true,
                1,
                List.of(sessions));
    }

    /** Decides as one batch, and tells. */
    ConversationId tell(RoomRequest<?>... requests) {
        ChangeSet changes = new ChangeSet();
        for (RoomRequest<?> request : requests) {
            Verdict verdict = decider.decide(request, 1_000, changes);
            while (verdict instanceof Verdict.Missing(List<Need> needs)) {
                needs.forEach(need -> {
                    if (need instanceof Need.OfPerson person) {
                        conversations.loaded(person.person(), new Memberships());
                    } else {
                        conversations.missing(need);
                    }
                });
                verdict = decider.decide(request, 1_000, changes);
            }
        }
        ConversationId id = changes.touched().getFirst().id();
        fanout.tell(changes);
        return id;
    }

    /** alice makes a room, which a relay follows from then on, and says something there; all of that in one turn. */
    ConversationId denFollowedBy(RelayId relay, String... texts) throws Exception {
        List<ConversationId> ids = new ArrayList<>();
        onContext(() -> {
            ConversationId den = tell(alice.join("#den"));
            ids.add(den);
            fanout.subscribe(den, relay, 1);
            for (String text : texts) {
                tell(alice.say("#den", text));
            }
        });
        return ids.getFirst();
    }

    void onContext(Runnable work) throws Exception {
        Promise<Void> done = Promise.promise();
        context.runOnContext(_turn -> {
            try {
                work.run();
                done.complete();
            } catch (RuntimeException | AssertionError e) {
                done.fail(e);
            }
        });
        await(done.future());
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
