package chat.parley.contracts.room;

/** How many conversations there are. */
public record ConversationCount(long rooms, long directs) {}
