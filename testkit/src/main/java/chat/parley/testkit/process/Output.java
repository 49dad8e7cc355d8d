package chat.parley.testkit.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a process writes, line by line, as it comes. Read by a thread of its own; asked from any. */
final class Output {
    private final List<String> lines = new ArrayList<>();
    private final Thread reader;
    private boolean ended;

    Output(InputStream stream, String name) {
        // reading a pipe holds a carrier of virtual threads, and a cluster's ten pipes hold all that there are
        reader = Thread.ofPlatform().daemon().name(name).start(() -> read(stream));
    }

    private void read(InputStream stream) {
        try (BufferedReader text = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            // the process is gone, and its pipe with it
        }
        synchronized (this) {
            ended = true;
            notifyAll();
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /**
     * Waits until so many lines begin like this.
     *
     * @return false if the process closed its output before, or the time is over
     */
    synchronized boolean awaitLines(String prefix, int howMany, long timeoutMillis) throws InterruptedException {
        long deadline = System.currentTimeMillis() + timeoutMillis;
        while (lines.stream().filter(line -> line.startsWith(prefix)).count() < howMany) {
            long left = deadline - System.currentTimeMillis();
            if (ended || left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** Waits until all has been read of a process that has ended. */
    void awaitEnd() throws InterruptedException {
        reader.join(5_000);
    }
}
