package chat.parley.contracts.room;

import chat.parley.contracts.ServiceRequest;
import chat.parley.contracts.backup.BackupName;
import chat.parley.contracts.backup.Copied;
import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.metadata.MetadataChange;
import chat.parley.protocol.id.MessageId;
import chat.parley.protocol.id.Nonce;
import chat.parley.protocol.line.Tags;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asked of the room verticle, which alone decides about conversations.
 *
 * <p>A write's answer leaves only after the commit. {@code Unavailable(certain = true)} means that it is certainly not stored and
 * never will be; {@code Unavailable(certain = false)} that nobody knows.
 */
public sealed interface RoomRequest<R> extends ServiceRequest<R> {

    /**
     * Says something. With a nonce, and from an account, repeating it within 24 hours answers with the first one's position;
     * another text under the same nonce is {@code Rejected NONCE_REUSED}.
     *
     * <p>Failures: {@code NO_SUCH_ROOM}, {@code Denied CANNOT_SEND} (not a member of a room with mode n, without voice in one with
     * mode m, banned, or what the modes C and M keep out).
     *
     * @param stored false: passed on to who is here, never stored (typing); the answer's sequence is 0
     */
    record Say(
            Target target,
            Author author,
            @Nullable AccountId account,
            Origin origin,
            @Nullable Nonce nonce,
            MessageKind kind,
            String text,
            Tags clientTags,
            boolean stored)
            implements RoomRequest<Accepted> {}

    /**
     * Takes back something that was said: its author may, and in a room a moderator. The place in the sequence stays.
     *
     * <p>Failures: {@code NO_SUCH_ROOM}, {@code NOT_A_MEMBER}, {@code Rejected NO_SUCH_MESSAGE} (also of what is not to be taken
     * back, or was), {@code Denied NOT_YOURS}.
     *
     * @param conversation and sequence as the msgid names them
     */
    record Redact(
            Target target,
            Author author,
            Origin origin,
            long conversation,
            long sequence,
            @Nullable String reason) implements RoomRequest<Accepted> {}

    /**
     * Joins a room, which is made if there is none. Idempotent: who is a member already is answered the room's position at
     * that moment and no event follows ({@code repeated}).
     *
     * <p>Failures: {@code Denied BANNED}, {@code ACCOUNTS_ONLY}, {@code INVITE_ONLY}, {@code BAD_KEY}, {@code ROOM_FULL}; {@code
     * Rejected TOO_MANY_ROOMS}.
     */
    record Join(
            RoomName room,
            Author author,
            Origin origin,
            @Nullable String key) implements RoomRequest<Accepted> {}

    /** Leaves a room. Failures: {@code Rejected NO_SUCH_ROOM}, {@code NOT_A_MEMBER}. */
    record Part(
            RoomName room,
            Author author,
            Origin origin,
            @Nullable String reason) implements RoomRequest<Accepted> {}

    /**
     * Puts a member out, which takes away the ranks that the room keeps for them too, but those of its founder.
     *
     * <p>Failures: {@code NO_SUCH_ROOM}, {@code NOT_A_MEMBER}, {@code Denied NOT_AN_OPERATOR} (nor a half-operator who puts out
     * somebody of lower rank), {@code Rejected TARGET_NOT_A_MEMBER}.
     *
     * @param target as they are seen now
     */
    record Kick(RoomName room, Author author, Origin origin, Author target, String reason)
            implements RoomRequest<Accepted> {}

    /**
     * Asks somebody in. An invitation by a moderator lets them in once, whatever stands in the way but a later ban.
     *
     * <p>Failures: {@code NO_SUCH_ROOM}, {@code NOT_A_MEMBER}, {@code Denied NOT_AN_OPERATOR} (mode i), {@code Rejected
     * ALREADY_A_MEMBER}.
     */
    record Invite(RoomName room, Author author, Origin origin, PersonId target, Nickname nick)
            implements RoomRequest<Accepted> {}

    /** The rooms that somebody is invited to and has not joined since. */
    record Invitations(PersonId person) implements RoomRequest<List<RoomName>> {}

    /**
     * Asks to be let in.
     *
     * <p>Failures: {@code NO_SUCH_ROOM}, {@code Rejected ALREADY_A_MEMBER}, {@code NOT_CLOSED}, {@code KNOCKED_ALREADY} (within a
     * minute), {@code Denied BANNED}.
     */
    record Knock(RoomName room, Author author, Origin origin) implements RoomRequest<Accepted> {}

