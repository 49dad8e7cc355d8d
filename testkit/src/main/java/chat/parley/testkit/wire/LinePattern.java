package chat.parley.testkit.wire;

import chat.parley.protocol.line.Line;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which line is meant. {@code *} stands for any text, also none, within a source or a parameter; further parameters than those
 * named may follow.
 *
 * @param source as nick!user@host, or null for any
 * @param command as it stands on the wire
 */
record LinePattern(@Nullable String source, String command, List<String> params) {
    /** As the last parameter of a whole line: whatever else there is. */
    private static final String ANY_MORE = "...";

    LinePattern {
        params = List.copyOf(params);
    }

    boolean matches(Line line) {
        if (!line.command().equals(command) || line.paramCount() < params.size()) {
            return false;
        }
        if (source != null && !matches(source, line.source() == null ? "" : line.source())) {
            return false;
        }
        for (int i = 0; i < params.size(); i++) {
            if (!matches(params.get(i), line.params().get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a text is what a pattern with {@code *} in it says. */
    static boolean matches(String pattern, String text) {
        if (pattern.indexOf('*') < 0) {
            return pattern.equals(text);
        }
        StringBuilder regex = new StringBuilder();
        for (String piece : pattern.split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(piece.isEmpty() ? "(?:)" : Pattern.quote(piece));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
    }

    /** Whether a line is just what a whole line says, in which {@code *} stands for any text; tags that it does not name may be there. */
    static boolean matchesWhole(Line pattern, Line line) {
        List<String> params = pattern.params();
        boolean open = !params.isEmpty() && params.getLast().equals(ANY_MORE);
        List<String> named = open ? params.subList(0, params.size() - 1) : params;
        return (open || line.paramCount() == named.size())
                && new LinePattern(pattern.source(), pattern.command(), named).matches(line)
                && pattern.tags().asMap().entrySet().stream()
                        .allMatch(tag -> line.tags().has(tag.getKey())
                                && matches(
                                        tag.getValue(),
                                        String.valueOf(line.tags().get(tag.getKey()))));
    }

    @Override
    public String toString() {
        return (source == null ? "" : ":" + source + " ") + command + " " + String.join(" ", params);
    }
}
