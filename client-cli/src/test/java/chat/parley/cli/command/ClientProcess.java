package chat.parley.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the client as its users do: a process with arguments, an environment and an input. */
final class ClientProcess {

    /** What a run came to. */
    record Result(int code, String out, String err) {}

    private final Path folder;

    /** @param folder for its settings and for what it writes */
    ClientProcess(Path folder) {
        this.folder = folder;
    }

    /** Runs it to its end, which must come within 30 seconds. */
    Result run(Map<String, String> environment, String input, String... arguments)
            throws IOException, InterruptedException {
        Process process = start(environment, arguments);
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(UTF_8));
        } catch (IOException e) {
            // It has ended without reading.
        }
        return finish(process);
    }

    /** Starts it; the caller writes its input. */
    Process start(Map<String, String> environment, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "chat.parley.cli.Main"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().put("XDG_CONFIG_HOME", folder.toString());
        builder.environment().remove("PARLEY_PASSWORD");
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Waits for its end. */
    Result finish(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("Still running: " + Files.readString(folder.resolve("err")));
        }
        return new Result(
                process.exitValue(), Files.readString(folder.resolve("out")), Files.readString(folder.resolve("err")));
    }
}
