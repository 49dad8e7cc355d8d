package chat.parley.room.model;

import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.protocol.id.Nonce;
import chat.parley.protocol.name.RoomName;

/** Something that has to be read from the store before a request can be decided. */
public sealed interface Need {

    /** A room by its name. */
    record OfRoom(RoomName name) implements Need {}

    /** A private conversation by its two persons, in the order of their text forms. */
    record OfPair(PersonId first, PersonId second) implements Need {
        public static OfPair of(PersonId one, PersonId other) {
            return one.text().compareTo(other.text()) <= 0 ? new OfPair(one, other) : new OfPair(other, one);
        }

        /** The form that is stored and looked up. */
        public String text() {
            return first.text() + ' ' + second.text();
        }

        public PersonId other(PersonId person) {
            return person.equals(first) ? second : first;
        }
    }

    /** Any conversation by its id. */
    record OfConversation(ConversationId id) implements Need {}

    /** Which conversations a person has a part in. */
    record OfPerson(PersonId person) implements Need {}

    /** Whose a stored event is, and whether it can be taken back. */
    record OfEvent(ConversationId conversation, long sequence) implements Need {}

    /** What was said under a nonce. */
    record OfNonce(ConversationId conversation, AccountId account, Nonce nonce) implements Need {}
}
