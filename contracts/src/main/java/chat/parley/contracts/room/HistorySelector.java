package chat.parley.contracts.room;

/** Which part of the record CHATHISTORY asks for. Answers are always oldest first. */
public sealed interface HistorySelector {

    /** A place in the record: exclusive wherever it is used as a bound. */
    sealed interface Place {
        /** @param sequence of an event in this very conversation; the relay has taken it from a msgid and checked the id */
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
