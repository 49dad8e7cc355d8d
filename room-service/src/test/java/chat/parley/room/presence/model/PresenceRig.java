package chat.parley.room.presence.model;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.Claimed;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.protocol.name.Nickname;
import org.jspecify.annotations.Nullable;

/** Presence, and what is asked of it by sessions of one relay. */
abstract class PresenceRig {
    static final Account ALICE = account(1, "alice");
    static final Account BOB = account(2, "bob");

    final Presence presence = new Presence();

    static Account account(long id, String name) {
        return new Account(new AccountId(id), name, new Nickname(name), "", "");
    }

    static SessionId session(long number) {
        return new SessionId(new RelayId("relay.1"), number);
    }

    static PresenceRequest.Claim request(long number, String nick, @Nullable Account account) {
        return new PresenceRequest.Claim(session(number), new Nickname(nick), account, "user", "host", "real", true);
    }

    final Claimed claim(long number, String nick, @Nullable Account account) {
        return (Claimed) done(request(number, nick, account));
    }

    final Object done(PresenceRequest<?> request) {
        return switch (presence.on(request, 1_000)) {
            case Outcome.Done(Object answer) -> answer;
            case Outcome.Refused(Failure failure) -> throw new AssertionError(failure);
        };
    }

    final Reason refused(PresenceRequest<?> request) {
        return switch (presence.on(request, 1_000)) {
            case Outcome.Done(Object answer) -> throw new AssertionError(answer);
            case Outcome.Refused(Failure failure) -> ((Failure.Rejected) failure).reason();
        };
    }
}
