package chat.parley.server.command;

import chat.parley.relay.listener.ListenerConfig;
import chat.parley.server.Parley;
import chat.parley.server.config.Settings;
import chat.parley.server.tls.Certificate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code up} prints once clients can come: where, how to join, and where data and log are. */
final class Greeting {
    private final List<String> lines = new ArrayList<>();

    private Greeting() {}

    static String of(Parley parley, Settings settings, @Nullable Path file) {
        Greeting greeting = new Greeting();
        greeting.lines.add("Parley is up: " + settings.server().name() + ", network "
                + settings.server().network());
        greeting.lines.add("");
        for (ListenerConfig listener : parley.listening()) {
            greeting.row("listening on", address(listener) + (listener.tls() == null ? "  plain text" : "  TLS"));
        }
        for (Certificate certificate : parley.certificates()) {
            greeting.row("certificate", "SHA-256 " + certificate.fingerprint());
            greeting.row("its key", certificate.keyFingerprint() + "  (what ./parley chat shows)");
        }
        greeting.row("join", JoinCommand.of(parley.listening()));
        greeting.row("data", settings.server().dataDir().toString());
        greeting.row("log", settings.audit().folder().toString());
        greeting.row("configuration", file == null ? "defaults" : file.toString());
        if (parley.healthPort() != 0) {
            greeting.row(
                    "health", "http://" + settings.health().host() + ":" + parley.healthPort() + "/ready, /metrics");
        }
        greeting.row("stop", "Ctrl-C");
        return String.join("\n", greeting.lines) + "\n";
    }

    private static String address(ListenerConfig listener) {
        String host = listener.host();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + listener.port();
    }

    private void row(String name, String value) {
        lines.add(String.format("  %-14s %s", name, value));
    }
}
