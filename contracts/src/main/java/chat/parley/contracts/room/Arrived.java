package chat.parley.contracts.room;

import java.util.List;

/**
 * The conversations that somebody who just signed in has a part in.
 *
 * @param rooms with the position at which the person certainly is a member
 * @param missed conversations with messages of others that no device of this person was given yet: private ones, then the rooms that
 *     the person is a member of; each kind by the time of its latest message
 */
public record Arrived(List<Entered> rooms, List<Missed> missed) {
    public Arrived {
        rooms = List.copyOf(rooms);
        missed = List.copyOf(missed);
    }

    public record Entered(ConversationRef.Room room, long sequence) {}

    /**
     * A conversation with something new.
     *
     * @param given the last position that was given to some device; of a room, at least that of becoming a member
     */
    public record Missed(ConversationRef conversation, long given, long latest, long latestTimeMillis) {}
}
