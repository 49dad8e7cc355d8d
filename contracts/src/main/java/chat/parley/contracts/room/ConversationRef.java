package chat.parley.contracts.room;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;

/** A conversation and what it is called on the wire. */
public sealed interface ConversationRef {
    ConversationId id();

    record Room(ConversationId id, RoomName name) implements ConversationRef {}

    /**
     * A private conversation; {@code first} and {@code second} are in the order of their text forms. The nicks are the latest
     * known ones. For somebody who writes to themselves both are the same.
     */
    record Direct(ConversationId id, PersonId first, Nickname firstNick, PersonId second, Nickname secondNick)
            implements ConversationRef {

        public PersonId other(PersonId person) {
            return person.equals(first) ? second : first;
        }

        public Nickname otherNick(PersonId person) {
            return person.equals(first) ? secondNick : firstNick;
        }
    }
}
