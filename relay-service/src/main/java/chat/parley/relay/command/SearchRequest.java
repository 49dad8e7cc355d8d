package chat.parley.relay.command;

import chat.parley.protocol.Validated;
import chat.parley.protocol.id.Timestamp;
import chat.parley.protocol.line.Tags;
import chat.parley.protocol.name.Nickname;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The attributes of a SEARCH, checked: written as the tags of a line are. Others than these are passed over. */
sealed interface SearchRequest {
    /** More are not answered, whatever limit is asked for. */
    int MOST_RESULTS = 100;

    /**
     * What is looked for.
     *
     * @param in a room or a nick; null for everywhere
     * @param text may be empty
     */
    record Asked(
            @Nullable String in,
            @Nullable Nickname from,
            @Nullable Long afterMillis,
            @Nullable Long beforeMillis,
            String text,
            int limit)
            implements SearchRequest {}

    /** The reason is in plain words. */
    record Malformed(String attribute, String reason) implements SearchRequest {}

    static SearchRequest parse(String attributes) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String attribute : attributes.split(";", -1)) {
            int equals = attribute.indexOf('=');
            if (equals > 0) {
                values.put(attribute.substring(0, equals), Tags.unescape(attribute.substring(equals + 1)));
            }
        }
        String from = values.get("from");
        Validated<Nickname> nick = from == null ? null : Nickname.parse(from);
        String after = values.get("after");
        String before = values.get("before");
        if (nick instanceof Validated.Invalid<Nickname>(String reason)) {
            return new Malformed("from", "The nick " + reason);
        }
        if (after != null && millis(after) == null) {
            return new Malformed("after", "A time is YYYY-MM-DDThh:mm:ss.sssZ");
        }
        if (before != null && millis(before) == null) {
            return new Malformed("before", "A time is YYYY-MM-DDThh:mm:ss.sssZ");
        }
        int limit = limit(values.get("limit"));
        if (limit == 0) {
            return new Malformed("limit", "The limit is a number from 1 on");
        }
        String text = values.getOrDefault("text", "");
        if (values.containsKey("text") && text.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return new Malformed("text", "There is no word in it");
        }
        return new Asked(
                values.get("in"),
                nick instanceof Validated.Valid<Nickname>(Nickname valid) ? valid : null,
                after == null ? null : millis(after),
                before == null ? null : millis(before),
                text,
                limit);
    }

    private static @Nullable Long millis(String text) {
        return Timestamp.parse(text) instanceof Validated.Valid<Timestamp>(Timestamp time)
                ? Long.valueOf(time.epochMillis())
                : null;
    }

    /** 0 for what is none. */
    private static int limit(@Nullable String text) {
        if (text == null) {
            return MOST_RESULTS;
        }
        boolean digits = !text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Math.min(Integer.parseInt(text), MOST_RESULTS) : 0;
    }
}
