package chat.parley.cli.session;

import chat.parley.protocol.line.Line;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in words what the server says in codes. What the server adds in words of its own is kept where it helps. */
final class Words {

    private Words() {}

    /**
     * A standard reply: FAIL, WARN or NOTE.
     *
     * @see <a href="https://ircv3.net/specs/extensions/standard-replies">IRCv3 standard replies</a>
     */
    static String ofFailure(Line line) {
        String code = line.paramOr(1, "");
        String told = line.paramCount() > 2 ? line.paramOr(line.paramCount() - 1, "") : "";
        return switch (code) {
            case "ACCOUNT_EXISTS", "USERNAME_EXISTS" -> "This name is taken.";
            case "BAD_ACCOUNT_NAME" -> with("This name cannot be used", told);
            case "WEAK_PASSWORD", "UNACCEPTABLE_PASSWORD" -> with("This password cannot be used", told);
            case "INVALID_EMAIL", "UNACCEPTABLE_EMAIL" -> with("The server wants an e-mail address", told);
            case "INSECURE_CONNECTION" -> "This server signs people in over TLS only.";
            case "REFUSED" -> "The server could not store it.";
            case "UNKNOWN" -> "Nobody knows whether it was stored.";
            case "TEMPORARILY_UNAVAILABLE" -> with("That is not possible just now", told);
            default -> told.isEmpty() ? sentence(code.replace('_', ' ').toLowerCase(Locale.ROOT)) : sentence(told);
        };
    }

    /** A numeric that says no, or null if it is none that is known. */
    static @Nullable String ofError(Line line) {
        List<String> params = line.params();
        String subject = params.size() > 2 ? params.get(1) : "";
        String told = params.isEmpty() ? "" : params.get(params.size() - 1);
        return switch (line.command()) {
            case "263" -> "The server is busy. Wait a little and try again.";
            case "401" -> "Nobody is called " + subject + ".";
            case "402" -> "There is no server " + subject + ".";
            case "403" -> "There is no room " + subject + ".";
            case "404" -> "You may not speak in " + subject + ".";
            case "405" -> "You are in too many rooms to enter " + subject + ".";
            case "406" -> "Nobody was called " + subject + " lately.";
            case "407" -> "That is too many people or rooms at once.";
            case "411" -> "Say to whom.";
            case "412" -> "There is nothing to send.";
            case "417" -> "That is too long to send.";
            case "421" -> "This server does not know " + subject + ".";
            case "431" -> "Say which name.";
            case "432" -> with(subject + " cannot be a name here", told);
            case "433", "436", "437" -> "The name " + subject + " is taken.";
            case "441" -> subject + " is not in " + (params.size() > 3 ? params.get(2) : "the room") + ".";
            case "442" -> "You are not in " + subject + ".";
            case "443" -> subject + " is already in " + (params.size() > 3 ? params.get(2) : "the room") + ".";
            case "461" -> "Something is missing for " + subject.toLowerCase(Locale.ROOT) + ".";
            case "471" -> subject + " is full.";
            case "473" -> subject + " is open to those who are invited only.";
            case "474" -> "You are banned from " + subject + ".";
            case "475" -> subject + " needs a key: /join " + subject + " KEY";
            case "476", "479" -> subject + " cannot be a room's name.";
            case "477", "489" -> with("You may not do that in " + subject, told);
            case "481" -> "Only operators of this server may do that.";
            case "482" -> "Only operators of " + subject + " may do that.";
            case "501", "502", "472", "696" -> with("That mode cannot be set", told);
            default -> isError(line.command()) ? sentence(told) : null;
        };
    }

    private static boolean isError(String numeric) {
        return numeric.length() == 3 && (numeric.charAt(0) == '4' || numeric.charAt(0) == '5');
    }

    /** A beginning in our words, and behind it the server's. */
    private static String with(String beginning, String told) {
        return told.isEmpty() ? beginning + "." : beginning + ": " + sentence(told);
    }

    /** A text as a sentence: with a capital, and a full stop. */
    static String sentence(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            return "The server said no.";
        }
        char end = stripped.charAt(stripped.length() - 1);
        String ended = Character.isLetterOrDigit(end) ? stripped + "." : stripped;
        return Character.toUpperCase(ended.charAt(0)) + ended.substring(1);
    }
}
