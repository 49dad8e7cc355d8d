package chat.parley.room.model;

import chat.parley.contracts.room.HistorySelector.Place;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive events of a record.
 *
 * @param from lower bound, null for none
 * @param fromInclusive whether the event at the lower bound belongs to it
 * @param to upper bound, exclusive; null for none
 * @param newest whether, when there are more than the limit, the newest ones are meant; else the oldest
 * @param shown which events there are for the reader, and count for the limit
 */
public record Slice(
        @Nullable Place from,
        boolean fromInclusive,
        @Nullable Place to,
        boolean newest,
        int limit,
        Shown shown) {}
