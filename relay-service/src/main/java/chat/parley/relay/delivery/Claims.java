package chat.parley.relay.delivery;

import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.Claimed;

/** Where it is kept which sessions of this process presence may know, for all its loops. Called on any of them. */
public interface Claims {
    /** Keeps nothing: for a process whose presence lives and ends with it. */
    Claims UNHEEDED = new Claims() {
        @Override
        public void asked(SessionId session) {
            // nobody will want to know
        }

        @Override
        public void answered(SessionId session, Claimed claimed) {
            // nobody will want to know
        }

        @Override
        public void ended(SessionId session) {
            // nobody will want to know
        }
    };

    /** A session is about to claim its nick: from now on presence may list it. */
    void asked(SessionId session);

    /** How presence says that the session is seen, after whatever it asked. */
    void answered(SessionId session, Claimed claimed);

    /** The session is over, and has told presence so if it was to. */
    void ended(SessionId session);
}
