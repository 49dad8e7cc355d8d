package chat.parley.relay.session;

import chat.parley.protocol.id.Label;
import chat.parley.protocol.line.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client is answered to one request. Replies leave in the order of the requests and under the request's label; lines of events
 * that it caused leave at once, in the order of their conversation, and are labelled too.
 *
 * @see <a href="https://ircv3.net/specs/extensions/labeled-response">IRCv3 labeled-response</a>
 */
final class Response {
    private static final String BATCH = "batch";
    /** Source, command and what stands between the words, about. */
    private static final int A_LINE = 64;

    private final Outbox out;
    private final String server;
    private final @Nullable String label;

    /** Replies that wait: for their turn, or, under a label, for the end. */
    private List<Line> held = List.of();

    /** Lines of events that are to come after the answer. */
    private List<Line> afterwards = List.of();

    private @Nullable String batch;
    private boolean labelled;
    private boolean many;
    private boolean turn;
    private long sentCharacters;

    /** @param label null: the client wants none, or gave one that is none */
    Response(Outbox out, String server, @Nullable String label) {
        this.out = out;
        this.server = server;
        this.label = label;
    }

    boolean hasLabel() {
        return label != null;
    }

    /** More than one line may come, so that a label needs a batch. */
    void expectMany() {
        many = true;
    }

    /** All earlier requests are answered. */
    void takeTurn() {
        turn = true;
        if (label == null || batch != null || labelled) {
            flush();
        }
    }

    /** More is to come than may be held until the end: what there is leaves. */
    void begin() {
        if (turn) {
            if (label != null && !labelled && batch == null) {
                openBatch(label);
            }
            flush();
        }
    }

    long sentCharacters() {
        return sentCharacters;
    }

    void send(Line reply) {
        sentCharacters += characters(reply);
        if (!turn || (label != null && !labelled && batch == null)) {
            if (held.isEmpty()) {
                held = new ArrayList<>(4);
            }
            held.add(reply);
        } else {
            out.send(inBatch(reply));
        }
    }

    /**
     * A line of an event, which leaves at once.
     *
     * @param perhapsAll nothing else need come of the request
     */
    void event(Line line, boolean perhapsAll) {
        if (label == null || labelled) {
            out.send(line);
        } else if (batch != null) {
            out.send(inBatch(line));
        } else if (!many && held.isEmpty() && perhapsAll) {
            labelled = true;
            out.send(line.withTag(Label.TAG, label));
        } else {
            openBatch(label);
            flush();
            out.send(inBatch(line));
        }
    }

    /** A line of an event, which leaves after the answer. */
    void afterwards(Line line) {
        if (afterwards.isEmpty()) {
            afterwards = new ArrayList<>(1);
        }
        afterwards.add(line);
    }

    /** Says the last word. Called once, in its turn. */
    void complete() {
        if (!afterwards.isEmpty()) {
            if (label == null) {
                flush();
            }
            afterwards.forEach(line -> event(line, true));
        }
        if (label == null || labelled) {
            flush();
        } else if (batch != null) {
            flush();
            closeBatch();
        } else if (held.isEmpty()) {
            out.send(Line.of("ACK").withSource(server).withTag(Label.TAG, label));
        } else if (held.size() == 1 || isOneBatch()) {
            held.set(0, held.getFirst().withTag(Label.TAG, label));
            flush();
        } else {
            openBatch(label);
            flush();
            closeBatch();
        }
    }

    private boolean isOneBatch() {
        Line first = held.getFirst();
        Line last = held.getLast();
        return first.command().equals("BATCH")
                && last.command().equals("BATCH")
                && first.paramOr(0, "").substring(1).equals(last.paramOr(0, "").substring(1));
    }

    private void openBatch(String forLabel) {
        batch = out.nextBatch();
        out.send(Line.of("BATCH", "+" + batch, "labeled-response")
                .withSource(server)
                .withTag(Label.TAG, forLabel));
    }

    private void closeBatch() {
        out.send(Line.of("BATCH", "-" + batch).withSource(server));
        batch = null;
        labelled = true;
    }

    private void flush() {
        for (Line reply : held) {
            out.send(inBatch(reply));
        }
        held = List.of();
    }

    private static int characters(Line line) {
        int characters = A_LINE;
        for (int i = 0; i < line.paramCount(); i++) {
            characters += line.params().get(i).length();
        }
        for (Map.Entry<String, String> tag : line.tags().asMap().entrySet()) {
            characters += tag.getKey().length() + tag.getValue().length();
        }
        return characters;
    }

    private Line inBatch(Line reply) {
        return batch == null || reply.tags().has(BATCH) ? reply : reply.withTag(BATCH, batch);
    }
}
