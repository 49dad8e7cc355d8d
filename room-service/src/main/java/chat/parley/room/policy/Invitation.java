package chat.parley.room.policy;

/**
 * Somebody was asked into a room, and has not come yet.
 *
 * @param invitedBy nick!user@host
 * @param byModerator whether it opens what would be closed; a mere member's tells of the room, and that is all
 * @param atMillis since 1970
 */
public record Invitation(String invitedBy, boolean byModerator, long atMillis) {
    /** How many a room keeps; the oldest goes. */
    public static final int MOST_A_ROOM = 200;
}
