package chat.parley.testkit.process;

import chat.parley.testkit.wire.Endpoint;
import chat.parley.testkit.wire.WireClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A whole server, or one process of a cluster, in a process of its own, on a temporary folder that outlives its process, so that it can be killed and started
 * again. As a static {@code @RegisterExtension} it is started before the first test of a class and closed after the last.
 *
 * <p>{@link #close()} is a check too: it fails if the server logged an error that no test expected, or if a password that one of
 * its clients used stands in anything that the server wrote. The process ends with this one, whatever happens.
 */
public final class ServerProcess implements AutoCloseable, BeforeAllCallback, AfterAllCallback {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(30);
    static final String LAST_OF_GREETING = "  stop ";
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly), "end-servers"));
    }

    private final Setup setup;
    private final Path folder;
    private final List<Output> outputs = new ArrayList<>();
    private final Set<String> secrets = ConcurrentHashMap.newKeySet();
    private final Set<String> expectedErrors = ConcurrentHashMap.newKeySet();
    private final Doors doors = new Doors();
    private @Nullable Process process;
    /** When it was asked to stop; 0 while nobody has. */
    private long stoppingSinceNanos;

    ServerProcess(Setup setup) {
        this.setup = setup;
        try {
            folder = setup.isShared() ? setup.folder() : Files.createTempDirectory("parley-test-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The usual setup, to be changed where a test needs another. */
    public static Setup setup() {
        return new Setup();
    }

    /** How a process ended. */
    public record Ended(int exitCode, Duration took, List<String> out, List<String> err) {
        public Ended {
            out = List.copyOf(out);
            err = List.copyOf(err);
        }

        /** What it told whoever started it, as against what it logged. */
        public List<String> complaints() {
            return err.stream().filter(line -> line.startsWith("parley: ")).toList();
        }
    }

    // ---- life ----

    /**
     * Starts it, and returns when clients can come.
     *
     * @throws AssertionError if it does not start, with what it said
     */
    public ServerProcess start() {
        launch();
        return awaitUp();
    }

    /** Starts it without waiting, for {@link #awaitUp} to do so. */
    public void begin() {
        launch();
    }

    /**
     * Returns when it does what it is there for.
     *
     * @throws AssertionError if that does not come, with what it said
     */
    public ServerProcess awaitUp() {
        running();
        Output out = outputs.get(outputs.size() - 2);
        try {
            if (!out.awaitLines(LAST_OF_GREETING, 1, START.toMillis())) {
                kill();
                throw new AssertionError("The server did not start: " + String.join("\n", everythingWritten()));
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        doors.open(out.lines());
        return this;
    }

    /** Starts it where that must not succeed, and waits for its end. */
    public Ended startAndFail() {
        long began = System.nanoTime();
        launch();
        return awaitEnd(began, START);
    }

    private Process launch() {
        if (process != null && process.isAlive()) {
            throw new IllegalStateException("It is running already");
        }
        try {
            Process started = setup.process(folder).start();
            RUNNING.add(started);
            outputs.add(new Output(started.getInputStream(), "server's output"));
            outputs.add(new Output(started.getErrorStream(), "server's errors"));
            process = started;
            stoppingSinceNanos = 0;
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as a power failure would: SIGKILL. */
    public void kill() {
        Process killed = running();
        doors.close();
        killed.destroyForcibly();
        awaitEnd(System.nanoTime(), STOP);
    }

    /** Asks it to stop (SIGTERM), once, and waits until it has. */
    public Ended terminate() {
        askToStop();
        return awaitEnd(stoppingSinceNanos, STOP);
    }

    /** Asks it to stop, without waiting, for {@link #terminate} to do so. */
    void askToStop() {
        if (stoppingSinceNanos == 0) {
            stoppingSinceNanos = System.nanoTime();
            running().destroy();
            doors.close();
        }
    }

    /** Stops it in its tracks: SIGSTOP. Its sockets stay open, and nothing answers. */
    public void pause() {
        signal("STOP");
    }

    /** Lets it run on after {@link #pause}. */
    public void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        run("kill", "-" + name, Long.toString(pid()));
    }

    private static void run(String... command) {
        try {
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new AssertionError("failed: " + String.join(" ", command));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private Ended awaitEnd(long beganNanos, Duration patience) {
        Process ending = running();
        try {
            if (!ending.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                ending.destroyForcibly();
                throw new AssertionError("The server did not end within " + patience.toSeconds() + " s: "
                        + String.join("\n", everythingWritten()));
            }
            Duration took = Duration.ofNanos(System.nanoTime() - beganNanos);
            RUNNING.remove(ending);
            Output out = outputs.get(outputs.size() - 2);
            Output err = outputs.getLast();
            out.awaitEnd();
            err.awaitEnd();
            return new Ended(ending.exitValue(), took, out.lines(), err.lines());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("It was never started");
        }
        return process;
    }

    private static AssertionError interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new AssertionError("interrupted", e);
    }

    public boolean isRunning() {
        return process != null && process.isAlive();
    }

    public long pid() {
        return running().pid();
    }

    /** Memory that the process has in use, in bytes. */
    public long residentBytes() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid()), "status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("This system does not tell how much memory a process has");
    }

    // ---- clients ----

    /** Where plain text is spoken. */
    public Endpoint plain() {
        return doors.find(one -> !one.tls());
    }

    /** Where TLS is spoken. */
    public Endpoint tls() {
        return doors.find(Endpoint::tls);
    }

    /** The first listener of a configured host. */
    public Endpoint endpoint(String host, boolean tls) {
        return doors.find(one -> one.host().equals(host) && one.tls() == tls);
    }

    /** Where plain text is spoken, once that is so: waits while the server is down. */
    public Endpoint awaitPlain(Duration patience) {
        try {
            return doors.await(one -> !one.tls(), patience);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** A client on the plain port, that has said nothing yet. */
    public WireClient client(String name) {
        return client(name, plain());
    }

    /** A client on any port, that has said nothing yet. */
    public WireClient client(String name, Endpoint endpoint) {
        return WireClient.connect(endpoint, name, 0, secrets::add);
    }

    /** A client that has taken an account, and is in; all that came with that has been read. */
    public WireClient newcomer(String name) {
        WireClient client = client(name).createAccount(passwordOf(name));
        client.sync();
        return client;
    }

    /** Another device of a {@link #newcomer}. */
    public WireClient device(String name) {
        WireClient client = client(name).signIn(passwordOf(name));
        client.sync();
        return client;
    }

    /** The password that {@link #newcomer} takes. */
    public String passwordOf(String name) {
        return "open-" + name + "-5e5am3";
    }

    // ---- what it left ----

    /** The folder that it was started in; {@code data} and {@code logs} are there. */
    public Path folder() {
        return folder;
    }

    /** The log of what people did, of the latest start, without its first line. */
    public List<String> log() {
        return AuditFiles.latest(folder.resolve("logs"));
    }

    /** Everything that any of its processes wrote to its output, errors last. */
    public List<String> everythingWritten() {
        List<String> lines = new ArrayList<>();
        outputs.forEach(output -> lines.addAll(output.lines()));
        return lines;
    }

    /** Says that a logged error with this text in it is no failure of the test. */
    public ServerProcess expectError(String part) {
        expectedErrors.add(part);
        return this;
    }

    /** Adds what must stand in nothing that the server writes; passwords of its clients are added by themselves. */
    public void secret(String secret) {
        secrets.add(secret);
    }

    /**
     * Ends it, and checks what it left.
     *
     * @throws AssertionError if it wrote an unexpected error, or a password
     */
    @Override
    public void close() {
        if (isRunning()) {
            terminate();
        }
        try {
            Aftermath.check(everythingWritten(), folder, secrets, expectedErrors);
        } finally {
            if (!setup.isShared()) {
                Aftermath.delete(folder);
            }
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }
}
