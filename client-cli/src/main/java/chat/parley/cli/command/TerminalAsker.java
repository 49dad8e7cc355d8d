package chat.parley.cli.command;

import chat.parley.cli.screen.Wrap;
import chat.parley.cli.session.Password;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

/** Asks on a terminal. Nothing of it is kept in a history. */
final class TerminalAsker implements Asker {

    private static final char HIDDEN = '\0';

    private final Terminal terminal;
    private final LineReader reader;

    TerminalAsker(Terminal terminal) {
        this.terminal = terminal;
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .variable(LineReader.DISABLE_HISTORY, true)
                .variable(LineReader.DISABLE_COMPLETION, true)
                .variable(LineReader.BELL_STYLE, "none")
                .build();
    }

    @Override
    public void tell(String text) {
        Wrap.wrap(new AttributedString(text), terminal.getWidth()).forEach(row -> row.println(terminal));
        terminal.flush();
    }

    @Override
    public @Nullable String ask(String question) {
        try {
            return reader.readLine(question);
        } catch (UserInterruptException | EndOfFileException e) {
            return null;
        }
    }

    @Override
    public @Nullable Password askHidden(String question) {
        try {
            return new Password(reader.readLine(question, HIDDEN));
        } catch (UserInterruptException | EndOfFileException e) {
            return null;
        }
    }
}
