package chat.parley.relay.classic.model;

import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.WordPacker;
import chat.parley.protocol.name.CaseMapping;
import chat.parley.protocol.name.Nickname;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What clients of the classic protocol are shown of IRC. */
final class ClassicTexts {
    static final String NOT_FOUND = "User name not found. Message not sent.";

    /** What fits into a line of IRC beside everything else in it. */
    private static final int PIECE_BYTES = 300;

    private static final String ACTION = "\u0001ACTION ";
    /** Colours with their numbers, and everything else that a terminal might act upon. */
    private static final Pattern CONTROLS =
            Pattern.compile("\u0003(?:[0-9]{1,2}(?:,[0-9]{1,2})?)?|\u0004(?:[0-9a-fA-F]{6})?|[\\p{Cc}&&[^\\t]]");

    private ClassicTexts() {}

    /** Without what is no text. */
    static String printable(String text) {
        return CONTROLS.matcher(text).replaceAll("");
    }

    /** In parts that can be sent; no character is split. */
    static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        String rest = text.strip();
        while (!rest.isEmpty()) {
            String piece = WordPacker.cut(rest, PIECE_BYTES);
            int space = piece.lastIndexOf(' ');
            if (piece.length() < rest.length() && space > 0) {
                piece = piece.substring(0, space);
            }
            pieces.add(piece);
            rest = rest.substring(piece.length()).strip();
        }
        return pieces;
    }

    /**
     * What to show for a line; null for nothing.
     *
     * @param me the client's own nick
     * @param between what stands between somebody's name and their text
     */
    static @Nullable String of(Line line, String me, @Nullable String lobby, String between) {
        String who = nick(line.source());
        boolean mine = Nickname.same(who, me);
        boolean here = lobby != null && CaseMapping.same(line.paramOr(0, ""), lobby);
        return switch (line.command()) {
            case "PRIVMSG", "NOTICE" -> message(line, who, here, between);
            case "JOIN" -> here && !mine ? "New person joined the room. Username: " + who : null;
            case "PART" -> here && !mine ? left(who) : null;
            case "QUIT" -> mine ? null : left(who);
            case "KICK" -> here ? kicked(line.paramOr(1, ""), me, line.paramOr(2, "")) : null;
            case "NICK" -> mine ? null : who + " is called " + line.paramOr(0, "") + " now.";
            case "401" -> NOT_FOUND;
            case "301" -> line.paramOr(1, "") + " is away: " + printable(line.paramOr(2, ""));
            case "ERROR" -> printable(line.paramOr(0, ""));
            case "FAIL" -> printable(line.params().getLast());
            default -> isError(line.command()) ? printable(line.params().getLast()) : null;
        };
    }

    private static boolean isError(String command) {
        return command.length() == 3 && command.startsWith("4") && !command.equals("422");
    }

    private static String left(String who) {
        return who + " has left the room.";
    }

    private static String kicked(String target, String me, String reason) {
        return Nickname.same(target, me) ? "You were put out of the room. " + printable(reason) : left(target);
    }

    private static @Nullable String message(Line line, String who, boolean here, String between) {
        String text = line.paramOr(1, "");
        boolean action = text.startsWith(ACTION);
        if (text.startsWith("\u0001") && !action) {
            return null;
        }
        String shown = printable(action ? text.substring(ACTION.length()) : text);
        if (line.source() == null || line.source().indexOf('!') < 0) {
            return shown;
        }
        if (action) {
            return "* " + who + " " + shown;
        }
        if (here) {
            return who + between + shown;
        }
        String target = line.paramOr(0, "");
        boolean room = target.indexOf('#') >= 0;
        return room ? who + " in " + target + between + shown : who + between + "@" + target + " " + shown;
    }

    static String nick(@Nullable String source) {
        if (source == null) {
            return "";
        }
        int end = source.indexOf('!');
        return end < 0 ? source : source.substring(0, end);
    }
}
