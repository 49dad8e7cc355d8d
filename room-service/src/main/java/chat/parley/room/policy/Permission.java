package chat.parley.room.policy;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;

/** Whether somebody may do something, and if not, why not. */
public sealed interface Permission {
    Permission ALLOWED = new Allowed();

    record Allowed() implements Permission {}

    record Refused(Failure failure) implements Permission {}

    static Permission rejected(Reason reason, String text) {
        return new Refused(new Failure.Rejected(reason, text));
    }

    static Permission denied(Reason reason, String text) {
        return new Refused(new Failure.Denied(reason, text));
    }
}
