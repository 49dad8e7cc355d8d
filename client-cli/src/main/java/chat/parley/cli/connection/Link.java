package chat.parley.cli.connection;

import chat.parley.protocol.line.Frame;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.LineFramer;
import chat.parley.protocol.line.LineLimits;
import chat.parley.protocol.line.LineParser;
import chat.parley.protocol.line.LineWriter;
import chat.parley.protocol.line.ParseResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lines in and out over a connection that stands. One thread reads, one writes; {@link #send} and {@link #close} may be
 * called from any, and do not block.
 */
public final class Link {

    /** Lines that may wait to be written. A server that takes none for so long is given up. */
    private static final int MOST_WAITING = 4096;

    /** Some servers write more than the standard says; there is no reason to be strict with them. */
    private static final LineLimits LIMITS = new LineLimits(8192, 16_384);

    private static final byte[] LAST = {};

    private final Socket socket;
    private final LinkListener listener;
    private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CountDownLatch gone = new CountDownLatch(1);

    private Link(Socket socket, LinkListener listener) {
        this.socket = socket;
        this.listener = listener;
    }

    /** Starts reading and writing. */
    public static Link start(Socket socket, LinkListener listener) {
        var link = new Link(socket, listener);
        Thread.ofVirtual().name("parley-writer").start(link::write);
        Thread.ofPlatform().daemon().name("parley-reader").start(link::read);
        return link;
    }

    /** Whether the connection stays on this machine. */
    public boolean isLocal() {
        return socket.getInetAddress() != null && ServerAddress.isLocal(socket.getInetAddress());
    }

    /**
     * Sends a line, after those before it.
     *
     * @throws IllegalArgumentException if the line cannot stand on the wire
     */
    public void send(Line line) {
        if (!waiting.offer(LineWriter.encode(line))) {
            end("The server takes nothing any more.");
        }
    }

    /** Closes the connection when what was sent is written, or within seconds. */
    public void close() {
        if (!waiting.offer(LAST)) {
            end("Closed.");
        }
    }

    private void read() {
        var framer = new LineFramer(LIMITS);
        var buffer = new byte[16_384];
        String reason = "The server closed the connection.";
        try {
            InputStream in = socket.getInputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                framer.feed(buffer, 0, count, this::frame);
            }
        } catch (IOException e) {
            reason = "The connection to the server was lost.";
        }
        end(reason);
    }

    private void frame(Frame frame) {
        String text = switch (frame) {
            case Frame.Text whole -> whole.line();
            case Frame.NotUtf8 odd -> odd.readable();
            // What cannot be read cannot be shown either; the next line may be better.
            case Frame.TooLong tooLong -> "";
            case Frame.Endless endless -> "";
            case Frame.Malformed malformed -> "";
        };
        if (LineParser.parse(text) instanceof ParseResult.Parsed parsed) {
            listener.received(parsed.line());
        }
    }

    private void write() {
        try {
            OutputStream out = socket.getOutputStream();
            while (!closed.get()) {
                byte[] line = waiting.poll(1, TimeUnit.SECONDS);
                if (line == null) {
                    continue;
                }
                if (line.length == LAST.length) {
                    end("Closed.");
                    return;
                }
                out.write(line);
                if (waiting.isEmpty()) {
                    out.flush();
                }
            }
        } catch (IOException e) {
            end("The connection to the server was lost.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end("Closed.");
        }
    }

    private void end(String reason) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone either way.
        }
        gone.countDown();
        listener.closed(reason);
    }

    /** Waits until the connection is closed, and what was sent before is on its way. Blocks for the given time at most. */
    public void awaitClosed(Duration atMost) {
        try {
            if (!gone.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                end("Closed.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
