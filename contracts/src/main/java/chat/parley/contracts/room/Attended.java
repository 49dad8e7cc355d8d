package chat.parley.contracts.room;

import chat.parley.protocol.name.RoomName;

/**
 * A room that somebody is in.
 *
 * @param ranks the letters of their ranks there, highest first
 */
public record Attended(RoomName room, String ranks) {}
