package chat.parley.contracts.room;

/**
 * Something that was found.
 *
 * @param event something that was said; it has no origin
 */
public record SearchHit(ConversationRef conversation, Event event) {}