    /**
     * One of a room's lists, oldest first. Failures: {@code NO_SUCH_ROOM}, {@code NOT_A_MEMBER}.
     *
     * @param letter one of {@link ListEntry#LISTS}
     */
    record ReadList(RoomName room, PersonId reader, char letter) implements RoomRequest<List<ListEntry>> {}

    /**
     * Whether somebody may take another nick: not while a room that they are in has taken away their voice under this one.
     *
     * <p>Failures: {@code Denied BANNED_NICK}, whose text is the room's name.
     */
    record MayChangeNick(Author author) implements RoomRequest<Boolean> {}

    /** Failures: {@code NO_SUCH_ROOM}, {@code NOT_A_MEMBER}, {@code Denied NOT_AN_OPERATOR} (mode t). */
    record SetTopic(RoomName room, Author author, Origin origin, String text) implements RoomRequest<Accepted> {}

    /**
     * Changes what a room says of itself. When nothing changes, the answer is {@code repeated}.
     *
     * <p>Failures: {@code NO_SUCH_ROOM}, {@code NOT_A_MEMBER}, {@code Denied NOT_AN_OPERATOR}, {@code Rejected METADATA_FULL}.
     *
     * @param mostKeys that it may have
     */
    record ChangeMetadata(RoomName room, Author author, Origin origin, MetadataChange change, int mostKeys)
            implements RoomRequest<Accepted> {}

    /**
     * Calls a room otherwise; who is in it, its record, modes and lists stay. The lobby keeps its name.
     *
     * <p>Failures: {@code NO_SUCH_ROOM}, {@code NOT_A_MEMBER}, {@code Denied NOT_AN_OPERATOR}, {@code CANNOT_RENAME}, {@code Rejected
     * ROOM_NAME_TAKEN}.
     */
    record Rename(RoomName room, Author author, Origin origin, RoomName now, String reason)
            implements RoomRequest<Accepted> {}

    /**
     * Changes modes, all or none. What is so already is left out; when nothing is left, the answer is {@code repeated}.
     *
     * <p>Failures: {@code NO_SUCH_ROOM}, {@code Denied NOT_AN_OPERATOR}, {@code Rejected UNKNOWN_MODE}, {@code BAD_MODE_PARAMETER},
     * {@code TARGET_NOT_A_MEMBER}, {@code LIST_FULL}.
     */
    record ChangeModes(RoomName room, Author author, Origin origin, List<ModeChange> changes)
            implements RoomRequest<Accepted> {
        public ChangeModes {
            changes = List.copyOf(changes);
        }
    }

    /**
     * A session signed in: its person becomes a member of the lobby (where there is one), and learns which rooms it is in and
     * what it missed. Idempotent.
     *
     * @param first false: it signed in before, and its relay asks again which rooms it is in; nobody becomes a member of anything
     */
    record Arrive(Author author, Origin origin, boolean first) implements RoomRequest<Arrived> {
        public Arrive(Author author, Origin origin) {
            this(author, origin, true);
        }
    }

    /** A guest's connection ended: so do its memberships and private conversations, without events. Idempotent. */
    record Depart(PersonId.OfGuest guest) implements RoomRequest<Boolean> {}

    /**
     * A guest became the person of an account: memberships and private conversations are the account's from now on. No event;
     * relays learn it from presence. Idempotent.
     */
    record Adopt(PersonId.OfGuest guest, PersonId.OfAccount account) implements RoomRequest<Boolean> {}

    /**
     * From the answered position on, the relay is sent every event of this room, until it unsubscribes or is lost. Idempotent.
     *
     * <p>Failures: {@code NO_SUCH_ROOM}.
     */
    record Subscribe(ConversationId room, RelayId relay) implements RoomRequest<RoomSnapshot> {}

    /** Idempotent. */
    record Unsubscribe(ConversationId room, RelayId relay) implements RoomRequest<Boolean> {}

    /**
     * The relay is alive, and asks how it stands. Sent every second in a cluster. To one that is not known, or no longer, its
     * subscriptions are gone: it has to subscribe anew, and to ask for what it missed. Idempotent.
     */
    record Attend(RelayId relay) implements RoomRequest<Attendance> {}

