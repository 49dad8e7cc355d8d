package chat.parley.auth.audit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads lines, and no more of each than a bound, whatever a file holds. A last line without an end is one too. Not thread-safe. */
final class BoundedLines implements Closeable {
    private static final int MAX_LINE_BYTES = 65_536;

    private final InputStream in;
    private final long maxBytes;
    private long bytes;
    private boolean cut;

    /** @param maxBytes after which there are no more lines */
    BoundedLines(InputStream in, long maxBytes) {
        this.in = new BufferedInputStream(in, MAX_LINE_BYTES);
        this.maxBytes = maxBytes;
    }

    /** The next line without its end, or null when there is none. */
    @Nullable
    String next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean begun = false;
        for (int one = read(); one >= 0; one = read()) {
            if (one == '\n') {
                return line.toString(StandardCharsets.UTF_8);
            }
            begun = true;
            if (line.size() < MAX_LINE_BYTES) {
                line.write(one);
            }
        }
        return begun ? line.toString(StandardCharsets.UTF_8) : null;
    }

    private int read() throws IOException {
        if (bytes >= maxBytes) {
            cut = in.read() >= 0;
            return -1;
        }
        int one = in.read();
        bytes += one < 0 ? 0 : 1;
        return one;
    }

    /** How many bytes were read. */
    long bytes() {
        return bytes;
    }

    /** Whether there was more than the bound. */
    boolean isCut() {
        return cut;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
