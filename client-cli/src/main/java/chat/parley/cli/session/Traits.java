package chat.parley.cli.session;

import chat.parley.protocol.isupport.Isupport;
import chat.parley.protocol.line.Line;

/**
 * What the server says of itself in numeric 005, as far as this client cares.
 *
 * @see <a href="https://modern.ircdocs.horse/#rplisupport-005">RPL_ISUPPORT</a>
 */
final class Traits {

    private static final int MOST_HISTORY = 100;

    private static final String MEMBER_PREFIXES = "~&@%+";

    private Isupport said = Isupport.EMPTY;
    private String memberPrefixes = MEMBER_PREFIXES;

    void take(Line line) {
        if (line.paramCount() > 2) {
            said = said.withWords(line.params().subList(1, line.paramCount() - 1));
            String modes = said.get("PREFIX");
            memberPrefixes = modes == null ? MEMBER_PREFIXES : modes.substring(modes.indexOf(')') + 1);
        }
    }

    String network() {
        String network = said.get("NETWORK");
        return network == null ? "" : network;
    }

    /** How many messages to ask for at once. */
    int historyLimit() {
        int limit = said.number("CHATHISTORY", said.number("draft/CHATHISTORY", 0));
        return limit == 0 ? MOST_HISTORY : Math.min(limit, MOST_HISTORY);
    }

    /** How many of a name's first characters are signs of rank. */
    int prefixLength(String name) {
        int length = 0;
        while (length < name.length() && memberPrefixes.indexOf(name.charAt(length)) >= 0) {
            length++;
        }
        return length;
    }
}
