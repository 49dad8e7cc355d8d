package chat.parley.room.policy;

import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.PersonId;
import org.jspecify.annotations.Nullable;

/** Who may do what in a room. */
public final class RoomPolicy {
    private RoomPolicy() {}

    public static Permission canSpeak(RoomFacts room, PersonId person) {
        if (room.modes().has('n') && !room.has(person)) {
            return Permission.denied(Reason.CANNOT_SEND, "Only members may speak in " + name(room) + ".");
        }
        if (room.modes().has('m') && room.ranksOf(person) == Ranks.NONE) {
            return Permission.denied(
                    Reason.CANNOT_SEND, "Only members with voice may speak in " + name(room) + " at the moment.");
        }
        return Permission.ALLOWED;
    }

    /**
     * Whether somebody who is no member may become one.
     *
     * @param key as given by the joiner
     * @param maxMembers of any room, whatever its own limit says
     */
    public static Permission canJoin(RoomFacts room, @Nullable String key, int maxMembers) {
        if (room.modes().has('i')) {
            return Permission.denied(Reason.INVITE_ONLY, name(room) + " is for invited people only.");
        }
        String wanted = room.modes().key();
        if (wanted != null && !wanted.equals(key)) {
            return Permission.denied(Reason.BAD_KEY, name(room) + " needs a key, and this is not it.");
        }
        int limit = room.modes().limit();
        if (room.size() >= maxMembers || (limit > 0 && room.size() >= limit)) {
            return Permission.denied(Reason.ROOM_FULL, name(room) + " is full.");
        }
        return Permission.ALLOWED;
    }

    public static Permission canSetTopic(RoomFacts room, PersonId person) {
        if (!room.has(person)) {
            return Permission.rejected(Reason.NOT_A_MEMBER, "You are not in " + name(room) + ".");
        }
        if (room.modes().has('t') && !isOperator(room, person)) {
            return Permission.denied(Reason.NOT_AN_OPERATOR, "Only operators set the topic of " + name(room) + ".");
        }
        return Permission.ALLOWED;
    }

    public static Permission canChangeModes(RoomFacts room, PersonId person) {
        return isOperator(room, person)
                ? Permission.ALLOWED
                : Permission.denied(Reason.NOT_AN_OPERATOR, "Only operators change the modes of " + name(room) + ".");
    }

    /** What was said before is for members, and for everyone where everyone may join. */
    public static Permission canReadHistory(RoomFacts room, PersonId person) {
        boolean open = !room.modes().has('i') && room.modes().key() == null;
        return open || room.has(person)
                ? Permission.ALLOWED
                : Permission.denied(Reason.HISTORY_FORBIDDEN, "Only members read what was said in " + name(room) + ".");
    }

    /** Whether it shows up in a list for this person. */
    public static boolean canSee(RoomFacts room, PersonId person) {
        return !room.modes().has('s') || room.has(person);
    }

    private static boolean isOperator(RoomFacts room, PersonId person) {
        return (room.ranksOf(person) & Ranks.OPERATOR) != 0;
    }

    private static String name(RoomFacts room) {
        return room.ref().name().value();
    }
}
