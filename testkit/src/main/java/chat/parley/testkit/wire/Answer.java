package chat.parley.testkit.wire;

import chat.parley.protocol.line.Line;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Picks out of what a server sends what it answers under one label: one line, an ACK, or a batch with whatever batches are in it.
 *
 * @see <a href="https://ircv3.net/specs/extensions/labeled-response">IRCv3 labeled-response</a>
 */
final class Answer {
    private final String label;
    private final List<Line> lines = new ArrayList<>();
    /** The references of the batch that is the answer, and of those in it. */
    private final Set<String> within = new HashSet<>();

    private @Nullable String outer;
    private boolean complete;

    Answer(String label) {
        this.label = label;
    }

    boolean isComplete() {
        return complete;
    }

    /** What was answered, without the outermost batch's own lines; nothing for an ACK. */
    List<Line> lines() {
        return lines;
    }

    /** Takes the next line, unless it is not of this answer. */
    boolean take(Line line) {
        return outer == null ? takeFirst(line) : takeOfBatch(line, outer);
    }

    private boolean takeFirst(Line line) {
        if (!label.equals(line.tags().get("label"))) {
            return false;
        }
        switch (line.command()) {
            case "BATCH" -> {
                outer = line.params().getFirst().substring(1);
                within.add(outer);
            }
            case "ACK" -> complete = true;
            default -> {
                lines.add(line);
                complete = true;
            }
        }
        return true;
    }

    private boolean takeOfBatch(Line line, String batch) {
        String reference = line.command().equals("BATCH") ? line.params().getFirst() : "";
        if (reference.equals("-" + batch)) {
            complete = true;
            return true;
        }
        boolean inside = within.contains(Objects.requireNonNullElse(line.tags().get("batch"), ""));
        if (inside && reference.startsWith("+")) {
            within.add(reference.substring(1));
        }
        boolean endsInside = reference.startsWith("-") && within.contains(reference.substring(1));
        if (inside || endsInside) {
            lines.add(line);
            return true;
        }
        return false;
    }
}
