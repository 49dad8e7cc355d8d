package chat.parley.cli.session;

import chat.parley.protocol.id.Label;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.message.MultilineText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The batches that are open. Lines of the past, and those of one message, are kept until their batch is whole; those of other
 * batches go on at once, with the label of their batch.
 *
 * @see <a href="https://ircv3.net/specs/extensions/batch">IRCv3 batch</a>
 */
final class Batches {

    private static final int MOST_OPEN = 64;
    private static final int MOST_LINES = 2000;

    /** A batch that is whole. */
    record Whole(String type, List<String> params, @Nullable String label, List<Line> lines) {
        /** Whether it is a message of several lines. */
        boolean isOneMessage() {
            return type.equals(MultilineText.BATCH_TYPE);
        }
    }

    private static final class Open {
        final Line opening;
        final String type;
        final List<String> params;
        final @Nullable String label;
        final List<Line> lines = new ArrayList<>();

        Open(Line opening, String type, List<String> params, @Nullable String label) {
            this.opening = opening;
            this.type = type;
            this.params = params;
            this.label = label;
        }

        boolean keeps() {
            return type.equals("chathistory") || type.equals("draft/chathistory-targets") || isOneMessage();
        }

        boolean isOneMessage() {
            return type.equals(MultilineText.BATCH_TYPE);
        }
    }

    private final Map<String, Open> open = new HashMap<>();

    void forget() {
        open.clear();
    }

    /** Takes a BATCH line; the batch, if this ends one whose lines were kept. Of one message the only line is that message. */
    @Nullable
    Whole onBatch(Line line) {
        String reference = line.paramOr(0, "");
        if (reference.startsWith("+") && open.size() < MOST_OPEN) {
            String outer = line.tags().get("batch");
            Open around = outer == null ? null : open.get(outer);
            String label = line.tags().get(Label.TAG);
            List<String> params = line.paramCount() > 2 ? line.params().subList(2, line.paramCount()) : List.of();
            open.put(
                    reference.substring(1),
                    new Open(
                            line, line.paramOr(1, ""), params, label == null && around != null ? around.label : label));
        } else if (reference.startsWith("-")) {
            Open ended = open.remove(reference.substring(1));
            if (ended != null && ended.isOneMessage()) {
                return new Whole(ended.type, ended.params, ended.label, List.of(message(ended)));
            }
            if (ended != null && ended.keeps()) {
                return new Whole(ended.type, ended.params, ended.label, List.copyOf(ended.lines));
            }
        }
        return null;
    }

    /** As if it had come in one line, whose text has several. */
    private static Line message(Open batch) {
        var pieces = new ArrayList<MultilineText.Piece>();
        for (Line line : batch.lines) {
            pieces.add(new MultilineText.Piece(line.paramOr(1, ""), line.tags().has(MultilineText.CONCAT_TAG)));
        }
        String target = batch.params.isEmpty() ? "" : batch.params.get(0);
        return new Line(
                batch.opening.tags(),
                batch.opening.source(),
                "PRIVMSG",
                List.of(target, MultilineText.plain(MultilineText.of(pieces))));
    }

    /** The line as it is to be acted upon, or null if it was put by until its batch is whole. */
    @Nullable
    Line sort(Line line) {
        String reference = line.tags().get("batch");
        Open batch = reference == null ? null : open.get(reference);
        if (batch == null) {
            return line;
        }
        if (batch.keeps()) {
            if (batch.lines.size() < MOST_LINES) {
                batch.lines.add(line);
            }
            return null;
        }
        return batch.label == null || line.tags().has(Label.TAG) ? line : line.withTag(Label.TAG, batch.label);
    }
}