    /**
     * Where the private conversations of the people on a relay end in which something was said lately, for a relay that may have
     * missed it: at most 10,000, the latest first.
     *
     * @param sinceMillis since 1970
     */
    record RecentDirects(RelayId relay, long sinceMillis) implements RoomRequest<List<RecentDirect>> {}

    /** A room as it stands. Failures: {@code NO_SUCH_ROOM}. */
    record Describe(RoomName room) implements RoomRequest<RoomSnapshot> {}

    /**
     * Rooms, but those that mode s hides from the asker, in the order in which they were made.
     *
     * @param after the room after which to begin; null for the first
     * @param limit 1 to 1,000
     */
    record ListRooms(PersonId asker, @Nullable ConversationId after, int limit)
            implements RoomRequest<List<RoomSummary>> {}

    /**
     * An account is to be deleted: it leaves all rooms, its nonces and positions go, and what it said stands without the account's
     * name from now on. Idempotent.
     *
     * @param author who it is seen as, for its leaving
     */
    record Forget(PersonId.OfAccount account, Author author) implements RoomRequest<Boolean> {}

    /** The rooms that somebody is in, but for those with mode s that the asker is not in. */
    record RoomsOf(PersonId person, PersonId asker) implements RoomRequest<List<Attended>> {}

    /** In how many rooms somebody is. */
    record CountRooms() implements RoomRequest<Long> {}

    /** The events after a position, for a relay that missed some: at most 1,000, oldest first. */
    record Since(ConversationId conversation, long sequence) implements RoomRequest<ConversationEvents> {}

    /**
     * Part of the record, for who may read it: members; everyone for rooms that anyone may join; either end of a private
     * conversation. A private conversation in which nothing was said yet, and a place that does not exist, have an empty page.
     *
     * <p>Failures: {@code NO_SUCH_ROOM}, {@code Denied HISTORY_FORBIDDEN}.
     *
     * @param limit 1 to 1,000 events
     * @param eventsToo false: only what was said (PRIVMSG and NOTICE)
     */
    record History(PersonId reader, Target target, HistorySelector selector, int limit, boolean eventsToo)
            implements RoomRequest<HistoryPage> {}

    /**
     * What was said, and has all of these words in it; of the conversations that the reader has a part in. Words are compared without
     * regard to capitals and accents, and one of three letters and more stands for all that begin with it. With {@code afterMillis} the
     * oldest ones are found, else the newest; in either case they are answered oldest first.
     *
     * <p>Failures: {@code NO_SUCH_ROOM}, {@code NOT_A_MEMBER}.
     *
     * @param in one conversation; null for all of the reader's, of which those are looked through first in which something was said last,
     *     200 at most and for half a second
     * @param from who said it, under the nick of that time; null for anybody
     * @param afterMillis inclusive; null for no such bound
     * @param beforeMillis inclusive; null for no such bound
     * @param text without any word in it: whatever was said
     * @param limit 1 to 1,000
     */
    record Search(
            PersonId reader,
            @Nullable Target in,
            @Nullable Nickname from,
            @Nullable Long afterMillis,
            @Nullable Long beforeMillis,
            String text,
            int limit)
            implements RoomRequest<List<SearchHit>> {}

    /**
     * The reader's conversations whose latest message lies between two times (both exclusive), oldest first.
     *
     * @param limit 1 to 1,000
     */
    record Targets(PersonId reader, long afterMillis, long beforeMillis, int limit)
            implements RoomRequest<List<TargetActivity>> {
        public Targets {
            if (afterMillis > beforeMillis) {
                long swapped = afterMillis;
                afterMillis = beforeMillis;
                beforeMillis = swapped;
            }
        }
    }

    /**
     * Somebody has read a conversation up to a time. Only ever grows: the answer is what is stored then, which is less than asked where
     * that lies in the future. Of more than 1,000 conversations, those that were read up to the earliest times are forgotten. A guest's
     * end with the guest. Idempotent.
     *
     * @param target any room or person, whether or not there is anything to read
     * @param timeMillis since 1970, positive
     */
    record MarkRead(PersonId reader, Target target, long timeMillis) implements RoomRequest<ReadMarker> {}

    /** Up to where somebody has read a conversation. */
    record ReadMarkerOf(PersonId reader, Target target) implements RoomRequest<ReadMarker> {}

