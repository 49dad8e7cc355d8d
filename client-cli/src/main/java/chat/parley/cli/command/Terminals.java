package chat.parley.cli.command;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/** Whether somebody sits there. */
final class Terminals {

    private Terminals() {}

    /** The terminal that input and output are, or null if they are not both one. */
    static @Nullable Console console() {
        // From Java 22 on there is a console without a terminal too, and only then a way to tell.
        @SuppressWarnings("SystemConsoleNull")
        Console console = System.console();
        if (console == null) {
            return null;
        }
        try {
            Object isTerminal = Console.class.getMethod("isTerminal").invoke(console);
            return Boolean.TRUE.equals(isTerminal) ? console : null;
        } catch (NoSuchMethodException e) {
            return console;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return null;
        }
    }
}
