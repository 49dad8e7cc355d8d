package chat.parley.server.command;

import java.io.Console;
import java.util.Locale;

/** Asks before something that cannot be taken back. */
final class Assent {
    private Assent() {}

    /**
     * Whether it is meant.
     *
     * @param yes it has been said already
     */
    @SuppressWarnings(
            "SystemConsoleNull") // null outside a terminal; where JDKs 22 to 24 differ, their console reads lines too
    static boolean given(Terminal terminal, boolean yes, String question) {
        if (yes) {
            return true;
        }
        Console console = System.console();
        if (console == null) {
            terminal.complain("not done: outside a terminal this takes --yes");
            return false;
        }
        String answer = console.readLine("%s [y/N] ", question);
        boolean meant =
                answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
        if (!meant) {
            terminal.complain("not done");
        }
        return meant;
    }
}
