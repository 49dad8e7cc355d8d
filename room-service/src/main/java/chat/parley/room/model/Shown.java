package chat.parley.room.model;

import chat.parley.contracts.room.RoomRank;
import org.jspecify.annotations.Nullable;

/** Which events of a record are read. */
public sealed interface Shown {

    /** Every one, for a relay that has to apply them. */
    record Everything() implements Shown {}

    /**
     * What a reader is given: not what was taken back, nor invitations and knocks, which were for their moment.
     *
     * @param events false: only what was said (PRIVMSG and NOTICE)
     * @param upTo the reader's highest rank in the room: what was said to higher ones is not shown; null for none
     */
    record ToReader(boolean events, @Nullable RoomRank upTo) implements Shown {}
}