    /**
     * Some device of this account was given everything up to these positions. Positions only grow. Idempotent.
     *
     * @param positions at most 10,000
     */
    record Given(AccountId account, Map<ConversationId, Long> positions) implements RoomRequest<Boolean> {
        public Given {
            positions = Map.copyOf(positions);
        }
    }

    /**
     * What somebody said, in rooms and privately, and did not take back: conversation by conversation, each from its beginning. A
     * page ends when it has enough, or has looked at enough of the record; it may be empty and not the last.
     *
     * @param after where the page before ended; 0-0 for the first
     * @param limit 1 to 1,000
     */
    record ReadSaid(PersonId person, MessageId after, int limit) implements RoomRequest<SaidPage> {}

    /** What the founder of a room asks, who need not be in it. */
    sealed interface OfFounder<R> extends RoomRequest<R> {}

    /**
     * Ends a room, as {@link Close} does.
     *
     * <p>Failures: those of {@link Close}, and {@code Denied NOT_THE_FOUNDER}.
     *
     * @param author who has founded it, and in whose name members are put out
     * @param present members who are here, as they are seen now
     */
    record Drop(RoomName room, Author author, String reason, List<Author> present) implements OfFounder<Boolean> {
        public Drop {
            present = List.copyOf(present);
        }
    }

    /**
     * Makes another account a room's founder. Who was it stays an operator. Not idempotent: who is no founder any more may not ask
     * again.
     *
     * <p>Failures: {@code NO_SUCH_ROOM}, {@code Denied NOT_THE_FOUNDER}, {@code Rejected NO_OPERATOR_THERE} when it is no operator who
     * is in the room, {@code Rejected TOO_MANY_ROOMS} when it has founded as many rooms as may be.
     *
     * @param author who has founded it
     * @param heir who is to be its founder
     * @param nick of the heir
     */
    record HandOver(RoomName room, Author author, AccountId heir, Nickname nick) implements OfFounder<Boolean> {}

    /** What who looks after the server asks, who is a member of nothing and needs nobody's leave. */
    sealed interface Administration<R> extends RoomRequest<R> {}

    /**
     * Rooms in the order of their names, secret ones too.
     *
     * @param text what their names contain, without regard to capitals; empty for all
     * @param after the name after which to begin; empty for the beginning
     * @param limit 1 to 1,000
     */
    record FindRooms(String text, String after, int limit) implements Administration<List<FoundRoom>> {}

    /** All about a room. Failures: {@code NO_SUCH_ROOM}. */
    record Inspect(RoomName room) implements Administration<RoomDossier> {}

    /** How many conversations there are. */
    record CountConversations() implements Administration<ConversationCount> {}

    /**
     * Makes an account a room's founder, or gives or takes the rank of an operator, whether that person is in the room or not; it is
     * kept. A founder is an operator, and there is one: who was it before stays an operator. Whoever is no operator any more is no
     * founder either. Idempotent.
     *
     * <p>Failures: {@code NO_SUCH_ROOM}.
     *
     * @param author in whose name members see the change
     * @param nick of the account
     */
    record Appoint(RoomName room, Author author, AccountId account, Nickname nick, Rank rank)
            implements Administration<Boolean> {
        /** What somebody is to be. */
        public enum Rank {
            FOUNDER,
            OPERATOR,
            NONE
        }
    }

    /**
     * Ends a room with its record, its modes and its lists; who is here is put out. Another one may be made under its name at once.
     *
     * <p>Failures: {@code NO_SUCH_ROOM}, {@code Rejected LOBBY_STAYS}, {@code Unavailable} when somebody is here who is not among those
     * named.
     *
     * @param author in whose name members are put out
     * @param present members who are here, as they are seen now
     */
    record Close(RoomName room, Author author, String reason, List<Author> present) implements Administration<Boolean> {
        public Close {
            present = List.copyOf(present);
        }
    }

    /**
     * Makes a copy of the database of rooms in a folder beside it, {@code backups/NAME}, as it is at one moment, while it is in use. It
     * is on disk when it is answered. May take minutes.
     *
     * <p>Failures: {@code Rejected BACKUP_EXISTS}, {@code Unavailable} when another copy is being made or this one cannot be written.
     */
    record BackUp(BackupName name) implements Administration<Copied> {}
}
