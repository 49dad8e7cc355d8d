package chat.parley.room.model;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.room.Arrived;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.RoomRank;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.RoomSnapshot;
import chat.parley.contracts.room.RoomSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a request. Whatever is to be stored for it stands in the {@link ChangeSet}. */
public sealed interface Verdict {

    /** Nothing was decided, and nothing changed: these have to be read first. */
    record Missing(List<Need> needs) implements Verdict {
        public Missing {
            needs = List.copyOf(needs);
        }
    }

    /** Nothing changed. */
    record Refused(Failure failure) implements Verdict {}

    /** To be answered, once what was decided up to here is committed. So are all that follow. */
    record Answer(Object answer) implements Verdict {}

    /** The relay is sent what comes after the snapshot. */
    record Subscribed(RoomSnapshot snapshot, RelayId relay) implements Verdict {}

    record Unsubscribed(ConversationId room, RelayId relay) implements Verdict {}

    /** To be answered with what is stored then. */
    record Marked(MarkerChange.Key marker) implements Verdict {}

    /**
     * To be answered with these rooms and what the account missed.
     *
     * @param account null for those who have none, and so miss nothing
     */
    record Arriving(List<Arrived.Entered> rooms, @Nullable AccountId account) implements Verdict {}

    /**
     * The reader may read this.
     *
     * @param upTo what was said to those of this rank, too; null for none
     */
    record MayRead(
            ConversationRef conversation,
            long sequence,
            RoomRequest.History asked,
            @Nullable RoomRank upTo) implements Verdict {}

    /** The reader may search there. */
    record MaySearch(SearchPlan plan) implements Verdict {}

    /**
     * To be answered with these, which are loaded, and with the others that are not secret.
     *
     * @param after the room after which the list begins; null for the first
     * @param limit of all together
     */
    record Listed(List<RoomSummary> loaded, @Nullable ConversationId after, int limit) implements Verdict {}
}
