package chat.parley.testkit.process;

import chat.parley.testkit.wire.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a server listens, as it says itself when it is up; nowhere while it is down. Used from any thread. */
final class Doors {
    private static final Pattern LISTENING = Pattern.compile("  listening on +(\\S+):(\\d+) +(plain text|TLS).*");

    private List<Endpoint> open = List.of();

    /** The server is up, and has said so. */
    synchronized void open(List<String> greeting) {
        List<Endpoint> found = new ArrayList<>();
        for (String line : greeting) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.matches()) {
                boolean tls = listening.group(3).equals("TLS");
                found.add(new Endpoint(listening.group(1), Integer.parseInt(listening.group(2)), tls));
            }
        }
        open = found;
        notifyAll();
    }

    synchronized void close() {
        open = List.of();
    }

    /** The first that is as wanted. */
    synchronized Endpoint find(Predicate<Endpoint> wanted) {
        return open.stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("It does not listen there"));
    }

    /**
     * As {@link #find}, as soon as there are any.
     *
     * @throws AssertionError if that takes too long
     */
    synchronized Endpoint await(Predicate<Endpoint> wanted, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (open.isEmpty()) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("The server did not come up within " + patience.toSeconds() + " s");
            }
            wait(left);
        }
        return find(wanted);
    }
}
