package chat.parley.contracts.room;

/**
 * What a room is about.
 *
 * @param setBy nick!user@host of who set it
 * @param setAtMillis since 1970
 */
public record Topic(String text, String setBy, long setAtMillis) {}
