package chat.parley.contracts.presence;

import chat.parley.contracts.identity.PersonId;
import org.jspecify.annotations.Nullable;

/** What relays are told about people. */
public sealed interface PresenceEvent {

    /** Somebody came: the first session of that person signed in. */
    record Online(Person person) implements PresenceEvent {}

    /** Something about somebody who is here changed; {@code now} is the whole person after it. */
    record Changed(Person before, Person now, What what) implements PresenceEvent {}

    /** A guest is the person of an account from now on; nothing else about them changed but the account's name. */
    record Adopted(PersonId.OfGuest guest, Person now) implements PresenceEvent {}

    /** Somebody left: the last session of that person is gone. */
    record Offline(Person person, @Nullable String reason) implements PresenceEvent {}

    /** Nothing about anybody: something that all relays are told. */
    record Announced(Announcement what) implements PresenceEvent {}

    /** What changed. */
    enum What {
        NICK,
        AWAY,
        ACCOUNT,
        REALNAME,
        MODES,
        METADATA,
        SESSIONS
    }
}
