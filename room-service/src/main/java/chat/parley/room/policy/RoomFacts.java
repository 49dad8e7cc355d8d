package chat.parley.room.policy;

import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.RoomModes;

/** What permissions in a room depend on. */
public interface RoomFacts {
    ConversationRef.Room ref();

    RoomModes modes();

    /** How many members there are, here or not. */
    int size();

    boolean has(PersonId person);

    /** The ranks of a member as bits, see {@link Ranks}; {@link Ranks#NONE} for everybody else. */
    int ranksOf(PersonId person);

    Moderation moderation();
}
