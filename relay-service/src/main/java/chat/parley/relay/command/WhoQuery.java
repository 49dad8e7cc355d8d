package chat.parley.relay.command;

import chat.parley.protocol.line.Line;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a WHO asks to be told of each person: the classic fields, or with WHOX some of them and a token.
 *
 * @param fields letters as they were given; null for the classic reply
 * @param token given back in the field {@code t}
 * @see <a href="https://ircv3.net/specs/extensions/whox">WHOX</a>
 */
record WhoQuery(@Nullable String fields, String token) {
    private static final String ORDER = "tcuihsnfdlaor";
    private static final int MAX_TOKEN_DIGITS = 3;

    static WhoQuery parse(@Nullable String text) {
        int percent = text == null ? -1 : text.indexOf('%');
        if (text == null || percent < 0) {
            return new WhoQuery(null, "");
        }
        int comma = text.indexOf(',', percent);
        String token = comma < 0 ? "" : text.substring(comma + 1);
        boolean good = token.length() <= MAX_TOKEN_DIGITS && token.chars().allMatch(c -> c >= '0' && c <= '9');
        return new WhoQuery(
                text.substring(percent + 1, comma < 0 ? text.length() : comma), good && !token.isEmpty() ? token : "0");
    }

    /** A person's line of WHO, field by field. */
    record Row(
            String room,
            String user,
            String address,
            String host,
            String server,
            String nick,
            String flags,
            @Nullable String account,
            String realname) {}

    /** What stands in 354 after the client's nick, in the order that the specification gives. */
    List<String> whox(Row row) {
        String asked = fields == null ? "" : fields;
        var values = new ArrayList<String>();
        for (int i = 0; i < ORDER.length(); i++) {
            char field = ORDER.charAt(i);
            if (asked.indexOf(field) >= 0) {
                String value = value(field, row);
                values.add(field == 'r' ? value : Line.inTheMiddle(value));
            }
        }
        return values;
    }

    private String value(char field, Row row) {
        return switch (field) {
            case 't' -> token;
            case 'c' -> row.room;
            case 'u' -> row.user;
            case 'i' -> row.address;
            case 'h' -> row.host;
            case 's' -> row.server;
            case 'n' -> row.nick;
            case 'f' -> row.flags;
            case 'd', 'l' -> "0";
            case 'a' -> row.account == null ? "0" : row.account;
            case 'o' -> "n/a";
            default -> row.realname;
        };
    }
}
