package chat.parley.contracts.room;

import chat.parley.protocol.name.RoomName;

/**
 * A line of LIST.
 *
 * @param present members that are here now
 */
public record RoomSummary(RoomName name, int present, String topic, long createdAtMillis, long topicAtMillis) {}
