package chat.parley.cli.command;

import chat.parley.cli.session.Password;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Asks in plain lines. A password is hidden where there is a terminal to hide it on. */
final class PlainAsker implements Asker {

    private final BufferedReader in;
    private final PrintStream out;
    private final @Nullable Console console;

    /** @param console the terminal that standard input is, or null */
    PlainAsker(BufferedReader in, PrintStream out, @Nullable Console console) {
        this.in = in;
        this.out = out;
        this.console = console;
    }

    @Override
    public void tell(String text) {
        out.println(text);
    }

    @Override
    public @Nullable String ask(String question) {
        out.print(question);
        out.flush();
        try {
            return in.readLine();
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public @Nullable Password askHidden(String question) {
        Console terminal = console;
        if (terminal != null) {
            char[] typed = terminal.readPassword("%s", question);
            return typed == null ? null : new Password(typed);
        }
        String typed = ask(question);
        return typed == null ? null : new Password(typed);
    }
}
