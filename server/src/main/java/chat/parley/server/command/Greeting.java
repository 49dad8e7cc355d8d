package chat.parley.server.command;

import chat.parley.server.config.ListenerSettings;
import chat.parley.server.config.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code up} prints once clients can come: where, how to join, and where data and log are. */
final class Greeting {
    private static final String SEPARATOR = System.lineSeparator();

    private final List<String> lines = new ArrayList<>();

    private Greeting() {}

    static String of(Settings settings, @Nullable Path file) {
        Greeting greeting = new Greeting();
        greeting.lines.add("Parley is up: " + settings.server().name() + ", network "
                + settings.server().network());
        for (ListenerSettings listener : settings.listeners().irc()) {
            greeting.row("listening on", listener.address() + (listener.tls() == null ? "  plain text" : "  TLS"));
        }
        greeting.row("join", "./parley chat");
        greeting.row("data", settings.server().dataDir().toString());
        greeting.row("log", settings.audit().folder().toString());
        greeting.row("configuration", file == null ? "defaults" : file.toString());
        greeting.row("stop", "Ctrl-C");
        return String.join(SEPARATOR, greeting.lines) + SEPARATOR;
    }

    private void row(String name, String value) {
        lines.add(String.format("  %-14s %s", name, value));
    }
}
