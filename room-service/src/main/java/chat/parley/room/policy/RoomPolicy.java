package chat.parley.room.policy;

import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.ModeChange;
import org.jspecify.annotations.Nullable;

/** Who may do what in a room. */
public final class RoomPolicy {
    private static final int MODERATOR = Ranks.OPERATOR | Ranks.HALFOP;

    private RoomPolicy() {}

    /**
     * Whether somebody may say something in a room.
     *
     * @param ctcp whether what is said is meant for programs: CTCP, but no ACTION
     */
    public static Permission canSpeak(RoomFacts room, Author author, boolean ctcp) {
        PersonId person = author.person();
        if (room.modes().has('n') && !room.has(person)) {
            return cannotSend("Only members may speak in " + name(room) + ".");
        }
        if (room.modes().has('C') && ctcp) {
            return cannotSend("CTCP is not wanted in " + name(room) + ".");
        }
        if (room.ranksOf(person) != Ranks.NONE) {
            return Permission.ALLOWED;
        }
        if (room.modes().has('m')) {
            return cannotSend("Only members with voice may speak in " + name(room) + " at the moment.");
        }
        if (room.modes().has('M') && author.account() == null) {
            return cannotSend("Only people with an account may speak in " + name(room) + ".");
        }
        if (room.moderation().isSilenced(author)) {
            return cannotSend("You are banned from speaking in " + name(room) + ".");
        }
        return Permission.ALLOWED;
    }

    private static Permission cannotSend(String text) {
        return Permission.denied(Reason.CANNOT_SEND, text);
    }

    /** Not with a ban on what they are called now. */
    public static Permission canChangeNick(RoomFacts room, Author author) {
        return room.ranksOf(author.person()) == Ranks.NONE && room.moderation().isSilenced(author)
                ? Permission.denied(Reason.BANNED_NICK, name(room))
                : Permission.ALLOWED;
    }

    /**
     * Whether somebody who is no member may become one.
     *
     * @param key as given by the joiner
     * @param maxMembers of any room, whatever its own limit says
     */
    public static Permission canJoin(RoomFacts room, Author author, @Nullable String key, int maxMembers) {
        Invitation invitation = room.moderation().invitation(author.person());
        boolean invited = invitation != null && invitation.byModerator();
        long bannedAtMillis = room.moderation().bannedAtMillis(author);
        if (bannedAtMillis >= 0 && (invitation == null || !invited || bannedAtMillis > invitation.atMillis())) {
            return banned(room);
        }
        if (room.size() >= maxMembers) {
            return full(room);
        }
        if (invited) {
            return Permission.ALLOWED;
        }
        if (room.modes().has('R') && author.account() == null) {
            return Permission.denied(Reason.ACCOUNTS_ONLY, name(room) + " is for people with an account only.");
        }
        if (room.modes().has('i') && !room.moderation().isExpected(author)) {
            return Permission.denied(Reason.INVITE_ONLY, name(room) + " is for invited people only.");
        }
        String wanted = room.modes().key();
        if (wanted != null && !wanted.equals(key)) {
            return Permission.denied(Reason.BAD_KEY, name(room) + " needs a key, and this is not it.");
        }
        int limit = room.modes().limit();
        return limit > 0 && room.size() >= limit ? full(room) : Permission.ALLOWED;
    }

    private static Permission banned(RoomFacts room) {
        return Permission.denied(Reason.BANNED, "You are banned from " + name(room) + ".");
    }

    private static Permission full(RoomFacts room) {
        return Permission.denied(Reason.ROOM_FULL, name(room) + " is full.");
    }

    public static Permission canSetTopic(RoomFacts room, PersonId person) {
        if (!room.has(person)) {
            return notAMember(room);
        }
        if (room.modes().has('t') && !isModerator(room, person)) {
            return Permission.denied(Reason.NOT_AN_OPERATOR, "Only operators set the topic of " + name(room) + ".");
        }
        return Permission.ALLOWED;
    }

    public static Permission canRename(RoomFacts room, PersonId person) {
        if (!room.has(person)) {
            return notAMember(room);
        }
        return (room.ranksOf(person) & Ranks.OPERATOR) != 0
                ? Permission.ALLOWED
                : Permission.denied(Reason.NOT_AN_OPERATOR, "Only operators rename " + name(room) + ".");
    }

