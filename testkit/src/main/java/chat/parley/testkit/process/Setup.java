package chat.parley.testkit.process;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a server is set up: a configuration like the shipped one, but with free ports, cheap passwords and no limits, in a folder of
 * its own. Each method changes this very object and returns it.
 */
public final class Setup {
    static final String MAIN = "chat.parley.server.Main";

    /** Of the virtual machine: small, and soon up. */
    static final List<String> FLAGS = List.of(
            "-Xmx256m",
            "-XX:MaxDirectMemorySize=128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-Xshare:auto",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "-Dvertx.logger-delegate-factory-class-name=io.vertx.core.logging.SLF4JLogDelegateFactory",
            "-Dvertx.disableFileCPResolving=true");

    private final JsonObject configuration = new JsonObject();
    private final List<String> wrapper = new ArrayList<>();
    private final List<String> javaFlags = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private String role = "up";
    private @Nullable Path shared;

    Setup() {
        set("server.dataDir", "data");
        set("accounts.passwordIterations", 4096);
        set("limits.enabled", false);
        set("audit.folder", "logs");
        set("health.port", 0);
        set("listeners.irc", new JsonArray().add(listener("127.0.0.1")).add(tlsListener("127.0.0.1")));
    }

    /** A plain listener on a free port. */
    public static JsonObject listener(String host) {
        return new JsonObject().put("host", host).put("port", 0);
    }

    /** A TLS listener on a free port. */
    public static JsonObject tlsListener(String host) {
        return listener(host).put("tls", new JsonObject());
    }

    /**
     * Sets a key of the configuration.
     *
     * @param key with dots, as {@code accounts.guests}
     * @param value a string, number, boolean, JsonObject or JsonArray
     */
    public Setup set(String key, Object value) {
        return put(key, value);
    }

    /** Sets a key of the configuration to null, which is not the same as leaving it out. */
    public Setup setNull(String key) {
        return put(key, null);
    }

    private Setup put(String key, @Nullable Object value) {
        String[] path = key.split("\\.", -1);
        JsonObject at = configuration;
        for (int i = 0; i < path.length - 1; i++) {
            if (!at.containsKey(path[i])) {
                at.put(path[i], new JsonObject());
            }
            at = at.getJsonObject(path[i]);
        }
        at.put(path[path.length - 1], value);
        return this;
    }

    /** Lets in who has no account. */
    public Setup guests() {
        return set("accounts.guests", true);
    }

    /** Runs the server by another program, which is given its command line. */
    public Setup by(String... program) {
        wrapper.addAll(List.of(program));
        return this;
    }

    /** Adds flags of the virtual machine. */
    public Setup java(String... flags) {
        javaFlags.addAll(List.of(flags));
        return this;
    }

    public Setup environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /**
     * Makes it one process of several, in a folder that they share and that outlives it.
     *
     * @param name of the node
     * @param role auth, room or relay
     */
    Setup node(String name, String role, Path folder) {
        this.role = role;
        this.shared = folder;
        return set("cluster.enabled", true).set("cluster.node", name);
    }

    boolean isShared() {
        return shared != null;
    }

    Path folder() {
        if (shared == null) {
            throw new IllegalStateException("It is by itself");
        }
        return shared;
    }

    /** The server, not yet started. */
    public ServerProcess server() {
        return new ServerProcess(this);
    }

    private String name() {
        return configuration.getJsonObject("cluster").getString("node");
    }

    /** Runs the server's program in this process, which ends with it. */
    static void runMain(String... arguments) throws ReflectiveOperationException {
        Class.forName(MAIN).getMethod("main", String[].class).invoke(null, (Object) arguments);
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Writes the configuration to a file in a folder, and says which. */
    Path write(Path folder) {
        Path file = folder.resolve((shared == null ? "parley" : name()) + ".json");
        try {
            return Files.writeString(file, configuration.encodePrettily());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process on this folder, with its configuration written there. */
    ProcessBuilder process(Path folder) {
        List<String> command = new ArrayList<>(wrapper);
        command.add(java());
        command.addAll(FLAGS);
        command.addAll(ClassArchive.flags());
        command.addAll(javaFlags);
        command.addAll(List.of(MAIN, role, "--config", write(folder).toString()));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PARLEY_"));
        builder.environment().putAll(environment);
        return builder;
    }
}
