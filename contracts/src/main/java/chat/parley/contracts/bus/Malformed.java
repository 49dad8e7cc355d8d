package chat.parley.contracts.bus;

/**
 * What arrived in the place of a message and was none, or one of a kind that this version doesn't know.
 *
 * @param why fit for the log: nothing of the message's content
 */
record Malformed(String why) {}
