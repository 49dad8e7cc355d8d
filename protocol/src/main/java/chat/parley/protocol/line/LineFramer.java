package chat.parley.protocol.line;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Objects;

/**
 * Cuts lines out of the bytes that somebody sends, in whatever pieces they come. Made for hostile input: work is
 * proportional to the bytes fed, and no more is held than the longest permitted line; between lines nothing is. A line
 * that is too long is reported once, as soon as that is sure, and its rest is passed over to its end; that it goes on far beyond its
 * bounds is reported once, too.
 *
 * <p>A line ends with CR LF or with LF alone. Empty lines are passed over.
 *
 * <p>One framer belongs to one connection and is called by one thread at a time.
 *
 * @see <a href="https://modern.ircdocs.horse/#message-format">Message format</a>
 */
public final class LineFramer {

    private static final byte[] NOTHING = {};
    private static final int FIRST_BUFFER_BYTES = 128;

    private final LineLimits limits;
    /** The beginning of a line whose end has not come yet. */
    private byte[] held = NOTHING;

    private int heldBytes;
    private boolean passingOver;
    /** Of the line that is passed over, its beginning included. */
    private long passedBytes;

    public LineFramer(LineLimits limits) {
        this.limits = limits;
    }

    /** Takes the frames, in the order of the lines. It must not call back into the framer. */
    @FunctionalInterface
    public interface Sink {
        void accept(Frame frame);
    }

    /**
     * Reads the bytes from one index (inclusive) to another (exclusive), which are neither kept nor changed.
     *
     * @throws IndexOutOfBoundsException if the range does not lie within the array
     */
    public void feed(byte[] bytes, int from, int to, Sink sink) {
        Objects.checkFromToIndex(from, to, bytes.length);
        int start = from;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                endLine(bytes, start, i, sink);
                start = i + 1;
            }
        }
        hold(bytes, start, to, sink);
    }

    /** How many bytes of an unfinished line are held. */
    public int heldBytes() {
        return heldBytes;
    }

    private void endLine(byte[] bytes, int from, int end, Sink sink) {
        if (heldBytes == 0 && !passingOver) {
            frame(bytes, from, end, sink);
            return;
        }
        hold(bytes, from, end, sink);
        byte[] line = held;
        int length = heldBytes;
        boolean reported = passingOver;
        forget();
        passingOver = false;
        if (!reported) {
            frame(line, 0, length, sink);
        }
    }

    private void hold(byte[] bytes, int from, int end, Sink sink) {
        int more = end - from;
        if (more == 0) {
            return;
        }
        if (passingOver) {
            passOver(more, sink);
            return;
        }
        byte first = heldBytes > 0 ? held[0] : bytes[from];
        int most = first == '@' ? limits.maxTagBytes() + limits.maxBodyBytes() - 1 : limits.maxBodyBytes() - 1;
        int room = most - heldBytes;
        int taken = Math.min(more, room);
        if (heldBytes + taken > held.length) {
            int wanted = Math.max(heldBytes + taken, Math.max(FIRST_BUFFER_BYTES, 2 * held.length));
            held = Arrays.copyOf(held, Math.min(most, wanted));
        }
        System.arraycopy(bytes, from, held, heldBytes, taken);
        heldBytes += taken;
        if (more > room) {
            int bodyStart = bodyStart(held, 0, heldBytes);
            boolean inTags = first == '@' && (bodyStart < 0 || bodyStart > limits.maxTagBytes());
            int soFar = heldBytes + more - taken;
            passingOver = true;
            passedBytes = 0;
            forget();
            sink.accept(new Frame.TooLong(inTags));
            passOver(soFar, sink);
        }
    }

    private void passOver(int more, Sink sink) {
        boolean reported = passedBytes > limits.endlessBytes();
        passedBytes += more;
        if (!reported && passedBytes > limits.endlessBytes()) {
            sink.accept(new Frame.Endless());
        }
    }

    private void forget() {
        held = NOTHING;
        heldBytes = 0;
    }

    private void frame(byte[] bytes, int from, int lineEnd, Sink sink) {
        int end = lineEnd > from && bytes[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        if (end == from) {
            return;
        }
        int bodyStart = bodyStart(bytes, from, end);
        int tagBytes = (bodyStart < 0 ? end : bodyStart) - from;
        int bodyBytes = bodyStart < 0 ? 0 : end - bodyStart;
        boolean inTags = tagBytes > limits.maxTagBytes();
        if (!inTags && bodyBytes <= limits.maxBodyBytes() - 2) {
            sink.accept(decode(bytes, from, end));
            return;
        }
        sink.accept(new Frame.TooLong(inTags));
        if (end - from > limits.endlessBytes()) {
            sink.accept(new Frame.Endless());
        }
    }

    /** Where the tags and the space after them have ended, or -1 if they never do. */
    private static int bodyStart(byte[] bytes, int from, int end) {
        if (bytes[from] != '@') {
            return from;
        }
        for (int i = from; i < end; i++) {
            if (bytes[i] == ' ') {
                return i + 1;
            }
        }
        return -1;
    }

    private static Frame decode(byte[] bytes, int from, int end) {
        boolean ascii = true;
        for (int i = from; i < end; i++) {
            byte b = bytes[i];
            if (b < 0) {
                ascii = false;
            } else if (b == 0) {
                return new Frame.Malformed("contains a NUL");
            } else if (b == '\r') {
                return new Frame.Malformed("contains a carriage return in its middle");
            }
        }
        if (ascii) {
            return new Frame.Text(new String(bytes, from, end - from, ISO_8859_1));
        }
        String text = new String(bytes, from, end - from, UTF_8);
        // The decoder puts U+FFFD where it fails; only then is it worth asking whether somebody really wrote one.
        if (text.indexOf('\uFFFD') >= 0 && !isUtf8(bytes, from, end)) {
            return new Frame.NotUtf8(text);
        }
        return new Frame.Text(text);
    }

    private static boolean isUtf8(byte[] bytes, int from, int end) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, end - from));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
