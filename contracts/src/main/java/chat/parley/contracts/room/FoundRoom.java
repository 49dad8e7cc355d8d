package chat.parley.contracts.room;

import chat.parley.protocol.name.RoomName;

/**
 * A room, in short.
 *
 * @param members here or not
 * @param flags letters of its modes that have no argument
 */
public record FoundRoom(RoomName name, long members, String topic, String flags, long createdAtMillis) {}
