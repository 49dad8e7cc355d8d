package chat.parley.server.config;

import chat.parley.protocol.name.RoomName;
import org.jspecify.annotations.Nullable;

/**
 * What every room shares.
 *
 * @param lobby everyone's room, which who signs in is in; null when nobody is put anywhere
 */
public record RoomSettings(@Nullable RoomName lobby) {
    private static final RoomName DEFAULT_LOBBY = new RoomName("#lobby");

    static RoomSettings read(Section section) {
        if (section.isNull("lobby")) {
            section.optionalText("lobby", null);
            return new RoomSettings(null);
        }
        return new RoomSettings(section.parsed("lobby", DEFAULT_LOBBY, RoomName::parse));
    }
}
