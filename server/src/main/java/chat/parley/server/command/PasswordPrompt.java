package chat.parley.server.command;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Asks for a new password. */
final class PasswordPrompt {
    private static final int MAX_CHARACTERS = 300;

    private PasswordPrompt() {}

    /**
     * Asks twice in a terminal, and reads one line elsewhere.
     *
     * @return null when there is none that can be used, which has been said
     */
    @SuppressWarnings(
            "SystemConsoleNull") // null outside a terminal; where JDKs 22 to 24 differ, their console reads lines too
    static @Nullable String ask(Terminal terminal, InputStream in) throws IOException {
        Console console = System.console();
        String password = console != null ? asked(terminal, console) : line(in);
        if (password != null && (password.isEmpty() || password.length() > MAX_CHARACTERS)) {
            terminal.complain("a password has 1 to " + MAX_CHARACTERS + " characters");
            return null;
        }
        return password;
    }

    private static @Nullable String asked(Terminal terminal, Console console) {
        char[] first = console.readPassword("Password: ");
        char[] second = console.readPassword("Once more: ");
        if (!Arrays.equals(first, second)) {
            terminal.complain("Passwords do not match");
            return null;
        }
        return first == null ? "" : new String(first);
    }

    private static String line(InputStream in) throws IOException {
        String line = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
        return line == null ? "" : line;
    }
}
