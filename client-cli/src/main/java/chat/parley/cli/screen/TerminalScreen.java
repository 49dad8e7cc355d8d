package chat.parley.cli.screen;

import chat.parley.cli.session.Event;
import chat.parley.cli.session.Place;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Status;
import org.jspecify.annotations.Nullable;

/**
 * A terminal: what happens is printed above the line on which the user types, which it never disturbs, and a line at the
 * bottom tells how things stand. Events come on the session's thread, {@link #read} is called on the user's.
 */
public final class TerminalScreen implements Consumer<Event> {

    private final Terminal terminal;
    private final Scribe scribe;
    private final StatusLine statusLine;
    private final LineReaderImpl reader;
    private final @Nullable Status status;
    private volatile Event.@Nullable View view;
    private volatile boolean live;

    /** @param switchTo what to do when the user presses Alt and a digit */
    public TerminalScreen(Terminal terminal, Look look, Scribe scribe, Completion completion, IntConsumer switchTo) {
        this.terminal = terminal;
        this.scribe = scribe;
        this.statusLine = new StatusLine(look);
        this.status = Status.getStatus(terminal, true);
        var parser = new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]);
        parser.setEofOnUnclosedQuote(false);
        this.reader = (LineReaderImpl) LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("parley")
                .parser(parser)
                .completer(completion)
                .option(LineReader.Option.ERASE_LINE_ON_FINISH, true)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.CASE_INSENSITIVE, true)
                .option(LineReader.Option.AUTO_FRESH_LINE, false)
                .variable(LineReader.HISTORY_SIZE, 500)
                .variable(LineReader.BELL_STYLE, "none")
                .build();
        bindDigits(switchTo);
        terminal.handle(Terminal.Signal.WINCH, signal -> drawStatus());
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
        }
        List<AttributedString> lines = scribe.write(event);
        for (AttributedString line : lines) {
            for (AttributedString row : Wrap.wrap(line, terminal.getWidth())) {
                reader.printAbove(row);
            }
        }
    }

    private synchronized void drawStatus() {
        Event.View now = view;
        Status bar = status;
        if (now == null || !live) {
            return;
        }
        if (bar != null) {
            bar.update(List.of(statusLine.write(now, terminal.getWidth())));
        }
        reader.setPrompt(prompt(now));
        if (reader.isReading()) {
            reader.callWidget(LineReader.REDISPLAY);
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
        Status bar = status;
        if (bar != null) {
            bar.update(List.of());
            bar.close();
        }
        terminal.flush();
    }
}
