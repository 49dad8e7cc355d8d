package chat.parley.relay.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.HistorySelector;
import chat.parley.contracts.room.HistorySelector.Place;
import chat.parley.contracts.room.MessageKind;
import chat.parley.protocol.line.Tags;
import chat.parley.protocol.name.Source;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PageBoundTest {
    /** 64 kB and a bit each: three of them are within the bound. */
    private static final String LONG = "x".repeat(64 * 1024);

    private static final Place EARLY = new Place.AtSequence(1, 0);
    private static final Place LATE = new Place.AtTime(1_000);

    private static List<Event> events(String text, long count) {
        var author = new Author(new PersonId.OfAccount(new AccountId(1)), new Source("ann", "a", "h"), null);
        return LongStream.rangeClosed(1, count)
                .mapToObj(i -> new Event(i, i, author, null, new Change.Message(MessageKind.PRIVMSG, text, Tags.EMPTY)))
                .toList();
    }

    private static List<Long> given(HistorySelector selector) {
        return PageBound.within(selector, events(LONG, 8)).stream()
                .map(Event::sequence)
                .toList();
    }

    @Test
    void givesAllOfWhatIsNotTooMuch() {
        assertThat(PageBound.within(new HistorySelector.Latest(), events("hi", 500)))
                .hasSize(500);
        assertThat(PageBound.within(new HistorySelector.Latest(), List.of())).isEmpty();
    }

    @Test
    void leavesOutWhatIsFarthestFromWhereTheClientGoesOn() {
        assertThat(given(new HistorySelector.Latest())).containsExactly(6L, 7L, 8L);
        assertThat(given(new HistorySelector.LatestAfter(EARLY))).containsExactly(6L, 7L, 8L);
        assertThat(given(new HistorySelector.Before(LATE))).containsExactly(6L, 7L, 8L);
        assertThat(given(new HistorySelector.After(EARLY))).containsExactly(1L, 2L, 3L);
        assertThat(given(new HistorySelector.Between(EARLY, LATE))).containsExactly(1L, 2L, 3L);
        assertThat(given(new HistorySelector.Between(LATE, EARLY))).containsExactly(6L, 7L, 8L);
        assertThat(given(new HistorySelector.Around(EARLY))).containsExactly(3L, 4L, 5L);
    }

    @Test
    void givesOneAtLeast() {
        assertThat(PageBound.within(new HistorySelector.Latest(), events("x".repeat(400_000), 3)))
                .hasSize(1);
    }

    @Test
    void countsWhatEachLineOfAMessageCosts() {
        assertThat(PageBound.within(new HistorySelector.Latest(), events("x\n".repeat(255) + "x", 20)))
                .hasSize(6);
    }
}
