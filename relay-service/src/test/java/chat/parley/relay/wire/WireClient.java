package chat.parley.relay.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client on a socket. What does not come within a minute does not come. */
final class WireClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private final BufferedReader in;
    private final OutputStream out;
    private int pings;

    WireClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        out = socket.getOutputStream();
    }

    Socket socket() {
        return socket;
    }

    void send(String... lines) {
        write((String.join("\r\n", lines) + "\r\n").getBytes(UTF_8));
    }

    void write(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The next line; null at the end. */
    @Nullable
    String read() {
        try {
            return in.readLine();
        } catch (IOException broken) {
            return null;
        }
    }

    /** Reads until a line that contains this, and returns that line. */
    String await(String part) {
        List<String> before = new ArrayList<>();
        for (String line = read(); line != null; line = read()) {
            if (line.contains(part)) {
                return line;
            }
            before.add(line);
        }
        throw new AssertionError("no \"" + part + "\" came, but " + before);
    }

    /** Everything that comes before the answer to a PING. */
    List<String> settle() {
        String token = "settle" + ++pings;
        send("PING " + token);
        List<String> lines = new ArrayList<>();
        for (String line = read(); line != null; line = read()) {
            if (line.contains(" PONG ") && line.endsWith(token)) {
                return lines;
            }
            lines.add(line);
        }
        throw new AssertionError("the connection ended after " + lines);
    }

    /** Everything until the server closes. */
    List<String> rest() {
        List<String> lines = new ArrayList<>();
        for (String line = read(); line != null; line = read()) {
            lines.add(line);
        }
        return lines;
    }

    /** Registers as a guest, and is in. */
    WireClient enter(String nick) {
        send("NICK " + nick, "USER u 0 * :Real " + nick);
        await(" 001 ");
        settle();
        return this;
    }

    /** Signs in with these capabilities beside sasl, and has read everything that came of it. */
    WireClient signIn(String account, String capabilities) {
        arrive(account, capabilities);
        return this;
    }

    /** Signs in; everything that came of it, from 001 on. */
    List<String> arrive(String account, String capabilities) {
        enterAs(account, capabilities);
        return settle();
    }

    /** Signs in, and reads no further than 001. */
    WireClient enterAs(String account, String capabilities) {
        String secret = Base64.getEncoder().encodeToString(("\0" + account + "\0x").getBytes(UTF_8));
        send(
                "CAP LS 302",
                "NICK " + account,
                "USER u 0 * :Real " + account,
                "CAP REQ :sasl " + capabilities,
                "AUTHENTICATE PLAIN");
        await("AUTHENTICATE +");
        send("AUTHENTICATE " + secret);
        await(" 903 ");
        send("CAP END");
        await(" 001 ");
        return this;
    }

    /** Joins, and has seen everything of it. */
    WireClient join(String room) {
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
