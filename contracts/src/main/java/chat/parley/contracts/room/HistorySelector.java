package chat.parley.contracts.room;

/** Which part of the record CHATHISTORY asks for. Answers are always oldest first. */
public sealed interface HistorySelector {

    /** A place in the record: exclusive wherever it is used as a bound. */
    sealed interface Place {
        /** The event with this sequence number, as a msgid names it; in another conversation it names nothing. */
        record AtSequence(long conversation, long sequence) implements Place {}

        record AtTime(long millis) implements Place {}
    }

    record Latest() implements HistorySelector {}

    /** The newest ones that come after a place. */
    record LatestAfter(Place after) implements HistorySelector {}

    record Before(Place place) implements HistorySelector {}

    record After(Place place) implements HistorySelector {}

    /** As many before as after, and the one at the place itself. */
    record Around(Place place) implements HistorySelector {}

    /** From the first place on towards the second, which may be the earlier one. */
    record Between(Place from, Place to) implements HistorySelector {}
}
