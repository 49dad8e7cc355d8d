package chat.parley.contracts.room;

/**
 * Committed.
 *
 * @param sequence the position it took; 0 for what is never stored
 * @param timeMillis the event's time
 * @param repeated true: it had been committed before, under this nonce, and was not stored again nor sent to anybody
 */
public record Accepted(ConversationRef conversation, long sequence, long timeMillis, boolean repeated) {}
