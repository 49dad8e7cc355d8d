package chat.parley.testkit.ledger;

import chat.parley.protocol.line.Line;
import chat.parley.testkit.wire.Message;
import chat.parley.testkit.wire.WireClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Two people who chat while a test does bad things to the server around them, and who must not notice: every message of the one
 * reaches the other, in order, and none takes longer than a bound.
 */
public final class Bystanders implements AutoCloseable {
    private static final String ROOM = "#garden";

    private final WireClient speaker;
    private final WireClient hearer;
    private final long mostMillis;
    private final Thread thread;
    private final List<String> said = new ArrayList<>();
    private volatile boolean ending;
    private volatile @Nullable Throwable failure;
    private long slowestNanos;

    /**
     * They begin to chat.
     *
     * @param speaker is in already, and alone with the hearer from now on
     * @param mostMillis how long a message may take to reach the hearer
     */
    public Bystanders(WireClient speaker, WireClient hearer, long mostMillis) {
        this.speaker = speaker.join(ROOM);
        this.hearer = hearer.join(ROOM);
        this.mostMillis = mostMillis;
        thread = Thread.ofVirtual().name("bystanders").start(this::chat);
    }

    private void chat() {
        try {
            while (!ending) {
                String text = "nice weather " + said.size();
                said.add(text);
                long began = System.nanoTime();
                speaker.say(ROOM, text);
                hearer.expectFrom(speaker.name(), "PRIVMSG", ROOM, text);
                slowestNanos = Math.max(slowestNanos, System.nanoTime() - began);
                unreadPassesBy();
            }
        } catch (Throwable e) {
            failure = e;
        }
    }

    /** What others do in the lobby is read and forgotten. */
    private void unreadPassesBy() {
        List<Line> lines = speaker.sync();
        lines.stream()
                .filter(line -> line.command().equals("ERROR"))
                .findFirst()
                .ifPresent(line -> {
                    throw new AssertionError("A bystander was told " + line);
                });
    }

    /**
     * They stop.
     *
     * @throws AssertionError if they noticed anything
     */
    @Override
    public void close() {
        ending = true;
        try (speaker;
                hearer) {
            thread.join();
            if (failure != null) {
                throw new AssertionError("The bystanders noticed", failure);
            }
            List<String> stands = hearer.history(ROOM).stream()
                    .filter(message -> message.from().equals(speaker.name()))
                    .map(Message::text)
                    .toList();
            if (!Objects.equals(stands, said)) {
                throw new AssertionError("History has " + stands.size() + " of the bystanders' " + said.size());
            }
            if (slowestNanos > mostMillis * 1_000_000) {
                throw new AssertionError("A bystander waited for " + slowestNanos / 1_000_000 + " ms");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
