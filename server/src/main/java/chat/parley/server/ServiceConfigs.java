package chat.parley.server;

import chat.parley.auth.AuthConfig;
import chat.parley.auth.audit.AuditConfig;
import chat.parley.room.AuditBodies;
import chat.parley.room.RoomConfig;
import chat.parley.server.config.LimitSettings;
import chat.parley.server.config.Settings;
import java.util.List;

/** Gives each service the part of the configuration that is its own. */
final class ServiceConfigs {
    private ServiceConfigs() {}

    static AuthConfig auth(Settings settings) {
        return new AuthConfig(
                settings.database().accounts(),
                settings.accounts().passwordIterations(),
                settings.accounts().registration().enabled(),
                settings.limits().registrationsPerAddressPerHour(),
                settings.limits().failedSignInsPerAddress(),
                settings.limits().failedSignInsPerAccount(),
                settings.limits().enabled(),
                settings.limits().maxSaslExchanges(),
                settings.limits().maxWaitingDerivations(),
                settings.accounts().passwordCacheMinutes(),
                !settings.listeners().classic().isEmpty(),
                List.of());
    }

    static AuditConfig audit(Settings settings) {
        AuditConfig.Format format = switch (settings.audit().format()) {
            case TEXT -> AuditConfig.Format.TEXT;
            case JSON -> AuditConfig.Format.JSON;
        };
        var lobby = settings.rooms().lobby();
        return new AuditConfig(settings.audit().folder(), format, lobby == null ? null : lobby.value());
    }

    static RoomConfig room(Settings settings) {
        AuditBodies bodies = switch (settings.audit().bodies()) {
            case NONE -> AuditBodies.NONE;
            case ROOMS -> AuditBodies.ROOMS;
            case ALL -> AuditBodies.ALL;
        };
        RoomConfig standard = RoomConfig.defaults(settings.rooms().lobby(), bodies);
        LimitSettings limits = settings.limits();
        return new RoomConfig(
                standard.lobby(),
                bodies,
                limits.roomsPerAccount(),
                limits.membersPerRoom(),
                limits.topicLength(),
                limits.keyLength(),
                standard.maxWaiting(),
                standard.maxWaitingBytes(),
                standard.maxConversations(),
                standard.maxUnconfirmedFrames());
    }
}
