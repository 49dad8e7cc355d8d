package chat.parley.room.model;

import chat.parley.contracts.room.HistorySelector;
import chat.parley.contracts.room.HistorySelector.Place;
import org.jspecify.annotations.Nullable;

/** Which slices of a record answer a CHATHISTORY selector. */
public sealed interface ReadingPlan {

    /** There is no such place. */
    record Nothing() implements ReadingPlan {}

    record One(Slice slice) implements ReadingPlan {}

    /** The one, and then the other. */
    record Both(Slice first, Slice second) implements ReadingPlan {}

    /** The one, or the other when that is empty: of two places, nobody can say yet which one is earlier. */
    record Either(Slice first, Slice second) implements ReadingPlan {}

    /**
     * The plan for one request.
     *
     * @param conversation whose record it is
     * @param sequence where that record stands
     * @param limit at least 1
     * @see <a href="https://ircv3.net/specs/extensions/chathistory">IRCv3 chathistory</a>
     */
    static ReadingPlan of(HistorySelector selector, long conversation, long sequence, int limit, Shown shown) {
        Shelf shelf = new Shelf(conversation, sequence, limit, shown);
        return switch (selector) {
            case HistorySelector.Latest _latest -> new One(shelf.slice(null, null, true));
            case HistorySelector.LatestAfter(Place after) -> shelf.one(after, null, true);
            case HistorySelector.Before(Place place) -> shelf.one(null, place, true);
            case HistorySelector.After(Place place) -> shelf.one(place, null, false);
            case HistorySelector.Around(Place place) -> shelf.around(place);
            case HistorySelector.Between(Place from, Place to) -> shelf.between(from, to);
        };
    }

    /** What the slices of one request have in common. */
    record Shelf(long conversation, long sequence, int limit, Shown shown) {

        Slice slice(@Nullable Place from, @Nullable Place to, boolean newest) {
            return new Slice(from, false, to, newest, limit, shown);
        }

        ReadingPlan one(@Nullable Place from, @Nullable Place to, boolean newest) {
            return exists(from) && exists(to) ? new One(slice(from, to, newest)) : new Nothing();
        }

        ReadingPlan around(Place place) {
            if (!exists(place)) {
                return new Nothing();
            }
            int before = limit / 2;
            Slice onwards = new Slice(place, true, null, false, limit - before, shown);
            return before == 0
                    ? new One(onwards)
                    : new Both(new Slice(null, false, place, true, before, shown), onwards);
        }

        ReadingPlan between(Place from, Place to) {
            return exists(from) && exists(to)
                    ? new Either(slice(from, to, false), slice(to, from, true))
                    : new Nothing();
        }

        /** The place before the first event, at 0, is one too: whoever was given nothing yet has got that far. */
        private boolean exists(@Nullable Place place) {
            return !(place instanceof Place.AtSequence at)
                    || (at.conversation() == conversation && at.sequence() >= 0 && at.sequence() <= sequence);
        }
    }
}
