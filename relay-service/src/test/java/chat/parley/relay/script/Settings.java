package chat.parley.relay.script;

import chat.parley.protocol.name.RoomName;
import chat.parley.relay.session.SessionLimits;
import chat.parley.relay.session.SessionSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings that differ from those of {@link World#settings()}. */
public final class Settings {
    private SessionSettings settings = World.settings();

    public SessionSettings build() {
        return settings;
    }

    public Settings guests(boolean guests) {
        return with(
                settings.motd(),
                settings.password(),
                guests,
                settings.forceNick(),
                settings.registration(),
                settings.limits());
    }

    public Settings forceNick(boolean force) {
        return with(
                settings.motd(),
                settings.password(),
                settings.guests(),
                force,
                settings.registration(),
                settings.limits());
    }

    public Settings password(String password) {
        return with(
                settings.motd(),
                password,
                settings.guests(),
                settings.forceNick(),
                settings.registration(),
                settings.limits());
    }

    public Settings motd(String... lines) {
        return with(
                List.of(lines),
                settings.password(),
                settings.guests(),
                settings.forceNick(),
                settings.registration(),
                settings.limits());
    }

    public Settings registration(boolean enabled, boolean beforeConnect, boolean requireEmail) {
        return with(
                settings.motd(),
                settings.password(),
                settings.guests(),
                settings.forceNick(),
                new SessionSettings.AccountRegistration(enabled, beforeConnect, requireEmail),
                settings.limits());
    }

    public Settings limits(SessionLimits limits) {
        return with(
                settings.motd(),
                settings.password(),
                settings.guests(),
                settings.forceNick(),
                settings.registration(),
                limits);
    }

    public Settings metadata(SessionLimits.MetadataLimits metadata) {
        SessionLimits before = settings.limits();
        return limits(new SessionLimits(
                before.linesPerSecond(),
                before.burstLines(),
                before.inboxLines(),
                before.saysInFlight(),
                before.registrationMillis(),
                before.idlePingMillis(),
                before.pingTimeoutMillis(),
                before.topicBytes(),
                before.awayBytes(),
                before.realnameBytes(),
                before.reasonBytes(),
                before.targets(),
                before.rooms(),
                before.historyMessages(),
                before.replayedMessages(),
                before.monitored(),
                metadata,
                before.multilineBytes(),
                before.multilineLines(),
                before.nickCharacters(),
                before.roomBytes(),
                before.nicks()));
    }

    private Settings with(
            List<String> motd,
            @Nullable String password,
            boolean guests,
            boolean forceNick,
            SessionSettings.AccountRegistration registration,
            SessionLimits limits) {
        RoomName lobby = settings.lobby();
        settings = new SessionSettings(
                settings.server(),
                settings.network(),
                settings.version(),
                settings.startedAtMillis(),
                motd,
                password,
                guests,
                forceNick,
                registration,
                lobby,
                limits);
        return this;
    }
}
