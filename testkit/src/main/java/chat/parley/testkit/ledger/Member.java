package chat.parley.testkit.ledger;

import chat.parley.protocol.line.Line;
import chat.parley.testkit.wire.Message;
import chat.parley.testkit.wire.WireClient;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who talks in a room, or only listens, without end, and writes down in the ledger what became of it. A member whose
 * connection is lost comes back and says again, under the same nonce, what was not answered. Runs on a thread of its own.
 */
final class Member implements Runnable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long RESEND_NANOS = 50_000_000;

    private final String account;
    private final String name;
    private final String room;
    private final int window;
    private final Ledger ledger;
    private final Function<String, WireClient> connect;
    private final Map<String, Long> unanswered = Collections.synchronizedMap(new LinkedHashMap<>());
    private Pace pace = new Pace(0);
    private int said;
    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean finishing;
    private volatile boolean answered;

    /**
     * Begins when {@link #run} is called.
     *
     * @param name of this device; what it says begins with it
     * @param window how many messages are on their way at once; 0 for a listener
     * @param connect gives a device that is signed in and in the room; waits while there is no server
     */
    Member(String account, String name, String room, int window, Ledger ledger, Function<String, WireClient> connect) {
        this.account = account;
        this.name = name;
        this.room = room;
        this.window = window;
        this.ledger = ledger;
        this.connect = connect;
    }

    /** Says something new only where it is given a turn; before it runs. */
    void at(Pace given) {
        pace = given;
    }

    /** Says nothing new from now on. */
    void finish() {
        finishing = true;
    }

    /** Whether it was finished, and everything it said has been answered. */
    boolean isAnswered() {
        return answered;
    }

    /** For the message of a test that fails: what was said and not answered. */
    @Override
    public String toString() {
        return name + (answered ? " is done" : " waits for " + unanswered) + ", after " + connections + " connections";
    }

    int connections() {
        return connections.get();
    }

    /** Returns when it has seen {@link Crowd#LAST_WORD}. */
    @Override
    public void run() {
        boolean done = false;
        while (!done) {
            try (WireClient client = connect.apply(account)) {
                client.patience(PATIENCE);
                done = live(client, ledger.watch(name + "/" + connections.incrementAndGet()));
            } catch (UncheckedIOException lost) {
                // the server is gone in the middle of a line of ours
            }
        }
    }

    /** Until the connection is lost (false) or the last word was seen (true). */
    private boolean live(WireClient client, Ledger.Watch watch) {
        Map<String, Boolean> again = new LinkedHashMap<>();
        for (String text : List.copyOf(unanswered.keySet())) {
            again.put(text, true);
            ledger.resent();
            send(client, text);
        }
        while (true) {
            while (!finishing && unanswered.size() < window && takesTurn()) {
                String text = name + "-" + ++said;
                ledger.sent(text);
                unanswered.put(text, System.nanoTime());
                send(client, text);
            }
            answered = finishing && unanswered.isEmpty();
            Line line = client.next();
            if (line == null) {
                return false;
            }
            if (take(client, line, watch, again)) {
                return true;
            }
        }
    }

    /** Waits where there is nothing else to wait for. */
    private boolean takesTurn() {
        for (long early = pace.take(); early > 0; early = pace.take()) {
            if (finishing || !unanswered.isEmpty()) {
                return false;
            }
            LockSupport.parkNanos(early);
        }
        return true;
    }

    private void send(WireClient client, String text) {
        client.send("@label=" + text + ";parley.chat/nonce=" + text + " PRIVMSG " + room + " :" + text);
    }

    /** Whether that was the last word. */
    private boolean take(WireClient client, Line line, Ledger.Watch watch, Map<String, Boolean> again) {
        String label = line.tags().get("label");
        if (line.command().equals("FAIL")) {
            failed(client, line, label, again);
            return false;
        }
        if (label != null && unanswered.containsKey(label) && isRefusal(line)) {
            throw new AssertionError(name + " was told " + line);
        }
        if (line.command().equals("ACK")) {
            // it stands, and is shown in its place once this relay has caught up
            if (label != null && unanswered.remove(label) != null) {
                again.remove(label);
                ledger.acknowledged(label);
            }
            return false;
        }
        Message message = Message.of(line);
        if (message == null || !message.target().equals(room)) {
            return false;
        }
        if (message.text().equals(Crowd.LAST_WORD)) {
            return true;
        }
        Long sent = label == null ? null : unanswered.remove(label);
        if (sent != null) {
            ledger.echoed(message.text(), message.id(), again.isEmpty() ? System.nanoTime() - sent : 0);
        }
        if (sent != null && again.remove(message.text()) != null) {
            watch.sawAnswer(message);
        } else {
            watch.saw(message);
        }
        return false;
    }

    /** A numeric from 400 on, or the one that says to try again. */
    private static boolean isRefusal(Line line) {
        return line.command().matches("[45]\\d\\d|263");
    }

    private void failed(WireClient client, Line fail, @Nullable String label, Map<String, Boolean> again) {
        String code = fail.paramOr(1, "");
        if (label == null || !unanswered.containsKey(label)) {
            return;
        }
        switch (code) {
            case "REFUSED" -> {
                if (again.containsKey(label)) {
                    // that line certainly does not stand; what was sent before under the same nonce may
                    LockSupport.parkNanos(RESEND_NANOS);
                    ledger.refusedAgain();
                    send(client, label);
                } else {
                    unanswered.remove(label);
                    ledger.refused(label);
                }
            }
            case "UNKNOWN" -> {
                again.put(label, true);
                ledger.resent();
                send(client, label);
            }
            default -> throw new AssertionError(name + " was told " + fail);
        }
    }
}
