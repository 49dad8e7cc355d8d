package chat.parley.room.model;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.ListEntry;
import chat.parley.contracts.room.ModeChange;
import chat.parley.contracts.room.RoomModes;
import chat.parley.protocol.Validated;
import chat.parley.protocol.name.BanMask;
import chat.parley.room.policy.Ranks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The modes, lists and ranks of a room as they would be, while one change after the other is looked at. */
final class Draft {
    private final Room room;
    private final Limits limits;
    private final RoomModes before;
    private final Map<PersonId, Integer> ranks = new HashMap<>();
    private final List<ModeChange> effective = new ArrayList<>();
    private final List<ListChange> lists = new ArrayList<>();
    private RoomModes modes;

    Draft(Room room, Limits limits) {
        this.room = room;
        this.limits = limits;
        this.before = room.modes();
        this.modes = before;
    }

    /** A line of a list that comes or goes. */
    record ListChange(boolean add, char letter, BanMask mask) {}

    /** Those that change something. */
    List<ModeChange> effective() {
        return effective;
    }

    /** The ranks of those who have others now. */
    Map<PersonId, Integer> ranks() {
        return ranks;
    }

    List<ListChange> lists() {
        return lists;
    }

    boolean changesModes() {
        return !modes.equals(before);
    }

    /**
     * Looks at one more.
     *
     * @return what is wrong with it, or null
     */
    Failure.@Nullable Rejected add(ModeChange change) {
        if (RoomFlags.LETTERS.indexOf(change.letter()) >= 0) {
            return flag(change);
        }
        return switch (change.letter()) {
            case 'o', 'h', 'v' -> rank(change);
            case 'b', 'e', 'I' -> list(change);
            case 'k' -> key(change);
            case 'l' -> limit(change);
            default -> new Failure.Rejected(Reason.UNKNOWN_MODE, "There is no mode " + change.letter() + " for rooms.");
        };
    }

    private Failure.@Nullable Rejected list(ModeChange change) {
        String argument = change.argument();
        if (argument == null) {
            return bad(change, "Whom?");
        }
        return switch (BanMask.parse(argument)) {
            case Validated.Invalid<BanMask>(String reason) -> bad(change, "The mask " + reason + ".");
            case Validated.Valid<BanMask>(BanMask mask) -> list(change, mask);
        };
    }

    private Failure.@Nullable Rejected list(ModeChange change, BanMask mask) {
        char letter = change.letter();
        List<ListChange> earlier =
                lists.stream().filter(other -> other.letter() == letter).toList();
        boolean listed = earlier.stream()
                .filter(other -> other.mask().folded().equals(mask.folded()))
                .reduce((_first, last) -> last)
                .map(ListChange::add)
                .orElseGet(() -> room.moderation().has(letter, mask));
        if (listed == change.add()) {
            return null;
        }
        long added = earlier.stream().mapToInt(other -> other.add() ? 1 : -1).sum();
        if (change.add() && room.moderation().list(letter).size() + added >= ListEntry.MOST_A_LIST) {
            return new Failure.Rejected(Reason.LIST_FULL, String.valueOf(letter));
        }
        lists.add(new ListChange(change.add(), letter, mask));
        effective.add(new ModeChange(change.add(), letter, mask.text(), null));
        return null;
    }

    private Failure.@Nullable Rejected flag(ModeChange change) {
        take(new ModeChange(change.add(), change.letter(), null, null));
        return null;
    }

    private Failure.@Nullable Rejected key(ModeChange change) {
        if (change.add() && !isKey(change.argument())) {
            return bad(
                    change,
                    "A key has 1 to " + limits.maxKeyCharacters()
                            + " characters, and neither spaces nor commas nor a colon in front.");
        }
        take(new ModeChange(change.add(), 'k', change.add() ? change.argument() : "*", null));
        return null;
    }

    private boolean isKey(@Nullable String key) {
        return key != null
                && !key.isEmpty()
                && key.length() <= limits.maxKeyCharacters()
                && key.charAt(0) != ':'
                && key.chars().noneMatch(c -> c <= ' ' || c == ',' || c == 0x7F);
    }

    private Failure.@Nullable Rejected limit(ModeChange change) {
        if (!change.add()) {
            take(new ModeChange(false, 'l', null, null));
            return null;
        }
        int limit = RoomFlags.limit(change.argument());
        if (limit == 0) {
            return bad(change, "A limit is a number from 1 to 999999999.");
        }
        take(new ModeChange(true, 'l', Integer.toString(limit), null));
        return null;
    }

    private Failure.@Nullable Rejected rank(ModeChange change) {
        PersonId person = change.person();
        if (person == null) {
            return bad(change, "Whose rank?");
        }
        if (!room.has(person)) {
            return new Failure.Rejected(
                    Reason.TARGET_NOT_A_MEMBER,
                    change.argument() + " is not in " + room.ref().name().value() + ".");
        }
        int had = ranks.getOrDefault(person, room.ranksOf(person));
        int rank = Ranks.ofLetter(change.letter());
        int has = change.add() ? had | rank : had & ~rank;
        if (has != had) {
            ranks.put(person, has);
            effective.add(change);
        }
        return null;
    }

    private void take(ModeChange change) {
        RoomModes after = RoomFlags.after(modes, change);
        if (!after.equals(modes)) {
            modes = after;
            effective.add(change);
        }
    }

    private Failure.Rejected bad(ModeChange change, String text) {
        return new Failure.Rejected(Reason.BAD_MODE_PARAMETER, text + " (mode " + change.letter() + ")");
    }
}
