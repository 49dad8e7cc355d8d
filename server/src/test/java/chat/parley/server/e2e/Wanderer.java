package chat.parley.server.e2e;

import chat.parley.protocol.line.Line;
import chat.parley.testkit.wire.Message;
import chat.parley.testkit.wire.WireClient;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in a room, as a good client is: when the connection is lost it goes to another relay, asks for what came after the last
 * message that it has, drops what it has already, and says again, under the same nonce, what was not echoed. Runs on a thread of
 * its own.
 */
final class Wanderer implements Runnable {
    /** Sends everybody home who sees it. */
    static final String LAST_WORD = "that is all";

    private static final int PAGE = 100;

    private final String name;
    private final String room;
    private final long pauseNanos;
    private final Supplier<WireClient> connect;
    private final AtomicInteger arrivals = new AtomicInteger();
    private final Set<String> ids = new HashSet<>();
    private final List<Message> seen = new ArrayList<>();
    private final List<String> comings = new ArrayList<>();
    private volatile boolean talking;
    private volatile boolean quiet = true;
    private boolean ending;
    private volatile long lastArrivalNanos;
    private @Nullable String unanswered;
    private long dueNanos;
    private int said;

    /**
     * Begins when {@link #run} is called.
     *
     * @param pause between two things that it says, at least; each waits for the echo of the one before
     * @param connect gives a device that is signed in and in the room, on a relay that lives; waits while there is none
     */
    Wanderer(String name, String room, Duration pause, Supplier<WireClient> connect) {
        this.name = name;
        this.room = room;
        this.pauseNanos = pause.toNanos();
        this.connect = connect;
    }

    String name() {
        return name;
    }

    /** Says something again and again, from the next line that it hears on, or says nothing new any more. */
    void talk(boolean now) {
        talking = now;
        if (now) {
            quiet = false;
        }
    }

    /** Whether it was silenced, and everything that it said was echoed. */
    boolean isQuiet() {
        return quiet;
    }

    /** How often it got in, and had caught up. */
    int arrivals() {
        return arrivals.get();
    }

    /** When it was in for the last time, and had caught up; of {@link System#nanoTime}. */
    long lastArrivalNanos() {
        return lastArrivalNanos;
    }

    /** What was said in the room, in the order in which it was shown. */
    synchronized List<Message> seen() {
        return List.copyOf(seen);
    }

    /** Who was shown to come or go, as {@code QUIT ann}. */
    synchronized List<String> comings() {
        return List.copyOf(comings);
    }

    /** Forgets who came and went until now. */
    synchronized void forgetComings() {
        comings.clear();
    }

    @Override
    public void run() {
        while (!ending) {
            try (WireClient client = connect.get()) {
                List<Line> live = client.sync();
                catchUp(client, firstSaid(live));
                live.forEach(line -> take(client, line));
                lastArrivalNanos = System.nanoTime();
                arrivals.incrementAndGet();
                live(client);
            } catch (UncheckedIOException lost) {
                // the relay is gone in the middle of a line of ours
            }
        }
    }

    private @Nullable Message firstSaid(List<Line> lines) {
        return WireClient.messages(lines).stream()
                .filter(message -> message.target().equals(room))
                .findFirst()
                .orElse(null);
    }

    /**
     * Reads what lies before the first message that came by itself, page by page; where none has come, a page that is not full goes
     * up to now.
     */
    private void catchUp(WireClient client, @Nullable Message live) {
        while (!seen().isEmpty()) {
            String last = "msgid=" + seen().getLast().id();
            List<Line> answer = client.ask(
                    live == null
                            ? "CHATHISTORY AFTER " + room + " " + last + " " + PAGE
                            : "CHATHISTORY BETWEEN " + room + " " + last + " msgid=" + live.id() + " " + PAGE);
            if (answer.stream().anyMatch(line -> line.command().equals("FAIL"))) {
                continue; // not now: asked again
            }
            List<Message> page = WireClient.messages(answer);
            page.forEach(this::take);
            if (page.size() < PAGE) {
                return;
            }
        }
    }

    private void live(WireClient client) {
        if (unanswered != null) {
            say(client, unanswered);
        }
        while (!ending) {
            if (unanswered == null && talking) {
                awaitTurn();
                unanswered = name + "-" + ++said;
                say(client, unanswered);
            }
            quiet = !talking && unanswered == null;
            Line line = client.next();
            if (line == null) {
                return;
            }
            take(client, line);
        }
    }

    private void awaitTurn() {
        LockSupport.parkNanos(dueNanos - System.nanoTime());
        dueNanos = System.nanoTime() + pauseNanos;
    }

    private void say(WireClient client, String text) {
        client.send("@label=" + text + ";parley.chat/nonce=" + text + " PRIVMSG " + room + " :" + text);
    }

    private void take(WireClient client, Line line) {
        String label = line.tags().get("label");
        boolean mine = label != null && label.equals(unanswered);
        if (label != null && mine && line.command().equals("FAIL")) {
            say(client, label);
            return;
        }
        if (mine && line.command().equals("ACK")) {
            unanswered = null;
            return;
        }
        Message message = Message.of(line);
        if (message != null && message.target().equals(room)) {
            if (mine) {
                unanswered = null;
            }
            take(message);
            ending = message.text().equals(LAST_WORD);
        } else if (line.command().equals("QUIT") || line.command().equals("JOIN")) {
            String source = line.source() == null ? "" : line.source();
            synchronized (this) {
                comings.add(line.command() + " " + source.replaceAll("!.*", ""));
            }
        }
    }

    private synchronized void take(Message message) {
        if (ids.add(message.id())) {
            seen.add(message);
        }
    }
}
