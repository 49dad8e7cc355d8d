package chat.parley.relay.command;

import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.HistorySelector;
import chat.parley.contracts.room.HistorySelector.Place;
import chat.parley.protocol.message.MultilineText;
import java.util.List;
import java.util.Map;

/**
 * Keeps an answer to CHATHISTORY from being more than a client's connection can take at once, where messages are long: fewer
 * messages are given then, and whoever pages on from the last one gets the others.
 */
final class PageBound {
    /** Of what the messages say; what stands around them comes to less than that again. */
    static final int MOST_CHARACTERS = 256 * 1024;

    /** Source, target and the server's tags, about. */
    private static final int A_LINE = 160;

    private PageBound() {}

    /** As many of the events as are not too much, from where the client pages on: always one at least, where there is one. */
    static List<Event> within(HistorySelector selector, List<Event> events) {
        int from = 0;
        int to = events.size();
        long characters = 0;
        for (Event event : events) {
            characters += characters(event);
        }
        boolean fromOldest = true;
        while (characters > MOST_CHARACTERS && to - from > 1) {
            fromOldest = switch (selector) {
                case HistorySelector.Latest _latest -> true;
                case HistorySelector.LatestAfter _after -> true;
                case HistorySelector.Before _before -> true;
                case HistorySelector.After _after -> false;
                case HistorySelector.Around _around -> !fromOldest;
                case HistorySelector.Between(Place start, Place _end) -> isAfter(start, events.getLast());
            };
            characters -= characters(events.get(fromOldest ? from : to - 1));
            from += fromOldest ? 1 : 0;
            to -= fromOldest ? 0 : 1;
        }
        return events.subList(from, to);
    }

    private static boolean isAfter(Place place, Event event) {
        return switch (place) {
            case Place.AtSequence at -> at.sequence() > event.sequence();
            case Place.AtTime at -> at.millis() > event.timeMillis();
        };
    }

    private static long characters(Event event) {
        if (!(event.change() instanceof Change.Message message)) {
            return A_LINE;
        }
        long tags = 0;
        for (Map.Entry<String, String> tag : message.clientTags().asMap().entrySet()) {
            tags += tag.getKey().length() + tag.getValue().length() + 2;
        }
        int lines = MultilineText.isMultiline(message.text())
                ? MultilineText.pieces(message.text()).size()
                : 1;
        // who does not know several lines is sent the tags with each
        return message.text().length() + lines * (A_LINE + tags);
    }
}
