package chat.parley.contracts.room;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.protocol.name.RoomName;

/**
 * A line of LIST.
 *
 * @param present members that are here now
 */
public record RoomSummary(
        ConversationId id, RoomName name, int present, String topic, long createdAtMillis, long topicAtMillis) {}
