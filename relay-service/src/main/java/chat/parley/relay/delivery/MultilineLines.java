package chat.parley.relay.delivery;

import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.Tags;
import chat.parley.protocol.message.MultilineText;
import chat.parley.protocol.message.MultilineText.Piece;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines that a message of several lines is. Pure.
 *
 * @see <a href="https://ircv3.net/specs/extensions/multiline">IRCv3 multiline</a>
 */
final class MultilineLines {
    private MultilineLines() {}

    /**
     * In a batch, for those who know such batches: its first line has all tags.
     *
     * @param whole the message as if it were one line
     * @param reference of the batch; no other one that is open at the same time has it
     */
    static List<Line> batched(Line whole, String reference) {
        String target = whole.paramOr(0, "");
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(
                whole.tags(), whole.source(), "BATCH", List.of("+" + reference, MultilineText.BATCH_TYPE, target)));
        for (Piece piece : MultilineText.pieces(whole.paramOr(1, ""))) {
            Tags tags = Tags.of("batch", reference);
            lines.add(new Line(
                    piece.joined() ? tags.with(MultilineText.CONCAT_TAG, "") : tags,
                    whole.source(),
                    whole.command(),
                    List.of(target, piece.text())));
        }
        lines.add(Line.of("BATCH", "-" + reference).withSource(whole.source()));
        return lines;
    }

    /** One message after the other, for those who don't: empty ones are left out, and only the first has the message's id. */
    static List<Line> apart(Line whole) {
        List<Line> lines = new ArrayList<>();
        for (Piece piece : MultilineText.pieces(whole.paramOr(1, ""))) {
            if (!piece.text().isEmpty()) {
                Tags tags = lines.isEmpty() ? whole.tags() : whole.tags().without("msgid");
                lines.add(new Line(tags, whole.source(), whole.command(), List.of(whole.paramOr(0, ""), piece.text())));
            }
        }
        return lines;
    }
}
