package chat.parley.testkit.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.LineParser;
import chat.parley.protocol.line.ParseResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A socket that lines go over. It holds the server to the protocol: every line ends in CR LF, is UTF-8, parses, and keeps to
 * the bounds on its length; anything else fails the test. For one thread at a time.
 */
final class WireConnection implements AutoCloseable {
    private static final int MOST_BODY_BYTES = 512;
    private static final int MOST_TAG_BYTES = 8191;
    private static final int CONNECT_TIMEOUT_MILLIS = 20_000;

    private final Transcript transcript;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[16 * 1024];
    private int from;
    private int to;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    WireConnection(Endpoint endpoint, Transcript transcript) {
        this(endpoint, transcript, 0);
    }

    /** With a receive buffer of so many bytes, 0 for the system's own. */
    WireConnection(Endpoint endpoint, Transcript transcript, int receiveBufferBytes) {
        this.transcript = transcript;
        Socket opened = new Socket();
        try {
            if (receiveBufferBytes > 0) {
                opened.setReceiveBufferSize(receiveBufferBytes);
            }
            if (endpoint.from() != null) {
                opened.bind(new InetSocketAddress(endpoint.from(), 0));
            }
            opened.connect(endpoint.address(), CONNECT_TIMEOUT_MILLIS);
            opened.setTcpNoDelay(true);
            opened.setSoTimeout(CONNECT_TIMEOUT_MILLIS);
            socket = endpoint.tls() ? overTls(opened, endpoint) : opened;
            in = socket.getInputStream();
            out = socket.getOutputStream();
        } catch (IOException e) {
            closeQuietly(opened);
            throw new UncheckedIOException("No connection to " + endpoint, e);
        }
    }

    private static Socket overTls(Socket plain, Endpoint endpoint) throws IOException {
        SSLSocket secure = (SSLSocket)
                Trust.anything().getSocketFactory().createSocket(plain, endpoint.host(), endpoint.port(), true);
        secure.startHandshake();
        return secure;
    }

    int localPort() {
        return socket.getLocalPort();
    }

    void send(String text) {
        transcript.sent(text);
        write((text + "\r\n").getBytes(UTF_8));
    }

    /**
     * Bytes as they are.
     *
     * @throws UncheckedIOException when the server has closed
     */
    void write(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not send: " + e.getMessage(), e);
        }
    }

    /**
     * The next line, or null when the server has closed the connection.
     *
     * @throws AssertionError if none comes in time, or it breaks the protocol
     */
    @Nullable
    Line read(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (true) {
                if (from == to && !fill(deadline)) {
                    if (line.size() > 0) {
                        transcript.received(line.toString(UTF_8));
                        throw transcript.failure("the server closed in the middle of a line");
                    }
                    return null;
                }
                while (from < to) {
                    byte b = buffer[from++];
                    if (b == '\n') {
                        return take();
                    }
                    line.write(b);
                }
            }
        } catch (SocketTimeoutException e) {
            throw transcript.failure("nothing came within " + patience.toMillis() + " ms");
        } catch (IOException e) {
            transcript.received("(" + e.getMessage() + ")");
            return null;
        }
    }

    private boolean fill(long deadline) throws IOException {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException();
        }
        socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, left));
        int read = in.read(buffer);
        from = 0;
        to = Math.max(0, read);
        return read >= 0;
    }

    private Line take() {
        byte[] bytes = line.toByteArray();
        line.reset();
        String text = text(bytes);
        transcript.received(text);
        if (!text.endsWith("\r")) {
            throw transcript.failure("the line does not end with CR LF");
        }
        text = text.substring(0, text.length() - 1);
        int tagBytes =
                text.startsWith("@") ? text.substring(0, text.indexOf(' ') + 1).getBytes(UTF_8).length : 0;
        if (bytes.length + 1 - tagBytes > MOST_BODY_BYTES || tagBytes > MOST_TAG_BYTES) {
            throw transcript.failure("the line is too long: " + (bytes.length + 1) + " bytes");
        }
        if (LineParser.parse(text) instanceof ParseResult.Parsed parsed) {
            return parsed.line();
        }
        throw transcript.failure("the line is not valid: " + LineParser.parse(text));
    }

    private String text(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw transcript.failure("the line is not UTF-8: " + new String(bytes, UTF_8));
        }
    }

    /** Ends the connection without a word, as a lost network does: the server sees a reset. */
    void reset() {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // it is closed already
        }
        close();
    }

    @Override
    public void close() {
        closeQuietly(socket);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // nothing is left to be closed
        }
    }
}
