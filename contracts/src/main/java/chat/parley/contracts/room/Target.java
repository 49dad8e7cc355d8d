package chat.parley.contracts.room;

import chat.parley.contracts.identity.PersonId;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import org.jspecify.annotations.Nullable;

/** Where something is said, or whose history is asked for. */
public sealed interface Target {

    /**
     * A room.
     *
     * @param to whom in it: those of this rank and above; null for everybody
     */
    record ToRoom(RoomName name, @Nullable RoomRank to) implements Target {
        public ToRoom(RoomName name) {
            this(name, null);
        }
    }

    /**
     * A private conversation.
     *
     * @param nick how the asker called them
     */
    record ToPerson(PersonId person, Nickname nick) implements Target {}
}
