package chat.parley.server.e2e.terminal;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A program at a terminal of its own, which tmux keeps: lines are typed into it, and its screen is read. */
final class Terminal implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TMUX = "tmux";
    private static final String COLUMNS = "200";
    private static final String ROWS = "50";

    private final Path socket;

    private Terminal(Path socket) {
        this.socket = socket;
    }

    /** Leaves the test out where a program, or tmux, is not installed. */
    static void assumeInstalled(String program, String debianPackage) {
        assumeTrue(isInstalled(TMUX), "tmux is not installed (Debian: tmux)");
        assumeTrue(isInstalled(program), program + " is not installed (Debian: " + debianPackage + ")");
    }

    private static boolean isInstalled(String program) {
        String path = System.getenv("PATH");
        for (String folder : (path == null ? "" : path).split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Starts a program.
     *
     * @param folder an existing one of the terminal's own
     */
    static Terminal start(Path folder, String... command) {
        Terminal terminal = new Terminal(folder.resolve("tmux"));
        List<String> words =
                new ArrayList<>(List.of("-f", "/dev/null", "new-session", "-d", "-x", COLUMNS, "-y", ROWS, "--"));
        words.addAll(List.of(command));
        terminal.tmux(words.toArray(String[]::new));
        return terminal;
    }

    /** Types a text. */
    Terminal type(String text) {
        tmux("send-keys", "-l", "--", text);
        return this;
    }

    /** Types a line, and presses Enter. */
    Terminal enter(String line) {
        type(line);
        tmux("send-keys", "Enter");
        return this;
    }

    /** What is on the screen now. */
    String screen() {
        return tmux("capture-pane", "-p");
    }

    /**
     * Waits until a text is on the screen.
     *
     * @throws AssertionError if it does not come, with the screen as it is
     */
    Terminal shows(String text) {
        try {
            Awaitility.await().atMost(PATIENCE).until(() -> screen().contains(text));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("Not on the screen: " + text + "\n" + screen(), e);
        }
        return this;
    }

    /** Ends the program, and waits until it has written all that it writes. */
    @Override
    public void close() {
        long pid = Long.parseLong(tmux("display-message", "-p", "#{pane_pid}").strip());
        tmux("kill-server");
        ProcessHandle.of(pid)
                .ifPresent(program -> Awaitility.await().atMost(PATIENCE).until(() -> !program.isAlive()));
    }

    private String tmux(String... words) {
        List<String> command = new ArrayList<>(List.of(TMUX, "-u", "-S", socket.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LANG", "C.UTF-8");
        builder.environment().put("TERM", "xterm-256color");
        builder.environment().remove("TMUX");
        try {
            Process process = builder.start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
                throw new AssertionError("failed: " + String.join(" ", command) + "\n" + out);
            }
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
