package chat.parley.room.presence.model;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.Claimed;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.presence.PresenceSnapshot;
import chat.parley.protocol.name.Nickname;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One life of presence, for tests: the machine and what carries it, with a clock that a test moves. */
final class Life {
    static final Patience PATIENCE = new Patience(true, 30_000, 5_000, 2_000);
    static final RelayId A = new RelayId("relay.a");
    static final RelayId B = new RelayId("relay.b");
    static final RelayId C = new RelayId("relay.c");

    final long epoch;
    final Presence presence = new Presence();
    final Continuity continuity;
    long now;

    Life(long epoch) {
        this(epoch, PATIENCE);
    }

    Life(long epoch, Patience patience) {
        this.epoch = epoch;
        this.continuity = new Continuity(presence, patience, epoch, 0);
    }

    PresenceSnapshot follow(RelayId relay, PresenceSnapshot known) {
        continuity.follow(relay, known, now);
        return snapshot();
    }

    PresenceSnapshot snapshot() {
        return new PresenceSnapshot(epoch, presence.position(), presence.persons(), presence.most());
    }

    /** Time goes on. */
    int pass(long millis) {
        now += millis;
        return continuity.tick(now);
    }

    /** What came of a request: a failure, or its answer. */
    Object ask(PresenceRequest<?> request) {
        Failure refusal = continuity.refusal(request);
        if (refusal != null) {
            return refusal;
        }
        return switch (presence.on(request, 1_000)) {
            case Outcome.Done(Object answer) -> answer;
            case Outcome.Refused(Failure failure) -> failure;
        };
    }

    Claimed claim(SessionId session, String nick, @Nullable Account account) {
        return (Claimed) ask(claimOf(session, nick, account));
    }

    List<PresenceEvent> events() {
        return presence.takeEvents(1_000);
    }

    @Nullable
    Person person(String nick) {
        return presence.persons().stream()
                .filter(person -> person.nick().value().equals(nick))
                .findFirst()
                .orElse(null);
    }

    List<SessionId> sessionsOf(String nick) {
        Person person = person(nick);
        return person == null ? List.of() : person.sessions();
    }

    static PresenceRequest.Claim claimOf(SessionId session, String nick, @Nullable Account account) {
        return new PresenceRequest.Claim(session, new Nickname(nick), account, "user", "host", "real", true);
    }

    static Account account(long id, String name) {
        return new Account(new AccountId(id), name, new Nickname(name), "", "");
    }

    static SessionId on(RelayId relay, long number) {
        return new SessionId(relay, number);
    }
}
