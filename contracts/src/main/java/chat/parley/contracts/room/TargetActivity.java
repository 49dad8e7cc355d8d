package chat.parley.contracts.room;

/** A line of CHATHISTORY TARGETS. */
public record TargetActivity(ConversationRef conversation, long latestTimeMillis) {}
