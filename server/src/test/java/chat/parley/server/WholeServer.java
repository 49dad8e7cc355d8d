package chat.parley.server;

import chat.parley.contracts.status.Role;
import chat.parley.server.config.ConfigException;
import chat.parley.server.config.ConfigReader;
import chat.parley.server.config.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A whole server in the test's own process: what it keeps is in a folder, its ports are free ones, its passwords cost little. */
public final class WholeServer {
    private static final int PATIENCE_SECONDS = 60;

    private WholeServer() {}

    /** @param further assignments, which win over those that every such server has */
    static Settings settings(Path folder, String... further) throws ConfigException {
        Stream<String> own = Stream.of(
                "server.dataDir=" + folder.resolve("data"),
                "audit.folder=" + folder.resolve("logs"),
                "listeners.irc=[{port: 0}]",
                "accounts.passwordIterations=4096",
                "health.port=0");
        List<String> assignments = Stream.concat(own, Stream.of(further)).toList();
        return new ConfigReader(null, Map.of(), assignments).read().settings();
    }

    /** Starts one, and waits until it is up. */
    public static Parley start(Path folder, String... further) throws Exception {
        return start(folder, Clock.systemUTC(), further);
    }

    static Parley start(Path folder, Clock clock, String... further) throws Exception {
        Parley parley = new Parley(Role.UP, settings(folder, further), clock);
        parley.start().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return parley;
    }

    public static void stop(Parley parley) throws Exception {
        parley.stop().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
