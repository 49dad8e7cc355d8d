package chat.parley.contracts.room;

import chat.parley.contracts.identity.PersonId;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;

/** Where something is said, or whose history is asked for. */
public sealed interface Target {

    record ToRoom(RoomName name) implements Target {}

    /**
     * A private conversation.
     *
     * @param nick how the asker called them
     */
    record ToPerson(PersonId person, Nickname nick) implements Target {}
}
