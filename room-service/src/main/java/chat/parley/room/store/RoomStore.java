package chat.parley.room.store;

import chat.parley.contracts.backup.BackupName;
import chat.parley.contracts.backup.Copied;
import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Arrived;
import chat.parley.contracts.room.ConversationCount;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.FoundRoom;
import chat.parley.contracts.room.RecentDirect;
import chat.parley.contracts.room.RoomSummary;
import chat.parley.contracts.room.SaidPage;
import chat.parley.contracts.room.SearchHit;
import chat.parley.contracts.room.TargetActivity;
import chat.parley.protocol.id.MessageId;
import chat.parley.protocol.name.RoomName;
import chat.parley.room.model.ChangeSet;
import chat.parley.room.model.MarkerChange;
import chat.parley.room.model.Need;
import chat.parley.room.model.SearchPlan;
import chat.parley.room.model.Slice;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The record of conversations. One owner at a time writes; who opens a store takes it from whoever had it before. Futures complete
 * on the calling context. Reading shows what is committed, a commit that was answered included.
 */
public interface RoomStore {

    /** The lowest conversation id that was never given, as it was when the store was opened. */
    long nextConversation();

    /** How many times the store was taken, this time included. */
    long epoch();

    /** The guests that have a part in something. */
    Future<List<PersonId.OfGuest>> guests();

    /**
     * The private conversations in which something was said since a time: the latest first, with the position before the first
     * event of that time.
     *
     * @param sinceMillis since 1970, inclusive
     */
    Future<List<RecentDirect>> recentDirects(long sinceMillis, int limit);

    /** One answer for each need. A need of a person is always answered. */
    Future<List<Loaded>> load(List<Need> needs);

    /**
     * Stores a batch whole, or not at all. One at a time. When it fails, {@link #lastBatch} tells which; but when it fails with a
     * {@link StoreTakenException} the batch is not stored.
     *
     * @param batch its number, greater than that of every batch before
     */
    Future<Void> commit(long batch, ChangeSet changes);

    /** The number of the last batch that is stored; 0 when this owner has stored none. */
    Future<Long> lastBatch();

    /**
     * Throws away some of what is no longer wanted: expired nonces, and the messages of conversations that ended. Not while a
     * commit is under way.
     *
     * @param noncesBeforeMillis nonces used before are expired
     * @param maxRows about how many rows to throw away at most
     * @return whether there is more
     */
    Future<Boolean> purge(long noncesBeforeMillis, int maxRows);

    /** Oldest first. */
    Future<List<Event>> read(ConversationId conversation, Slice slice);

    /**
     * Finds what was said, oldest first. What was said last is found at once; what is older, as soon as {@link #purge} has indexed it. Fails with {@code Unavailable} when too many search already.
     */
    Future<List<SearchHit>> search(SearchPlan plan);

    /** For each account the private conversations in which others said something that no device of it was given. */
    Future<List<List<Arrived.Missed>>> missed(List<AccountId> accounts);

    /** Conversations whose latest PRIVMSG or NOTICE lies between two times, both exclusive; oldest first. */
    Future<List<TargetActivity>> targets(PersonId person, long afterMillis, long beforeMillis, int limit);

    /** Rooms that somebody is invited to, in the order of the invitations. */
    Future<List<RoomName>> invitations(PersonId person);

    /** The time up to which somebody has read a conversation, or 0. */
    Future<Long> readMarker(MarkerChange.Key key);

    /**
     * Rooms that are not secret, in the order of their ids, with nobody present.
     *
     * @param after the room after which to begin; null for the first
     */
    Future<List<RoomSummary>> rooms(@Nullable ConversationId after, int limit);

    /**
     * Rooms in the order of their folded names, secret ones too.
     *
     * @param text what their folded names contain
     * @param after the folded name after which to begin
     */
    Future<List<FoundRoom>> find(String text, String after, int limit);

    /** As {@link chat.parley.contracts.room.RoomRequest.ReadSaid} has it. */
    Future<SaidPage> said(PersonId person, MessageId after, int limit);

    Future<ConversationCount> count();

    /**
     * Makes a copy of what is committed, and goes on meanwhile. One at a time.
     *
     * @return fails with a {@link chat.parley.contracts.failure.ServiceException}
     */
    Future<Copied> backUp(BackupName name);

    Future<Void> close();
}
