package chat.parley.contracts.presence;

/**
 * The modes of somebody who is here, as a set of letters. Immutable.
 *
 * @param letters each once, in alphabetical order, capitals first
 * @see <a href="https://modern.ircdocs.horse/#user-modes">User modes</a>
 */
public record UserModes(String letters) {
    /** Is found by those alone who know the nick or share a room. */
    public static final char INVISIBLE = 'i';
    /** Is a program: see the specification of bot mode. */
    public static final char BOT = 'B';
    /** Takes private messages from accounts only, and from those whom it accepts. */
    public static final char REGISTERED_ONLY = 'R';
    /** Takes no CTCP but ACTION privately. */
    public static final char NO_CTCP = 'T';
    /** May run the server from inside; got by OPER alone. */
    public static final char OPERATOR = 'o';
    /** Is told what operators have to see; for operators alone. */
    public static final char NOTICES = 's';
    /** Is told what operators say to everybody. */
    public static final char WALLOPS = 'w';

    public static final UserModes NONE = new UserModes("");

    public boolean has(char letter) {
        return letters.indexOf(letter) >= 0;
    }

    public UserModes with(char letter) {
        if (has(letter)) {
            return this;
        }
        int at = 0;
        while (at < letters.length() && letters.charAt(at) < letter) {
            at++;
        }
        return new UserModes(letters.substring(0, at) + letter + letters.substring(at));
    }

    public UserModes without(char letter) {
        return has(letter) ? new UserModes(letters.replace(String.valueOf(letter), "")) : this;
    }

    public UserModes plus(UserModes others) {
        UserModes all = this;
        for (int i = 0; i < others.letters.length(); i++) {
            all = all.with(others.letters.charAt(i));
        }
        return all;
    }

    public UserModes minus(UserModes others) {
        UserModes rest = this;
        for (int i = 0; i < others.letters.length(); i++) {
            rest = rest.without(others.letters.charAt(i));
        }
        return rest;
    }

    /** What has to be said in a MODE to come from others to these: {@code +o-i}; empty where nothing differs. */
    public String since(UserModes before) {
        return signed('+', letters, before) + signed('-', before.letters, this);
    }

    private static String signed(char sign, String letters, UserModes without) {
        var changed = new StringBuilder();
        for (int i = 0; i < letters.length(); i++) {
            if (!without.has(letters.charAt(i))) {
                changed.append(letters.charAt(i));
            }
        }
        return changed.isEmpty() ? "" : changed.insert(0, sign).toString();
    }
}
