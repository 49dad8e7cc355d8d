package chat.parley.cli.session;

import chat.parley.protocol.line.Line;

/**
 * What the server says of itself in numeric 005, as far as this client cares.
 *
 * @see <a href="https://modern.ircdocs.horse/#rplisupport-005">RPL_ISUPPORT</a>
 */
final class Traits {

    private static final int MOST_HISTORY = 100;

    private String network = "";
    private String memberPrefixes = "~&@%+";
    private int historyLimit = MOST_HISTORY;

    void take(Line line) {
        for (String token : line.params()) {
            int equals = token.indexOf('=');
            if (equals > 0) {
                take(token.substring(0, equals), token.substring(equals + 1));
            }
        }
    }

    private void take(String key, String value) {
        switch (key) {
            case "NETWORK" -> network = value.replace("\\x20", " ");
            case "PREFIX" -> memberPrefixes = value.substring(value.indexOf(')') + 1);
            case "CHATHISTORY", "draft/CHATHISTORY" -> historyLimit = limit(value);
            default -> {}
        }
    }

    private static int limit(String value) {
        try {
            int limit = Integer.parseInt(value);
            return limit <= 0 ? MOST_HISTORY : Math.min(limit, MOST_HISTORY);
        } catch (NumberFormatException e) {
            return MOST_HISTORY;
        }
    }

    String network() {
        return network;
    }

    /** How many messages to ask for at once. */
    int historyLimit() {
        return historyLimit;
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
