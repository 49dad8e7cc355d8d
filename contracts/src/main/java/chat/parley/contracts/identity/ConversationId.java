package chat.parley.contracts.identity;

/**
 * A room or a private conversation. A room that ends and is made again under its name gets a new id, so that it inherits nothing.
 *
 * @param value positive
 */
public record ConversationId(long value) {
    public ConversationId {
        if (value <= 0) {
            throw new IllegalArgumentException("a conversation id is positive, not " + value);
        }
    }
}
