package chat.parley.server;

import chat.parley.auth.AuthConfig;
import chat.parley.auth.audit.AuditConfig;
import chat.parley.contracts.identity.RelayId;
import chat.parley.protocol.line.LineLimits;
import chat.parley.protocol.name.NickRules;
import chat.parley.protocol.name.RoomName;
import chat.parley.relay.RelayConfig;
import chat.parley.relay.listener.ConnectionLimits;
import chat.parley.relay.listener.Language;
import chat.parley.relay.listener.ListenerConfig;
import chat.parley.relay.session.SessionLimits;
import chat.parley.relay.session.SessionSettings;
import chat.parley.room.RoomConfig;
import chat.parley.room.presence.model.Patience;
import chat.parley.room.tell.AuditBodies;
import chat.parley.server.config.AccountSettings;
import chat.parley.server.config.ClusterSettings;
import chat.parley.server.config.Hidden;
import chat.parley.server.config.LimitSettings;
import chat.parley.server.config.ListenerSettings;
import chat.parley.server.config.ListenersSettings;
import chat.parley.server.config.Settings;
import chat.parley.server.config.StsSettings;
import chat.parley.server.config.TlsSettings;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gives each service the part of the configuration that is its own. */
final class ServiceConfigs {
    /** The @ before the tags, and the space after them. */
    private static final int TAG_DELIMITER_BYTES = 2;

    private static final long BYTES_A_MEGABYTE = 1_048_576;

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
                List.of(),
                settings.operators().stream()
                        .map(operator -> new AuthConfig.Operator(
                                operator.name(), operator.password().text()))
                        .toList(),
                settings.gateways().stream()
                        .map(gateway -> new AuthConfig.Operator(
                                gateway.name(), gateway.password().text()))
                        .toList());
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

    /** How long people stay whose relay is lost: in one process, it cannot be. */
    static Patience patience(Settings settings) {
        ClusterSettings cluster = settings.cluster();
        return cluster.enabled()
                ? Patience.clustered(
                        TimeUnit.SECONDS.toMillis(cluster.graceSeconds()),
                        TimeUnit.SECONDS.toMillis(cluster.relayLostSeconds()))
                : Patience.NONE;
    }

    static RelayConfig relay(Settings settings, NickRules nicks, RelayId id, int loops, Clock clock) {
        LimitSettings limits = settings.limits();
        return new RelayConfig(
                id,
                loops,
                listeners(settings.listeners(), settings.rooms().lobby()),
                new LineLimits(limits.lineBytes(), limits.tagBytes() + TAG_DELIMITER_BYTES),
                connections(limits),
                limits.sendMemoryMegabytes() * BYTES_A_MEGABYTE,
                sessions(settings, nicks, clock.millis()),
                settings.relay().largeRoom(),
                settings.cluster().enabled());
    }

    static ConnectionLimits connections(LimitSettings limits) {
        ConnectionLimits standard = ConnectionLimits.STANDARD;
        return new ConnectionLimits(
                limits.enabled() ? limits.connections() : 0,
                limits.enabled() ? limits.connectionsPerAddress() : 0,
                limits.sendQueueBytes(),
                standard.acceptBacklog(),
                standard.handshakeMillis(),
                standard.closeMillis());
    }

    private static List<ListenerConfig> listeners(ListenersSettings settings, @Nullable RoomName lobby) {
        Language classic = new Language.Classic(lobby == null ? null : lobby.value());
        return Stream.of(
                        settings.irc().stream().map(irc -> listener(irc, new Language.Irc())),
                        settings.websocket().stream().map(web -> listener(web, new Language.WebSocket(web.origins()))),
                        settings.classic().stream().map(one -> listener(one, classic)))
                .flatMap(one -> one)
                .toList();
    }

    private static ListenerConfig listener(ListenerSettings listener, Language language) {
        TlsSettings tls = listener.tls();
        return new ListenerConfig(
                listener.host(),
                listener.port(),
                tls == null
                        ? null
                        : new ListenerConfig.Tls(
                                tls.cert().toString(), tls.key().toString(), listener.clientCertificates()),
                listener.insecure(),
                listener.proxy(),
                language);
    }

    /** @param startedAtMillis of the server, since 1970 */
    static SessionSettings sessions(Settings settings, NickRules nicks, long startedAtMillis) {
        Hidden password = settings.server().password();
        String motd = settings.server().motd();
        AccountSettings.Registration registration = settings.accounts().registration();
        return new SessionSettings(
                settings.server().name(),
                settings.server().network(),
                "parley-" + Version.number(),
                startedAtMillis,
                motd == null ? List.of() : motd.lines().toList(),
                password == null ? null : password.text(),
                settings.accounts().guests(),
                settings.accounts().forceNick(),
                new SessionSettings.AccountRegistration(
                        registration.enabled(), registration.beforeConnect(), registration.requireEmail()),
                settings.rooms().lobby(),
                sessionLimits(settings.limits(), nicks),
                settings.server().admin(),
                sts(settings.server().sts()),
                settings.gateways().stream()
                        .map(gateway -> new SessionSettings.Gateway(gateway.name(), gateway.hosts()))
                        .toList());
    }

    private static SessionSettings.@Nullable Sts sts(@Nullable StsSettings sts) {
        return sts == null ? null : new SessionSettings.Sts(sts.port(), sts.durationSeconds(), sts.preload());
    }

    private static SessionLimits sessionLimits(LimitSettings limits, NickRules nicks) {
        return new SessionLimits(
                limits.enabled() ? limits.linesPerSecond() : 0,
                limits.linesBurst(),
                SessionLimits.STANDARD.inboxLines(),
                SessionLimits.STANDARD.saysInFlight(),
                TimeUnit.SECONDS.toMillis(limits.unregisteredSeconds()),
                TimeUnit.SECONDS.toMillis(limits.pingAfterSeconds()),
                TimeUnit.SECONDS.toMillis(limits.pingTimeoutSeconds()),
                limits.topicLength(),
                limits.awayLength(),
                limits.realnameLength(),
                limits.reasonLength(),
                limits.targetsPerCommand(),
                limits.roomsPerAccount(),
                limits.historyMessages(),
                limits.replayedMessages(),
                limits.monitoredNicks(),
                new SessionLimits.MetadataLimits(
                        limits.metadataKeys(),
                        limits.metadataValueBytes(),
                        limits.metadataSubscriptions(),
                        limits.enabled() ? limits.metadataChangesPerMinute() : 0),
                limits.multilineBytes(),
                limits.multilineLines(),
                limits.nickLength(),
                limits.roomNameLength(),
                nicks);
    }
}
