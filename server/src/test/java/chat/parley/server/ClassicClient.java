package chat.parley.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A client as those in Python were: it sends what it has at once, and takes 1,024 bytes at most of what comes. */
final class ClassicClient implements AutoCloseable {
    private final Socket socket;

    ClassicClient(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(60_000);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    ClassicClient send(String text) {
        return send(text.getBytes(UTF_8));
    }

    ClassicClient send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return this;
    }

    /** One read; empty at the end. */
    String read() {
        byte[] buffer = new byte[1_024];
        try {
            int count = socket.getInputStream().read(buffer);
            return count < 0 ? "" : new String(buffer, 0, count, UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Reads until this has come; all that came. */
    String readUntil(String part) {
        StringBuilder all = new StringBuilder();
        while (all.indexOf(part) < 0) {
            String more = read();
            if (more.isEmpty()) {
                throw new AssertionError("no \"" + part + "\" came, but " + all);
            }
            all.append(more).append('\n');
        }
        return all.toString();
    }

    static String hex(String password) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(password.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Goes without a word. */
    void hangUp() {
        close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
