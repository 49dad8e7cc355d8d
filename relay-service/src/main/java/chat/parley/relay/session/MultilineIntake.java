package chat.parley.relay.session;

import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.WordPacker;
import chat.parley.protocol.message.MultilineText;
import chat.parley.protocol.message.MultilineText.Piece;
import chat.parley.protocol.name.CaseMapping;
import chat.parley.protocol.reply.FailCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the lines of a client's multiline batch into one message. One batch at a time, and no more of it than the limits say: what
 * is wrong is refused at once, and the rest of that batch is passed over.
 *
 * @see <a href="https://ircv3.net/specs/extensions/multiline">IRCv3 multiline</a>
 */
final class MultilineIntake {
    private static final String BATCH = "batch";

    private @Nullable Open open;
    /** The reference of a batch that was refused, of which more may come. */
    private @Nullable String passedOver;

    /** A batch that was begun. */
    private static final class Open {
        final Line opening;
        final String reference;
        final String target;
        final List<Piece> pieces = new ArrayList<>();
        int bytes;

        Open(Line opening, String reference, String target) {
            this.opening = opening;
            this.reference = reference;
            this.target = target;
        }
    }

    /** What became of a line. */
    sealed interface Outcome {
        /** It belongs to no batch. */
        record Ordinary() implements Outcome {}

        /** It belongs to one, and nothing is to be done yet. */
        record Taken() implements Outcome {}

        /**
         * The batch is complete.
         *
         * @param message a PRIVMSG with the batch's tags; its text is a {@link MultilineText}
         */
        record Whole(Line message) implements Outcome {}

        /**
         * The batch is refused, with all that belongs to it.
         *
         * @param line whose label the answer has
         */
        record Refused(Line line, FailCode code, List<String> about) implements Outcome {}
    }

    /** Whether a line may be one of a batch's. */
    static boolean concerns(Line line) {
        return line.command().equals("BATCH") || line.tags().has(BATCH);
    }

    Outcome take(Line line, SessionLimits limits) {
        if (!line.command().equals("BATCH")) {
            String reference = line.tags().get(BATCH);
            return reference == null ? new Outcome.Ordinary() : inside(line, reference, limits);
        }
        String reference = line.paramOr(0, "");
        if (reference.startsWith("+") && reference.length() > 1) {
            return begin(line, reference.substring(1));
        }
        return reference.startsWith("-") ? end(line, reference.substring(1)) : invalid(line);
    }

    private Outcome begin(Line line, String reference) {
        String target = line.paramOr(2, "");
        boolean understood = line.paramOr(1, "").equals(MultilineText.BATCH_TYPE) && !target.isEmpty();
        if (open != null || !understood) {
            passedOver = reference;
            return invalid(line);
        }
        open = new Open(line, reference, target);
        passedOver = null;
        return new Outcome.Taken();
    }

    private Outcome inside(Line line, String reference, SessionLimits limits) {
        if (reference.equals(passedOver)) {
            return new Outcome.Taken();
        }
        Open batch = open;
        if (batch == null) {
            return invalid(line);
        }
        String target = line.paramOr(0, "");
        boolean joined = line.tags().has(MultilineText.CONCAT_TAG);
        if (!reference.equals(batch.reference)
                || !line.command().equals("PRIVMSG")
                || line.paramCount() < 2
                || (joined && line.paramOr(1, "").isEmpty())) {
            return refuse(batch, FailCode.MULTILINE_INVALID);
        }
        if (!CaseMapping.fold(target).equals(CaseMapping.fold(batch.target))) {
            return refuse(batch, FailCode.MULTILINE_INVALID_TARGET, batch.target, target);
        }
        return add(batch, new Piece(line.paramOr(1, ""), joined), limits);
    }

    private Outcome add(Open batch, Piece piece, SessionLimits limits) {
        boolean first = batch.pieces.isEmpty();
        batch.bytes += WordPacker.utf8Bytes(piece.text()) + (first || piece.joined() ? 0 : 1);
        if (batch.bytes > limits.multilineBytes()) {
            return refuse(batch, FailCode.MULTILINE_MAX_BYTES, Integer.toString(limits.multilineBytes()));
        }
        if (batch.pieces.size() == limits.multilineLines()) {
            return refuse(batch, FailCode.MULTILINE_MAX_LINES, Integer.toString(limits.multilineLines()));
        }
        batch.pieces.add(piece);
        return new Outcome.Taken();
    }

    private Outcome end(Line line, String reference) {
        if (reference.equals(passedOver)) {
            passedOver = null;
            return new Outcome.Taken();
        }
        Open batch = open;
        if (batch == null) {
            return invalid(line);
        }
        boolean saysSomething =
                batch.pieces.stream().anyMatch(piece -> !piece.text().isEmpty());
        if (!reference.equals(batch.reference) || !saysSomething) {
            Outcome refused = refuse(batch, FailCode.MULTILINE_INVALID);
            if (reference.equals(batch.reference)) {
                passedOver = null;
            }
            return refused;
        }
        open = null;
        return new Outcome.Whole(
                new Line(batch.opening.tags(), null, "PRIVMSG", List.of(batch.target, MultilineText.of(batch.pieces))));
    }

    private Outcome refuse(Open batch, FailCode code, String... about) {
        open = null;
        passedOver = batch.reference;
        return new Outcome.Refused(batch.opening, code, List.of(about));
    }

    private static Outcome invalid(Line line) {
        return new Outcome.Refused(line, FailCode.MULTILINE_INVALID, List.of());
    }
}
