package chat.parley.contracts.room;

/**
 * Where a private conversation ends in which something was said lately.
 *
 * @param before the position before the first event of that time
 * @param latest the position of the last event
 */
public record RecentDirect(ConversationRef.Direct conversation, long before, long latest) {}