    /** Whether somebody may end a room, or give it to another. */
    public static Permission canGiveAway(RoomFacts room, PersonId person) {
        boolean founder = person instanceof PersonId.OfAccount account
                && (room.moderation().kept(account.account()) & Ranks.FOUNDER) != 0;
        return founder
                ? Permission.ALLOWED
                : Permission.denied(Reason.NOT_THE_FOUNDER, "Only the founder of " + name(room) + " may do that.");
    }

    /** Whether somebody may change what a room says of itself. */
    public static Permission canDescribe(RoomFacts room, PersonId person) {
        if (!room.has(person)) {
            return notAMember(room);
        }
        return (room.ranksOf(person) & Ranks.OPERATOR) != 0
                ? Permission.ALLOWED
                : Permission.denied(Reason.NOT_AN_OPERATOR, "Only operators describe " + name(room) + ".");
    }

    /** Half-operators change everything but who is an operator or half-operator; they may give up being one. */
    public static Permission canChangeMode(RoomFacts room, PersonId person, ModeChange change) {
        boolean aboutOperators = change.letter() == 'o' || change.letter() == 'h';
        boolean givesUp = !change.add() && person.equals(change.person());
        int needed = aboutOperators && !givesUp ? Ranks.OPERATOR : MODERATOR;
        return (room.ranksOf(person) & needed) != 0
                ? Permission.ALLOWED
                : Permission.denied(Reason.NOT_AN_OPERATOR, "Only operators change the modes of " + name(room) + ".");
    }

    /** Operators put out everybody, half-operators those who are neither. */
    public static Permission canKick(RoomFacts room, PersonId person, PersonId target) {
        if (!room.has(person)) {
            return notAMember(room);
        }
        if (!isModerator(room, person)) {
            return Permission.denied(Reason.NOT_AN_OPERATOR, "Only operators put people out of " + name(room) + ".");
        }
        if (!room.has(target)) {
            return Permission.rejected(Reason.TARGET_NOT_A_MEMBER, "They are not in " + name(room) + ".");
        }
        boolean outranked = isModerator(room, target) && (room.ranksOf(person) & Ranks.OPERATOR) == 0;
        return outranked && !person.equals(target)
                ? Permission.denied(Reason.NOT_AN_OPERATOR, "Only an operator puts out another one.")
                : Permission.ALLOWED;
    }

    public static Permission canInvite(RoomFacts room, PersonId person, PersonId target) {
        if (!room.has(person)) {
            return notAMember(room);
        }
        if (room.modes().has('i') && !isModerator(room, person)) {
            return Permission.denied(Reason.NOT_AN_OPERATOR, "Only operators invite to " + name(room) + ".");
        }
        return room.has(target)
                ? Permission.rejected(Reason.ALREADY_A_MEMBER, "They are in " + name(room) + " already.")
                : Permission.ALLOWED;
    }

    /** Where a door is closed, for who is not kept out by name. */
    public static Permission canKnock(RoomFacts room, Author author) {
        if (room.has(author.person())) {
            return Permission.rejected(Reason.ALREADY_A_MEMBER, "You are in " + name(room) + ".");
        }
        if (!room.modes().has('i') && room.modes().key() == null) {
            return Permission.rejected(Reason.NOT_CLOSED, name(room) + " is open.");
        }
        return room.moderation().bannedAtMillis(author) >= 0 ? banned(room) : Permission.ALLOWED;
    }

    public static Permission canReadLists(RoomFacts room, PersonId person) {
        return room.has(person) ? Permission.ALLOWED : notAMember(room);
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

    /** Whether somebody lets people in, puts them out and takes away their voice. */
    public static boolean isModerator(RoomFacts room, PersonId person) {
        return (room.ranksOf(person) & MODERATOR) != 0;
    }

    private static Permission notAMember(RoomFacts room) {
        return Permission.rejected(Reason.NOT_A_MEMBER, "You are not in " + name(room) + ".");
    }

    private static String name(RoomFacts room) {
        return room.ref().name().value();
    }
}
