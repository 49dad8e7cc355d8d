package chat.parley.contracts.room;

/**
 * Up to where somebody has read a conversation.
 *
 * @param timeMillis of the last message that was read, since 1970; 0 when that is not known
 */
public record ReadMarker(long timeMillis) {
    public boolean isKnown() {
        return timeMillis > 0;
    }
}
