package chat.parley.room.presence.model;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.protocol.name.Nickname;

/** What a request comes to. */
public sealed interface Outcome {
    /** It is done. */
    record Done(Object answer) implements Outcome {}

    /** It is not. */
    record Refused(Failure failure) implements Outcome {}

    /** Somebody else has the nick. */
    static Outcome inUse(Nickname nick) {
        return new Refused(
                new Failure.Rejected(Reason.NICK_IN_USE, "Nickname " + nick.value() + " is already in use."));
    }

    /** Somebody else has a nick that can be mistaken for it. */
    static Outcome looksAlike(Nickname nick) {
        return new Refused(new Failure.Rejected(
                Reason.NAME_LOOKS_ALIKE, "Nickname " + nick.value() + " looks like somebody else's; choose another."));
    }

    /** There is no such session. */
    static Outcome nobody() {
        return new Refused(new Failure.Rejected(Reason.NO_SUCH_PERSON, "This session is not here."));
    }
}
