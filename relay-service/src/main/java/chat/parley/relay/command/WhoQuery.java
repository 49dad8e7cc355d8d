package chat.parley.relay.command;

import chat.parley.contracts.presence.Person;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.name.Mask;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a WHO asks to be told of each person: the classic fields, or with WHOX some of them and a token.
 *
 * @param fields letters as they were given; null for the classic reply
 * @param token given back in the field {@code t}
 * @param flags what a mask is compared with, and {@code o} for operators only
 * @see <a href="https://ircv3.net/specs/extensions/whox">WHOX</a>
 */
record WhoQuery(@Nullable String fields, String token, String flags) {
    private static final String ORDER = "tcuihsnfdlaor";
    private static final String MATCHED = "nuhras";
    private static final String MATCHED_USUALLY = "nuhr";
    private static final int MAX_TOKEN_DIGITS = 3;

    static WhoQuery parse(@Nullable String text) {
        if (text == null) {
            return new WhoQuery(null, "", "");
        }
        int percent = text.indexOf('%');
        if (percent < 0) {
            return new WhoQuery(null, "", text);
        }
        int comma = text.indexOf(',', percent);
        String token = comma < 0 ? "" : text.substring(comma + 1);
        boolean good = token.length() <= MAX_TOKEN_DIGITS && token.chars().allMatch(c -> c >= '0' && c <= '9');
        return new WhoQuery(
                text.substring(percent + 1, comma < 0 ? text.length() : comma),
                good && !token.isEmpty() ? token : "0",
                text.substring(0, percent));
    }

    /** Only server operators are looked for. */
    boolean operatorsOnly() {
        return flags.indexOf('o') >= 0;
    }

    /** Whether it takes to know how long people have been idle. */
    boolean asksForIdle() {
        return fields != null && fields.indexOf('l') >= 0;
    }

    /** Whether a mask matches somebody: in what the flags name, or, where they name nothing, in nick, user, host or realname. */
    boolean matches(Mask mask, Person person, String server) {
        String wanted = flags.chars().anyMatch(flag -> MATCHED.indexOf(flag) >= 0) ? flags : MATCHED_USUALLY;
        return wanted.chars().anyMatch(flag -> {
            String value = matched((char) flag, person, server);
            return value != null && mask.matches(value);
        });
    }

    private static @Nullable String matched(char flag, Person person, String server) {
        return switch (flag) {
            case 'n' -> person.nick().value();
            case 'u' -> person.user();
            case 'h' -> person.host();
            case 'r' -> person.realname();
            case 'a' -> person.account();
            case 's' -> server;
            default -> null;
        };
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
            long idleSeconds,
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
            case 'd' -> "0";
            case 'l' -> Long.toString(row.idleSeconds);
            case 'a' -> row.account == null ? "0" : row.account;
            case 'o' -> "n/a";
            default -> row.realname;
        };
    }
}
