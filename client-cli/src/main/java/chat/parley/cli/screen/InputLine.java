package chat.parley.cli.screen;

import java.io.IOException;
import java.util.List;
import java.util.function.IntFunction;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.Status;

/**
 * JLine's line editor, which forgets what stood above it when the terminal changes its size: this one writes it again, for
 * the new width.
 */
final class InputLine extends LineReaderImpl {

    private final IntFunction<List<AttributedString>> above;
    private final IntFunction<List<AttributedString>> below;

    /**
     * @param above what stood above the input, the latest last, for a width in columns
     * @param below what the status line says, for a width in columns
     */
    InputLine(Terminal terminal, IntFunction<List<AttributedString>> above, IntFunction<List<AttributedString>> below)
            throws IOException {
        super(terminal, "parley");
        this.above = above;
        this.below = below;
        getWidgets().put(CALLBACK_INIT, this::drawBelow);
    }

    @Override
    protected synchronized void handleSignal(Terminal.Signal signal) {
        super.handleSignal(signal);
        if (signal == Terminal.Signal.WINCH) {
            repaint();
        }
    }

    private void repaint() {
        lock.lock();
        try {
            Size now = terminal.getSize();
            List<AttributedString> status = below.apply(now.getColumns());
            Status bar = Status.getStatus(terminal, false);
            if (bar != null) {
                bar.resize(now);
                bar.reset();
            }
            terminal.puts(Capability.clear_screen);
            if (bar != null) {
                bar.update(status);
            }
            write(above.apply(now.getColumns()), now.getRows() - status.size() - 1);
            display.reset();
            redrawLine();
            redisplay();
            terminal.flush();
        } finally {
            lock.unlock();
        }
    }

    private void write(List<AttributedString> rows, int most) {
        int from = Math.max(0, rows.size() - Math.max(0, most));
        for (AttributedString row : rows.subList(from, rows.size())) {
            row.println(terminal);
        }
    }

    /** Another prompt and status line: shown at once if the user is typing, else as soon as that begins. */
    void prompt(String text) {
        lock.lock();
        try {
            setPrompt(text);
            if (reading) {
                drawBelow();
                redisplay();
            }
        } finally {
            lock.unlock();
        }
    }

    /** To be drawn under the lock only: the status line and the input are on one screen, with one cursor. */
    private boolean drawBelow() {
        Status bar = Status.getStatus(terminal, false);
        if (bar != null) {
            bar.update(below.apply(terminal.getWidth()));
        }
        return true;
    }
}
