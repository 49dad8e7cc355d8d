package chat.parley.protocol.line;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes lines as UTF-8 bytes with CR LF at their ends, one after another, into a buffer that grows.
 *
 * <p>What would break a line in two or change its meaning is never written: text with NUL, CR, LF or half a surrogate
 * pair, a parameter before the last that is empty, begins with a colon or has a space, a source with a space. All of that
 * is an {@link IllegalArgumentException}, after which the buffer is as it was before the line. Lengths are not checked
 * here: see {@link #bodyBytes}.
 *
 * <p>Belongs to one caller at a time.
 *
 * @see <a href="https://modern.ircdocs.horse/#message-format">Message format</a>
 */
public final class LineWriter {

    private byte[] buffer;
    private int length;
    private boolean anyTag;

    public LineWriter() {
        this(512);
    }

    public LineWriter(int firstCapacityBytes) {
        buffer = new byte[Math.max(16, firstCapacityBytes)];
    }

    /** The line by itself, tags and CR LF included. */
    public static byte[] encode(Line line) {
        return new LineWriter(256).line(line).toByteArray();
    }

    /** Bytes of the line without its tags, CR LF included; to be held against {@link LineLimits#STANDARD_BODY_BYTES}. */
    public static int bodyBytes(Line line) {
        return new LineWriter(256).body(line, false).length();
    }

    /** Appends a line. The last parameter gets a colon only where it needs one. */
    public LineWriter line(Line line) {
        return line(line, false);
    }

    /**
     * Appends a line whose last parameter gets a colon in any case, as readers expect of texts such as a message or a
     * topic.
     */
    public LineWriter lineWithTrailing(Line line) {
        return line(line, true);
    }

    private LineWriter line(Line line, boolean alwaysColon) {
        int start = length;
        try {
            if (!line.tags().isEmpty()) {
                anyTag = false;
                line.tags().forEach(this::tag);
                put(' ');
            }
            return body(line, alwaysColon);
        } catch (IllegalArgumentException e) {
            length = start;
            throw e;
        }
    }

    private LineWriter body(Line line, boolean alwaysColon) {
        int start = length;
        try {
            source(line.source());
            ascii(line.command());
            List<String> params = line.params();
            if (params.size() > Line.MAX_PARAMS) {
                throw new IllegalArgumentException("A line cannot have " + params.size() + " parameters");
            }
            int last = params.size() - 1;
            for (int i = 0; i < last; i++) {
                if (!Line.fitsInTheMiddle(params.get(i))) {
                    throw new IllegalArgumentException("Parameter " + i + " of " + line.command()
                            + " is empty, begins with a colon or contains a space, and is not the last");
                }
                put(' ');
                text(params.get(i));
            }
            if (last >= 0) {
                put(' ');
                if (alwaysColon || !Line.fitsInTheMiddle(params.get(last))) {
                    put(':');
                }
                text(params.get(last));
            }
            return endLine();
        } catch (IllegalArgumentException e) {
            length = start;
            throw e;
        }
    }

    private void source(@Nullable String source) {
        if (source == null) {
            return;
        }
        if (source.isEmpty() || source.indexOf(' ') >= 0) {
            throw new IllegalArgumentException("A source cannot be empty or contain a space");
        }
        put(':');
        text(source);
        put(' ');
    }

    /** An empty value is written as none. */
    private void tag(String key, String value) {
        put(anyTag ? ';' : '@');
        anyTag = true;
        text(key);
        if (!value.isEmpty()) {
            put('=');
            text(Tags.escape(value));
        }
    }

    /** How many bytes have been written. */
    public int length() {
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /** A copy of what has been written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(buffer, length);
    }

    /** The writer's own array, good until the next write; only the first {@link #length()} bytes mean anything. */
    public byte[] array() {
        return buffer;
    }

    /** Forgets what has been written, and keeps the buffer. */
    public void clear() {
        truncate(0);
    }

    /** Goes back to an earlier {@link #length()}: the one before some lines. */
    public void truncate(int earlierLength) {
        length = Objects.checkIndex(earlierLength, length + 1);
    }

    private LineWriter endLine() {
        put('\r');
        put('\n');
        return this;
    }

    private void ascii(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c <= ' ' || c >= 0x7F) {
                throw new IllegalArgumentException("A command has a character that cannot stand on the wire");
            }
        }
        text(word);
    }

    private void put(char ascii) {
        ensure(1);
        buffer[length++] = (byte) ascii;
    }

    private void text(String text) {
        int chars = text.length();
        ensure(chars * 3);
        byte[] out = buffer;
        int at = length;
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                if (c == 0 || c == '\r' || c == '\n') {
                    throw new IllegalArgumentException("Text with NUL, CR or LF cannot stand in a line");
                }
                out[at++] = (byte) c;
            } else if (c < 0x800) {
                out[at++] = (byte) (0xC0 | (c >> 6));
                out[at++] = (byte) (0x80 | (c & 0x3F));
            } else if (!Character.isSurrogate(c)) {
                out[at++] = (byte) (0xE0 | (c >> 12));
                out[at++] = (byte) (0x80 | ((c >> 6) & 0x3F));
                out[at++] = (byte) (0x80 | (c & 0x3F));
            } else {
                if (!Character.isHighSurrogate(c) || i + 1 == chars || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw new IllegalArgumentException("Text with half a surrogate pair cannot stand in a line");
                }
                int point = Character.toCodePoint(c, text.charAt(++i));
                out[at++] = (byte) (0xF0 | (point >> 18));
                out[at++] = (byte) (0x80 | ((point >> 12) & 0x3F));
                out[at++] = (byte) (0x80 | ((point >> 6) & 0x3F));
                out[at++] = (byte) (0x80 | (point & 0x3F));
            }
        }
        length = at;
    }

    private void ensure(int more) {
        if (length + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + more));
        }
    }
}
