package chat.parley.server.config;

import java.nio.file.Path;
import java.util.List;

/** The whole configuration, as it counts: every key has a value. */
public record Settings(
        ServerSettings server,
        ListenersSettings listeners,
        AccountSettings accounts,
        NameSettings names,
        RoomSettings rooms,
        List<OperatorSettings> operators,
        List<GatewaySettings> gateways,
        LimitSettings limits,
        AuditSettings audit,
        DatabaseSettings database,
        ClusterSettings cluster,
        LogSettings log,
        HealthSettings health,
        AdminSettings admin,
        RelaySettings relay) {

    static Settings read(Section section) {
        ServerSettings server = section.section("server", ServerSettings::read);
        Path dataDir = server.dataDir();
        return new Settings(
                server,
                section.section("listeners", listeners -> ListenersSettings.read(listeners, dataDir)),
                section.section("accounts", AccountSettings::read),
                section.section("names", NameSettings::read),
                section.section("rooms", RoomSettings::read),
                section.sections("operators", List.of(), OperatorSettings::read),
                section.sections("gateways", List.of(), GatewaySettings::read),
                section.section("limits", LimitSettings::read),
                section.section("audit", AuditSettings::read),
                section.section("database", database -> DatabaseSettings.read(database, dataDir)),
                section.section("cluster", ClusterSettings::read),
                section.section("log", LogSettings::read),
                section.section("health", HealthSettings::read),
                section.section("admin", admin -> AdminSettings.read(admin, dataDir)),
                section.section("relay", RelaySettings::read));
    }
}
