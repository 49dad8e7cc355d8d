package chat.parley.relay.session;

import chat.parley.protocol.line.Frame;
import chat.parley.protocol.line.Line;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came from a client and was not taken up yet: lines, and what should have been one.
 *
 * <p>Bounds: so many of them, and so much memory, since a line of many tags takes a hundred times what it took on the wire.
 */
final class Inbox {
    /** About what all of it may hold before it counts as full. */
    static final int MAX_BYTES = 262_144;

    private static final int LINE_BYTES = 200;
    private static final int PARAM_BYTES = 48;
    private static final int TAG_BYTES = 144;

    private final Deque<Input> waiting = new ArrayDeque<>(4);
    private int bytes;

    void add(Input input) {
        waiting.add(input);
        bytes += bytes(input);
    }

    /** The oldest; null when there is none. */
    @Nullable
    Input peek() {
        return waiting.peek();
    }

    /** Takes the oldest. */
    void remove() {
        bytes -= bytes(waiting.remove());
    }

    void clear() {
        waiting.clear();
        bytes = 0;
    }

    int size() {
        return waiting.size();
    }

    boolean isFull(int lines) {
        return waiting.size() >= lines || bytes >= MAX_BYTES;
    }

    private static int bytes(Input input) {
        return switch (input) {
            case Input.LineReceived(Line line) -> bytes(line);
            case Input.LineRefused(Frame.Text(String line)) -> LINE_BYTES + line.length();
            case Input.LineRefused(Frame.NotUtf8(String readable)) -> LINE_BYTES + readable.length();
            default -> LINE_BYTES;
        };
    }

    private static int bytes(Line line) {
        int bytes = LINE_BYTES + line.command().length();
        for (int i = 0; i < line.paramCount(); i++) {
            bytes += PARAM_BYTES + line.params().get(i).length();
        }
        for (Map.Entry<String, String> tag : line.tags().asMap().entrySet()) {
            bytes += TAG_BYTES + tag.getKey().length() + tag.getValue().length();
        }
        return bytes;
    }
}
