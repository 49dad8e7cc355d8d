package chat.parley.relay.script;

import chat.parley.relay.session.SessionLimits;
import chat.parley.relay.session.SessionSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes settings that differ in something from those of most tests: guests may come, and nobody is slowed down. */
public final class Settings {
    private List<String> motd = List.of();
    private @Nullable String password;
    private boolean guests = true;
    private boolean forceNick;
    private SessionSettings.AccountRegistration registration =
            new SessionSettings.AccountRegistration(true, true, false);
    private SessionLimits limits = Limits.UNHURRIED;
    private List<SessionSettings.Gateway> gateways = List.of();

    public SessionSettings build() {
        return new SessionSettings(
                World.SERVER,
                "Test",
                "parley-test",
                World.START,
                motd,
                password,
                guests,
                forceNick,
                registration,
                null,
                limits,
                List.of(),
                null,
                gateways);
    }

    public Settings guests(boolean allowed) {
        guests = allowed;
        return this;
    }

    public Settings forceNick(boolean force) {
        forceNick = force;
        return this;
    }

    public Settings password(String asked) {
        password = asked;
        return this;
    }

    public Settings motd(String... lines) {
        motd = List.of(lines);
        return this;
    }

    public Settings registration(boolean enabled, boolean beforeConnect, boolean requireEmail) {
        registration = new SessionSettings.AccountRegistration(enabled, beforeConnect, requireEmail);
        return this;
    }

    public Settings limits(SessionLimits others) {
        limits = others;
        return this;
    }

    public Settings gateways(SessionSettings.Gateway... these) {
        gateways = List.of(these);
        return this;
    }

    public Settings metadata(SessionLimits.MetadataLimits metadata) {
        return limits(Limits.with(limits, metadata));
    }
}
