package chat.parley.room.model;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Accepted;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.ModeChange;
import chat.parley.contracts.room.RoomModes;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.name.RoomName;
import chat.parley.room.policy.Permission;
import chat.parley.room.policy.Ranks;
import chat.parley.room.policy.RoomPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides about topics and modes. */
final class Governing {
    private final Conversations conversations;
    private final Limits limits;

    Governing(Conversations conversations, Limits limits) {
        this.conversations = conversations;
        this.limits = limits;
    }

    Verdict setTopic(RoomRequest.SetTopic request, long nowMillis, ChangeSet changes) {
        Room room = conversations.room(request.room());
        if (room == null) {
            return missing(request.room());
        }
        if (RoomPolicy.canSetTopic(room, request.author().person()) instanceof Permission.Refused refused) {
            return new Verdict.Refused(refused.failure());
        }
        Change.Topic topic = new Change.Topic(cut(request.text(), limits.maxTopicCharacters()));
        Event event = changes.append(room, nowMillis, request.author(), request.origin(), topic);
        changes.changed(room);
        return new Verdict.Answer(new Accepted(room.ref(), event.sequence(), event.timeMillis(), false));
    }

    private static String cut(String text, int maxCharacters) {
        if (text.length() <= maxCharacters) {
            return text;
        }
        boolean splitsPair = Character.isHighSurrogate(text.charAt(maxCharacters - 1));
        return text.substring(0, splitsPair ? maxCharacters - 1 : maxCharacters);
    }

    Verdict changeModes(RoomRequest.ChangeModes request, long nowMillis, ChangeSet changes) {
        Room room = conversations.room(request.room());
        if (room == null) {
            return missing(request.room());
        }
        if (RoomPolicy.canChangeModes(room, request.author().person()) instanceof Permission.Refused refused) {
            return new Verdict.Refused(refused.failure());
        }
        Draft draft = new Draft(room);
        for (ModeChange change : request.changes()) {
            Failure.Rejected wrong = draft.add(change);
            if (wrong != null) {
                return new Verdict.Refused(wrong);
            }
        }
        if (draft.effective.isEmpty()) {
            return new Verdict.Answer(new Accepted(room.ref(), room.sequence(), room.timeOfNext(0), true));
        }
        Event event =
                changes.append(room, nowMillis, request.author(), request.origin(), new Change.Modes(draft.effective));
        draft.ranks.forEach((person, ranks) -> changes.member(room.id(), person, ranks));
        if (!draft.modes.equals(draft.before)) {
            changes.changed(room);
        }
        return new Verdict.Answer(new Accepted(room.ref(), event.sequence(), event.timeMillis(), false));
    }

    private Verdict missing(RoomName name) {
        Need need = new Need.OfRoom(name);
        return conversations.isAbsent(need) ? Decider.noSuchRoom(name) : new Verdict.Missing(List.of(need));
    }

    /** The modes and ranks as they would be, while one change after the other is looked at. */
    private final class Draft {
        private final Room room;
        private final RoomModes before;
        private final Map<PersonId, Integer> ranks = new HashMap<>();
        private final List<ModeChange> effective = new ArrayList<>();
        private RoomModes modes;

        Draft(Room room) {
            this.room = room;
            this.before = room.modes();
            this.modes = before;
        }

        /** @return what is wrong with it, or null */
        Failure.@Nullable Rejected add(ModeChange change) {
            if (RoomFlags.LETTERS.indexOf(change.letter()) >= 0) {
                return flag(change);
            }
            return switch (change.letter()) {
                case 'o', 'v' -> rank(change);
                case 'k' -> key(change);
                case 'l' -> limit(change);
                default ->
                    new Failure.Rejected(Reason.UNKNOWN_MODE, "There is no mode " + change.letter() + " for rooms.");
            };
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
}
