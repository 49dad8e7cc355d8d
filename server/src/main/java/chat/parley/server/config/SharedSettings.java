package chat.parley.server.config;

import chat.parley.protocol.name.RoomName;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The settings that all processes of a cluster should have alike: one of them tells clients what another one decides by. */
public final class SharedSettings {
    private SharedSettings() {}

    /** The values by their keys. */
    public static Map<String, String> of(Settings settings) {
        RoomName lobby = settings.rooms().lobby();
        LimitSettings limits = settings.limits();
        Map<String, String> shared = new TreeMap<>();
        shared.put("names.nicks", settings.names().nicks().name().toLowerCase(Locale.ROOT));
        shared.put("server.network", settings.server().network());
        shared.put("accounts.forceNick", Boolean.toString(settings.accounts().forceNick()));
        shared.put("rooms.lobby", lobby == null ? "null" : lobby.value());
        shared.put("limits.nickLength", Integer.toString(limits.nickLength()));
        shared.put("limits.roomNameLength", Integer.toString(limits.roomNameLength()));
        shared.put("limits.topicLength", Integer.toString(limits.topicLength()));
        shared.put("limits.keyLength", Integer.toString(limits.keyLength()));
        shared.put("limits.roomsPerAccount", Integer.toString(limits.roomsPerAccount()));
        return shared;
    }
}
