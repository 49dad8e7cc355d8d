package chat.parley.server.command;

import chat.parley.server.Parley;
import chat.parley.server.WholeServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server, and the command line of who looks after it. */
abstract class AdminRig {
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    Parley parley;

    /** Assignments beside those that every server here has. */
    String[] further() {
        return new String[0];
    }

    @BeforeEach
    void startServer() throws Exception {
        parley = WholeServer.start(folder, further());
    }

    @AfterEach
    void stopServer() throws Exception {
        WholeServer.stop(parley);
    }

    int admin(String... arguments) throws InterruptedException {
        return adminReading("", arguments);
    }

    /** Runs {@code admin …}, with something to read on standard input. */
    int adminReading(String typed, String... arguments) throws InterruptedException {
        out = new StringWriter();
        err = new StringWriter();
        Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), Map.of());
        InputStream in = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
        Stream<String> all = Stream.concat(Stream.of("admin"), Stream.of(arguments));
        if (!List.of(arguments).contains("--help")) {
            all = Stream.concat(
                    all,
                    Stream.of(
                            "--set=server.dataDir=" + folder.resolve("data"),
                            "--set=health.port=" + parley.healthPort()));
        }
        return Commands.run(terminal, in, all.toArray(String[]::new));
    }

    /** What the last command printed. */
    String out() {
        return out.toString();
    }

    /** What the last command complained of. */
    String err() {
        return err.toString();
    }

    /** All that the server's log has when it is complete: stops the server. */
    String auditLog() throws Exception {
        WholeServer.stop(parley);
        StringBuilder log = new StringBuilder();
        try (Stream<Path> files = Files.list(folder.resolve("logs"))) {
            for (Path file : files.sorted().toList()) {
                log.append(read(file));
            }
        }
        return log.toString();
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file);
    }
}
