package chat.parley.relay.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client of WebSockets, by hand: it can do what a well-behaved one would not. What does not come within a minute does not come. */
final class WebSocketClient implements AutoCloseable {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int PATIENCE_MILLIS = 60_000;
    private static final byte[] MASK = {1, 2, 3, 4};

    private static final String UPGRADE = String.join(
            "\r\n",
            "GET / HTTP/1.1",
            "Host: chat.test:8097",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "");

    private final Socket socket;
    private final DataInputStream in;
    private int sentAs = TEXT;
    private int pings;

    /** A frame as it came. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Frame(int opcode, boolean last, byte[] payload) {
        String text() {
            return new String(payload, UTF_8);
        }

        int closeCode() {
            return ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
        }
    }

    WebSocketClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
    }

    void write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Asks for an upgrade; the whole head of the answer. */
    String ask(String... headers) {
        StringBuilder request = new StringBuilder(UPGRADE);
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        write(request.append("\r\n").toString().getBytes(ISO_8859_1));
        return head();
    }

    /** Is upgraded, with a subprotocol. */
    WebSocketClient upgrade(String subprotocol) {
        String head = ask("Sec-WebSocket-Protocol: " + subprotocol);
        if (!head.startsWith("HTTP/1.1 101 ") || !head.contains(subprotocol)) {
            throw new AssertionError(head);
        }
        sentAs = subprotocol.startsWith("text") ? TEXT : BINARY;
        return this;
    }

    /** Up to the empty line, or to the end. */
    String head() {
        StringBuilder head = new StringBuilder();
        try {
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    return head.toString();
                }
                head.append((char) next);
            }
        } catch (SocketException reset) {
            return head.toString();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return head.toString();
    }

    void send(String... lines) {
        for (String line : lines) {
            frame(sentAs, true, line.getBytes(UTF_8));
        }
    }

    void frame(int opcode, boolean last, byte[] payload) {
        var frame = new ByteArrayOutputStream();
        frame.write((last ? 0x80 : 0) | opcode);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else if (payload.length < 65_536) {
            frame.write(0x80 | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        } else {
            frame.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) payload.length >> shift));
            }
        }
        frame.writeBytes(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ MASK[i % MASK.length]);
        }
        write(frame.toByteArray());
    }

    /** The next frame; null at the end. */
    @Nullable
    Frame read() {
        try {
            int first = in.read();
            if (first < 0) {
                return null;
            }
            int length = in.readUnsignedByte();
            if ((length & 0x80) != 0) {
                throw new AssertionError("a server does not mask");
            }
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = Math.toIntExact(in.readLong());
            }
            return new Frame(first & 0xF, (first & 0x80) != 0, in.readNBytes(length));
        } catch (EOFException | SocketException ended) {
            return null;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The next frame, which has to come. */
    Frame next() {
        Frame next = read();
        if (next == null) {
            throw new AssertionError("the connection ended");
        }
        return next;
    }

    /** Reads until a message that contains this, and returns it. */
    Frame await(String part) {
        List<String> before = new ArrayList<>();
        for (Frame frame = read(); frame != null; frame = read()) {
            if (frame.text().contains(part)) {
                return frame;
            }
            before.add(frame.text());
        }
        throw new AssertionError("no \"" + part + "\" came, but " + before);
    }

    /** Everything that comes before the answer to a PING of IRC. */
    List<Frame> settle() {
        String token = "settle" + ++pings;
        send("PING " + token);
        List<Frame> frames = new ArrayList<>();
        for (Frame frame = read(); frame != null; frame = read()) {
            if (frame.text().contains(" PONG ") && frame.text().endsWith(token)) {
                return frames;
            }
            frames.add(frame);
        }
        throw new AssertionError("the connection ended after " + frames);
    }

    /** Registers as a guest, and is in. */
    WebSocketClient enter(String nick) {
        send("NICK " + nick, "USER u 0 * :Real " + nick);
        await(" 001 ");
        settle();
        return this;
    }

    WebSocketClient join(String room) {
        send("JOIN " + room);
        settle();
        return this;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
