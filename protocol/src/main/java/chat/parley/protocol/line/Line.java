package chat.parley.protocol.line;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One IRC message. Immutable. It holds whatever it is given; {@link LineWriter} is what refuses text that cannot stand on
 * the wire.
 *
 * @param tags the message tags, unescaped
 * @param source who it comes from, without the colon; null on most lines of a client
 * @param command the verb in capitals, or a numeric's three digits
 * @param params the parameters, the last one without its colon
 * @see <a href="https://modern.ircdocs.horse/#message-format">Message format</a>
 */
public record Line(Tags tags, @Nullable String source, String command, List<String> params) {

    /** Most parameters that one line may carry. */
    public static final int MAX_PARAMS = 15;

    /** Most bytes of a client's own word that an answer repeats. */
    public static final int MAX_NAMED_BYTES = 200;

    public Line {
        if (command.isEmpty()) {
            throw new IllegalArgumentException("A line needs a command");
        }
        params = List.copyOf(params);
    }

    /** A line without tags and source. */
    public static Line of(String command, String... params) {
        return new Line(Tags.EMPTY, null, command, List.of(params));
    }

    public Line withTags(Tags newTags) {
        return new Line(newTags, source, command, params);
    }

    /** The same line with one tag more, or another value for it. */
    public Line withTag(String key, String value) {
        return withTags(tags.with(key, value));
    }

    public Line withSource(@Nullable String newSource) {
        return new Line(tags, newSource, command, params);
    }

    public Line withParams(List<String> newParams) {
        return new Line(tags, source, command, newParams);
    }

    /** The same line with one parameter more at the end. */
    public Line withParam(String last) {
        var more = new ArrayList<String>(params);
        more.add(last);
        return withParams(more);
    }

    /** The parameter at an index from 0, or null if there are not so many. */
    public @Nullable String param(int index) {
        return index < params.size() ? params.get(index) : null;
    }

    /** The parameter at an index from 0, or the fallback if there are not so many. */
    public String paramOr(int index, String fallback) {
        return index < params.size() ? params.get(index) : fallback;
    }

    public int paramCount() {
        return params.size();
    }

    /**
     * Whether text can stand as a parameter that is not the last: it has no space, does not begin with a colon and is
     * not empty.
     */
    public static boolean fitsInTheMiddle(String text) {
        return !text.isEmpty() && text.charAt(0) != ':' && text.indexOf(' ') < 0;
    }

    /**
     * Text that a client sent, made fit to be named in the middle of an answer to it: itself, cut to
     * {@value #MAX_NAMED_BYTES} bytes, or {@code *} where it cannot stand.
     */
    public static String inTheMiddle(String text) {
        if (!fitsInTheMiddle(text)) {
            return "*";
        }
        return text.length() * 3 <= MAX_NAMED_BYTES ? text : WordPacker.cut(text, MAX_NAMED_BYTES);
    }
}
