package chat.parley.cli.screen;

import chat.parley.cli.session.Event;
import chat.parley.cli.session.Place;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Status;
import org.jspecify.annotations.Nullable;

/**
 * A terminal: what happens is printed above the line on which the user types, which it never disturbs, and a line at the
 * bottom tells how things stand. Events come on the session's thread, {@link #read} is called on the user's.
 */
public final class TerminalScreen implements Consumer<Event> {

    /** Lines that are kept in order to write them again when the terminal changes its size. */
    private static final int MOST_LINES = 300;

    private final Terminal terminal;
    private final Scribe scribe;
    private final StatusLine statusLine;
    private final InputLine reader;
    private final Status status;
    private final Deque<AttributedString> lines = new ArrayDeque<>();
    private volatile Event.@Nullable View view;
    private volatile boolean live;

    /** @param switchTo what to do when the user presses Alt and a digit */
    public TerminalScreen(Terminal terminal, Look look, Scribe scribe, Completion completion, IntConsumer switchTo)
            throws IOException {
        this.terminal = terminal;
        this.scribe = scribe;
        this.statusLine = new StatusLine(look);
        this.status = Status.getStatus(terminal, true);
        this.reader = new InputLine(terminal, this::rows, this::statusRows);
        var parser = new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]);
        parser.setEofOnUnclosedQuote(false);
        reader.setParser(parser);
        reader.setCompleter(completion);
        reader.option(LineReader.Option.ERASE_LINE_ON_FINISH, true);
        reader.option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
        reader.option(LineReader.Option.CASE_INSENSITIVE, true);
        reader.setVariable(LineReader.HISTORY_SIZE, 500);
        reader.setVariable(LineReader.BELL_STYLE, "none");
        bindDigits(switchTo);
    }

    private void bindDigits(IntConsumer switchTo) {
        KeyMap<Binding> keys = reader.getKeyMaps().get(LineReader.MAIN);
        if (keys == null) {
            return;
        }
        for (int digit = 1; digit <= 9; digit++) {
            int number = digit;
            String widget = "parley-place-" + digit;
            reader.getWidgets().put(widget, () -> {
                switchTo.accept(number);
                return true;
            });
            keys.bind(new Reference(widget), KeyMap.alt((char) ('0' + digit)));
        }
    }

    @Override
    public void accept(Event event) {
        if (event instanceof Event.Standing standing) {
            view = standing.view();
            drawStatus();
            return;
        }
        if (event instanceof Event.Ready) {
            live = true;
            drawStatus();
        }
        scribe.write(event).forEach(this::print);
    }

    /** Shows lines of the program itself, such as help. */
    public void print(AttributedString line) {
        synchronized (lines) {
            lines.addLast(line);
            if (lines.size() > MOST_LINES) {
                lines.removeFirst();
            }
        }
        for (AttributedString row : Wrap.wrap(line, terminal.getWidth())) {
            reader.printAbove(row);
        }
    }

    private List<AttributedString> rows(int columns) {
        synchronized (lines) {
            return lines.stream()
                    .flatMap(line -> Wrap.wrap(line, columns).stream())
                    .toList();
        }
    }

    private List<AttributedString> statusRows(int columns) {
        Event.View now = view;
        return now == null || !live ? List.of() : List.of(statusLine.write(now, columns));
    }

    private synchronized void drawStatus() {
        Event.View now = view;
        if (now != null && live) {
            reader.prompt(prompt(now));
        }
    }

    private static String prompt(Event.View view) {
        Place current = view.current();
        return (current == null ? "" : SafeText.of(current.shown())) + "> ";
    }

    /**
     * What the user types next. Blocks.
     *
     * @throws EndOfFileException when the user wants no more (Ctrl-D)
     * @throws UserInterruptException when the user pressed Ctrl-C
     */
    public String read() {
        Event.View now = view;
        return reader.readLine(now == null ? "> " : prompt(now));
    }

    /** Takes the status line away. */
    public void close() {
        live = false;
        status.update(List.of());
        status.close();
        terminal.flush();
    }
}
