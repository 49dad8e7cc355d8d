package chat.parley.protocol.name;

import chat.parley.protocol.Validated;
import chat.parley.protocol.line.WordPacker;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whom an entry of a room's lists means: {@code nick!user@host} with wildcards, {@code a:} and the name of an account, or
 * {@code m:} and one of these, which takes away the voice and nothing else. Made whole when it is parsed, so that the same
 * people written in two ways are one entry: {@code bob} is {@code bob!*@*}, {@code bob@host} is {@code *!bob@host}.
 *
 * @param text the whole form, as it is shown and stored
 * @param mute whether it is about speaking alone
 * @param account whether it means accounts rather than sources
 * @param mask of the account's name or of the source
 * @see <a href="https://modern.ircdocs.horse/#extban-parameter">EXTBAN</a>
 * @see <a href="https://ircv3.net/specs/extensions/account-extban">IRCv3 account-extban</a>
 */
public record BanMask(String text, boolean mute, boolean account, Mask mask) {
    /** Longest whole form, in bytes of UTF-8. */
    public static final int MAX_BYTES = 200;

    /** The value of EXTBAN in 005: there is no prefix, and these letters go before a colon. */
    public static final String EXTBAN = ",am";

    /** The value of ACCOUNTEXTBAN in 005. */
    public static final String ACCOUNT_EXTBAN = "a";

    private static final String MUTE_PREFIX = "m:";
    private static final String ACCOUNT_PREFIX = "a:";
    private static final Pattern STARS = Pattern.compile("\\*{2,}");

    /** Checks a mask that somebody sent; the reason goes on after "mask". */
    public static Validated<BanMask> parse(String given) {
        if (given.length() > MAX_BYTES || WordPacker.utf8Bytes(given) > MAX_BYTES) {
            return tooLong();
        }
        if (given.chars().anyMatch(c -> c <= ' ' || c == 0x7F || c == ',')) {
            return Validated.invalid("contains a space, a comma or a control character");
        }
        boolean mute = given.startsWith(MUTE_PREFIX);
        String rest = STARS.matcher(mute ? given.substring(MUTE_PREFIX.length()) : given)
                .replaceAll("*");
        boolean account = rest.startsWith(ACCOUNT_PREFIX);
        String pattern = account ? rest.substring(ACCOUNT_PREFIX.length()) : rest;
        if (pattern.isEmpty() || pattern.charAt(0) == ':') {
            return Validated.invalid("says nothing of whom it means");
        }
        if (!account) {
            if (isUnknownKind(pattern)) {
                return Validated.invalid("is of a kind that there is not");
            }
            pattern = wholeSource(pattern);
        }
        String text = (mute ? MUTE_PREFIX : "") + (account ? ACCOUNT_PREFIX : "") + pattern;
        return WordPacker.utf8Bytes(text) > MAX_BYTES
                ? tooLong()
                : Validated.valid(new BanMask(text, mute, account, new Mask(pattern)));
    }

    private static Validated<BanMask> tooLong() {
        return Validated.invalid("is longer than " + MAX_BYTES + " bytes");
    }

    /** No nick has a colon in it; a host may. */
    private static boolean isUnknownKind(String pattern) {
        int colon = pattern.indexOf(':');
        return colon >= 0 && pattern.indexOf('!') < 0 && pattern.indexOf('@') < 0;
    }

    private static String wholeSource(String pattern) {
        int at = pattern.lastIndexOf('@');
        String host = at < 0 ? "" : pattern.substring(at + 1);
        String before = at < 0 ? pattern : pattern.substring(0, at);
        int bang = before.indexOf('!');
        if (bang < 0) {
            boolean isHost = at < 0 && before.indexOf('.') >= 0;
            return isHost ? "*!*@" + before : at < 0 ? before + "!*@*" : "*!" + orAny(before) + "@" + orAny(host);
        }
        return orAny(before.substring(0, bang)) + "!" + orAny(before.substring(bang + 1)) + "@" + orAny(host);
    }

    private static String orAny(String pattern) {
        return pattern.isEmpty() ? "*" : pattern;
    }

    /** Whether somebody is meant, seen under this source and, where they are signed in, under this account. */
    public boolean matches(Source source, @Nullable String accountName) {
        return account ? accountName != null && mask.matches(accountName) : mask.matches(source.text());
    }

    /** The {@link #folded} forms of the entries that mean this account and no other. */
    public static List<String> foldedOf(String accountName) {
        return List.of(
                Nickname.fold(ACCOUNT_PREFIX + accountName), Nickname.fold(MUTE_PREFIX + ACCOUNT_PREFIX + accountName));
    }

    /** The form by which two are compared. */
    public String folded() {
        return Nickname.fold(text);
    }
}
