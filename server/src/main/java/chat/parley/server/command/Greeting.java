package chat.parley.server.command;

import chat.parley.contracts.status.Role;
import chat.parley.relay.listener.Language;
import chat.parley.relay.listener.ListenerConfig;
import chat.parley.server.Parley;
import chat.parley.server.company.Sighting;
import chat.parley.server.config.Settings;
import chat.parley.server.tls.Certificate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a process prints once it does what it is there for: what it is, where it listens, whom it found, and where data and log are. */
final class Greeting {
    private final List<String> lines = new ArrayList<>();

    private Greeting() {}

    static String of(Parley parley, Settings settings, @Nullable Path file) {
        Greeting greeting = new Greeting();
        Role role = parley.role();
        greeting.lines.add(headline(parley, settings));
        greeting.lines.add("");
        for (ListenerConfig listener : parley.listening()) {
            greeting.row("listening on", address(listener) + "  " + manner(listener));
        }
        for (Certificate certificate : parley.certificates()) {
            greeting.row("certificate", "SHA-256 " + certificate.fingerprint());
            greeting.row("its key", certificate.keyFingerprint() + "  (what ./parley chat shows)");
        }
        if (role.hasConnections()) {
            greeting.row("join", JoinCommand.of(parley.listening()));
        }
        if (role.isClustered()) {
            greeting.row("found", found(parley.others()));
        }
        if (role.hasAccounts() || role.hasRooms()) {
            greeting.row("data", settings.server().dataDir().toString());
        }
        if (role.hasAccounts()) {
            greeting.row("log", settings.audit().folder().toString());
        }
        greeting.row("configuration", file == null ? "defaults" : file.toString());
        if (parley.healthPort() != 0) {
            greeting.row(
                    "health", "http://" + settings.health().host() + ":" + parley.healthPort() + "/ready, /metrics");
        }
        String secret = parley.freshAdminSecret();
        if (secret != null) {
            greeting.row("admin secret", secret);
            greeting.row("", "shown this once; it is in " + settings.admin().secret() + ", for ./parley admin");
        }
        greeting.row("stop", "Ctrl-C");
        return String.join("\n", greeting.lines) + "\n";
    }

    private static String headline(Parley parley, Settings settings) {
        String what = switch (parley.role()) {
            case UP -> "Parley";
            case AUTH -> "Parley's auth service, " + parley.id().name() + ",";
            case ROOM -> "Parley's room service, " + parley.id().name() + ",";
            case RELAY -> "Parley's relay, " + parley.id().name() + ",";
        };
        return what + " is up: " + settings.server().name() + ", network "
                + settings.server().network();
    }

    private static String found(List<Sighting> others) {
        return others.isEmpty()
                ? "nobody else yet"
                : others.stream()
                        .map(other -> other.status().role().word() + " "
                                + other.status().node().name())
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    private static String manner(ListenerConfig listener) {
        String protection = listener.tls() == null ? "plain text" : "TLS";
        return switch (listener.language()) {
            case Language.Irc _irc -> protection;
            case Language.Classic _classic -> "classic protocol, insecure";
            case Language.WebSocket _webSocket -> "WebSocket, " + protection;
        };
    }

    private static String address(ListenerConfig listener) {
        String host = listener.host();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + listener.port();
    }

    private void row(String name, String value) {
        lines.add(String.format("  %-14s %s", name, value));
    }
}
