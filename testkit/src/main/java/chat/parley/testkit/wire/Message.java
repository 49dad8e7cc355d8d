package chat.parley.testkit.wire;

import chat.parley.protocol.line.Line;
import org.jspecify.annotations.Nullable;

/**
 * Something said, as a client was shown it.
 *
 * @param id the msgid; empty where the client is not given any
 * @param time as on the wire; empty where the client is not given any
 * @param from the nick of who said it
 * @param kind PRIVMSG or NOTICE
 */
public record Message(String id, String time, String from, String kind, String target, String text) {

    /** What the line says, or null when it says nothing. */
    public static @Nullable Message of(Line line) {
        boolean says = line.command().equals("PRIVMSG") || line.command().equals("NOTICE");
        String source = line.source();
        if (!says || source == null || source.indexOf('!') < 0) {
            return null;
        }
        return new Message(
                tag(line, "msgid"),
                tag(line, "time"),
                source.substring(0, source.indexOf('!')),
                line.command(),
                line.paramOr(0, ""),
                line.paramOr(1, ""));
    }

    private static String tag(Line line, String key) {
        String value = line.tags().get(key);
        return value == null ? "" : value;
    }
}
