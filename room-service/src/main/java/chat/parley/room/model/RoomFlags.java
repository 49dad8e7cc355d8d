package chat.parley.room.model;

import chat.parley.contracts.room.ModeChange;
import chat.parley.contracts.room.RoomModes;
import org.jspecify.annotations.Nullable;

/** What a change does to a room's modes. */
final class RoomFlags {
    /**
     * Letters without an argument: no CTCP, only accounts speak, only accounts join, invite-only, moderated, members only, secret,
     * topic by operators.
     */
    static final String LETTERS = "CMRimnst";

    private RoomFlags() {}

    static RoomModes after(RoomModes modes, ModeChange change) {
        return switch (change.letter()) {
            case 'k' -> new RoomModes(modes.flags(), change.add() ? change.argument() : null, modes.limit());
            case 'l' -> new RoomModes(modes.flags(), modes.key(), change.add() ? limit(change.argument()) : 0);
            default -> new RoomModes(flags(modes.flags(), change), modes.key(), modes.limit());
        };
    }

    private static String flags(String before, ModeChange change) {
        StringBuilder flags = new StringBuilder(LETTERS.length());
        for (int i = 0; i < LETTERS.length(); i++) {
            char letter = LETTERS.charAt(i);
            if (letter == change.letter() ? change.add() : before.indexOf(letter) >= 0) {
                flags.append(letter);
            }
        }
        return flags.toString();
    }

    /** A limit as it is written in a mode change, or 0 when it is none. */
    static int limit(@Nullable String argument) {
        if (argument == null || argument.isEmpty() || argument.length() > 9) {
            return 0;
        }
        int limit = 0;
        for (int i = 0; i < argument.length(); i++) {
            char digit = argument.charAt(i);
            if (digit < '0' || digit > '9') {
                return 0;
            }
            limit = limit * 10 + (digit - '0');
        }
        return limit;
    }
}
