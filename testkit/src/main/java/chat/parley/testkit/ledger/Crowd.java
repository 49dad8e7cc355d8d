package chat.parley.testkit.ledger;

import chat.parley.testkit.wire.WireClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * People who talk in a room all at once, while a test breaks the server under them. They write down what they are told in a
 * {@link Ledger}. Started and finished by one thread.
 */
public final class Crowd {
    /** Ends everybody; said by the test when all has been answered. */
    static final String LAST_WORD = "that is all";

    private static final String HUSH = "hush";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final String room;
    private final Ledger ledger;
    private final Function<String, WireClient> connect;
    private final List<Member> members = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

    /**
     * Nobody is in it yet.
     *
     * @param connect gives a device of the account of a name, signed in and a member of the room; waits while there is no server
     */
    public Crowd(String room, Ledger ledger, Function<String, WireClient> connect) {
        this.room = room;
        this.ledger = ledger;
        this.connect = connect;
    }

    /** Adds a device of an account that talks, with so many messages on their way at once. */
    public Crowd talker(String name, int window) {
        members.add(new Member(name, name + "." + members.size(), room, window, ledger, connect));
        return this;
    }

    /** Adds a device of an account that only listens. */
    public Crowd listener(String name) {
        return talker(name, 0);
    }

    /** All together say so much a second at most; before they start. */
    public Crowd pace(int messagesASecond) {
        Pace pace = new Pace(1_000_000_000 / messagesASecond);
        members.forEach(member -> member.at(pace));
        return this;
    }

    public Crowd start() {
        for (Member member : members) {
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    member.run();
                } catch (Throwable e) {
                    failures.add(e);
                }
            }));
        }
        return this;
    }

    /** Waits until everybody has been in so often, again counted after each loss of the connection. */
    public void awaitConnections(int howOften) {
        await(() -> members.stream().allMatch(member -> member.connections() >= howOften), "not everybody came back");
    }

    /**
     * Has everybody finish their last sentence, tells them that this is all, and waits until all have heard it.
     *
     * @param host a member of the room
     * @return how often the members connected in all
     */
    public int finish(WireClient host) {
        members.forEach(Member::finish);
        ledger.sent(HUSH);
        host.say(room, HUSH);
        await(() -> members.stream().allMatch(Member::isAnswered), "not everything was answered");
        ledger.sent(LAST_WORD);
        host.say(room, LAST_WORD);
        await(() -> threads.stream().noneMatch(Thread::isAlive), "not everybody heard the last word");
        rethrow();
        return members.stream().mapToInt(Member::connections).sum();
    }

    private void await(BooleanSupplier condition, String otherwise) {
        try {
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(10))
                    .atMost(PATIENCE)
                    .until(() -> {
                        rethrow();
                        return condition.getAsBoolean();
                    });
        } catch (ConditionTimeoutException late) {
            throw new AssertionError(otherwise + ": " + members, late);
        }
    }

    private void rethrow() {
        Throwable failure = failures.peek();
        if (failure != null) {
            throw new AssertionError("A member of the crowd failed: " + failure.getMessage(), failure);
        }
    }
}
