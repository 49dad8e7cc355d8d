package chat.parley.server.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.parley.testkit.wire.Endpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The terminal client in a process of its own, with its files in a folder and pipes for a terminal. */
final class TerminalClient implements AutoCloseable {

    private static final long END_SECONDS = 60;

    private final Process process;
    private final Path folder;

    private TerminalClient(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /**
     * Starts it.
     *
     * @param folder for its settings and what it writes; one client at a time
     * @param password in its environment, or empty
     */
    static TerminalClient start(Path folder, Endpoint server, String password, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "chat.parley.cli.Main"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--host", server.host(), "--port", String.valueOf(server.port())));
        Files.createDirectories(folder);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().put("XDG_CONFIG_HOME", folder.toString());
        builder.environment().put("PARLEY_PASSWORD", password);
        return new TerminalClient(builder.start(), folder);
    }

    /** Types lines. */
    TerminalClient type(String... lines) throws IOException {
        OutputStream in = process.getOutputStream();
        for (String line : lines) {
            in.write((line + "\n").getBytes(UTF_8));
        }
        in.flush();
        return this;
    }

    String out() {
        return read("out");
    }

    String err() {
        return read("err");
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            return "";
        }
    }

    /** Waits for its end, and returns the exit code. */
    int end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("The client runs on: " + out() + err());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
