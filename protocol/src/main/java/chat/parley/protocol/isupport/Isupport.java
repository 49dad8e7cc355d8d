package chat.parley.protocol.isupport;

import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.LineLimits;
import chat.parley.protocol.line.LineWriter;
import chat.parley.protocol.line.Tags;
import chat.parley.protocol.line.WordPacker;
import chat.parley.protocol.reply.Numeric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server says of its limits and features. Immutable, in the order of the tokens.
 *
 * @see <a href="https://modern.ircdocs.horse/#rplisupport-005">RPL_ISUPPORT</a>
 */
public final class Isupport {

    /** Nothing said yet. */
    public static final Isupport EMPTY = new Isupport(Map.of());

    /** Most tokens of one line. */
    public static final int MAX_TOKENS_A_LINE = 13;

    private final Map<String, String> values;
    /** Made when they are asked for first: everyone who connects is told the same. */
    private @Nullable List<String> words;

    private Isupport(Map<String, String> values) {
        this.values = values;
    }

    /** A token without a value. */
    public Isupport with(String token) {
        return with(token, "");
    }

    /**
     * A token with a value, which is escaped where it has to be.
     *
     * @throws IllegalArgumentException if the token is not made of capitals, digits, slashes, dots and hyphens
     */
    public Isupport with(String token, String value) {
        if (!isToken(token)) {
            throw new IllegalArgumentException("Not a token of numeric 005: " + token);
        }
        var copy = new LinkedHashMap<String, String>(values);
        copy.put(token, value);
        return new Isupport(Collections.unmodifiableMap(copy));
    }

    public Isupport with(String token, int value) {
        return with(token, Integer.toString(value));
    }

    /**
     * What a client knows after one more line of numeric 005. Lenient: words that are no tokens are passed over.
     *
     * @param words of the line, between the nick and the text
     */
    public Isupport withWords(List<String> words) {
        var copy = new LinkedHashMap<String, String>(values);
        for (String word : words) {
            int equals = word.indexOf('=');
            String token = equals < 0 ? word : word.substring(0, equals);
            if (token.startsWith("-")) {
                copy.remove(token.substring(1));
            } else if (!token.isEmpty()) {
                copy.put(token, equals < 0 ? "" : unescape(word.substring(equals + 1)));
            }
        }
        return new Isupport(Collections.unmodifiableMap(copy));
    }

    /** A token's value, empty if it has none, or null if the token was not given. */
    public @Nullable String get(String token) {
        return values.get(token);
    }

    /** A token's value as a number, or the fallback if there is none or it is no number. */
    public int number(String token, int fallback) {
        String value = get(token);
        if (value == null || value.isEmpty() || value.length() > 9) {
            return fallback;
        }
        return value.chars().allMatch(c -> c >= '0' && c <= '9') ? Integer.parseInt(value) : fallback;
    }

    public boolean has(String token) {
        return values.containsKey(token);
    }

    /** The words, in order, escaped. */
    public List<String> words() {
        List<String> known = words;
        if (known == null) {
            known = values.entrySet().stream()
                    .map(entry -> entry.getValue().isEmpty()
                            ? entry.getKey()
                            : entry.getKey() + "=" + escape(entry.getValue()))
                    .toList();
            words = known;
        }
        return known;
    }

    /** As few lines of numeric 005 as will hold it, each within the bounds on tokens and bytes. */
    public List<Line> lines(String server, String client) {
        int room = LineLimits.STANDARD_BODY_BYTES - LineWriter.bodyBytes(numeric(server, client, List.of()));
        var lines = new ArrayList<Line>();
        var together = new ArrayList<String>();
        int left = room;
        for (String word : words()) {
            int bytes = 1 + WordPacker.utf8Bytes(word);
            if (!together.isEmpty() && (together.size() == MAX_TOKENS_A_LINE || bytes > left)) {
                lines.add(numeric(server, client, together));
                together.clear();
                left = room;
            }
            together.add(word);
            left -= bytes;
        }
        if (!together.isEmpty()) {
            lines.add(numeric(server, client, together));
        }
        return lines;
    }

    private static Line numeric(String server, String client, List<String> words) {
        var params = new ArrayList<String>();
        params.add(client);
        params.addAll(words);
        params.add(Numeric.RPL_ISUPPORT.text());
        return new Line(Tags.EMPTY, server, Numeric.RPL_ISUPPORT.command(), params);
    }

    private static boolean isToken(String token) {
        return !token.isEmpty()
                && token.charAt(0) != '-'
                && token.chars()
                        .allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '-' && c <= '9'));
    }

    private static String escape(String value) {
        return value.replace("\\", "\\x5C").replace(" ", "\\x20").replace("=", "\\x3D");
    }

    private static String unescape(String value) {
        if (value.indexOf('\\') < 0) {
            return value;
        }
        var plain = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            int code = hexEscape(value, i);
            if (code < 0) {
                plain.append(value.charAt(i));
            } else {
                plain.append((char) code);
                i += 3;
            }
        }
        return plain.toString();
    }

    private static int hexEscape(String value, int at) {
        if (value.charAt(at) != '\\' || at + 3 >= value.length() || value.charAt(at + 1) != 'x') {
            return -1;
        }
        int high = Character.digit(value.charAt(at + 2), 16);
        int low = Character.digit(value.charAt(at + 3), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
