package chat.parley.contracts.room;

import java.util.List;

/**
 * The conversations that somebody who just signed in has a part in.
 *
 * @param rooms with the position at which the person certainly is a member
 * @param missed private conversations with messages that no device of this person was given yet
 */
public record Arrived(List<Entered> rooms, List<Missed> missed) {
    public Arrived {
        rooms = List.copyOf(rooms);
        missed = List.copyOf(missed);
    }

    public record Entered(ConversationRef.Room room, long sequence) {}

    /**
     * A private conversation with something new.
     *
     * @param given the last position that was given to some device
     */
    public record Missed(ConversationRef.Direct conversation, long given, long latest, long latestTimeMillis) {}
}
