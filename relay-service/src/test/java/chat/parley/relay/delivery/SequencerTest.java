package chat.parley.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.Event;
import chat.parley.protocol.name.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SequencerTest {
    @Test
    void letsThroughWhatFollows() {
        var sequencer = new Sequencer(4);

        assertThat(sequences(sequencer.next(events(5, 6, 7)))).containsExactly(5L, 6L, 7L);
        assertThat(sequencer.position()).isEqualTo(7);
        assertThat(sequencer.hasGap()).isFalse();
    }

    @Test
    void leavesOutWhatCameBefore() {
        var sequencer = new Sequencer(4);
        sequencer.next(events(5));

        assertThat(sequences(sequencer.next(events(3, 4, 5, 6)))).containsExactly(6L);
        assertThat(sequences(sequencer.next(events(6)))).isEmpty();
    }

    @Test
    void holdsBackWhatComesTooEarlyUntilTheGapIsFilled() {
        var sequencer = new Sequencer(4);

        assertThat(sequencer.next(events(6, 7))).isEmpty();
        assertThat(sequencer.beginFilling()).isTrue();
        assertThat(sequencer.beginFilling()).isFalse();
        assertThat(sequences(sequencer.next(events(5)))).containsExactly(5L, 6L, 7L);
        sequencer.filled();
        assertThat(sequencer.beginFilling()).isFalse();
    }

    @Test
    void letsThroughAtOnceWhatHasNoPlace() {
        var sequencer = new Sequencer(4);

        assertThat(sequences(sequencer.next(events(0, 6, 0)))).containsExactly(0L, 0L);
        assertThat(sequences(sequencer.next(events(0)))).containsExactly(0L);
    }

    @Test
    void takesWhateverComesFirstWhereNothingIsKnown() {
        Sequencer sequencer = Sequencer.beginningAnywhere();

        assertThat(sequences(sequencer.next(events(41, 42)))).containsExactly(41L, 42L);
        assertThat(sequencer.hasGap()).isFalse();
        assertThat(sequencer.next(events(44))).isEmpty();
        assertThat(sequencer.hasGap()).isTrue();
    }

    @Test
    void noticesALostLastEventByTheTail() {
        var sequencer = new Sequencer(4);
        sequencer.sawTail(4);
        assertThat(sequencer.beginFilling()).isFalse();

        sequencer.sawTail(5);
        assertThat(sequencer.beginFilling()).isTrue();
    }

    @Test
    void goesOnAfterASnapshotWithWhatCameSince() {
        var sequencer = new Sequencer(4);
        sequencer.next(events(9, 10));

        sequencer.jumpTo(8);

        assertThat(sequences(sequencer.next(List.of()))).containsExactly(9L, 10L);
    }

    @Test
    void canPassOverAGapThatCannotBeFilled() {
        var sequencer = new Sequencer(4);
        sequencer.next(events(9));

        sequencer.passGap();

        assertThat(sequences(sequencer.next(List.of()))).containsExactly(9L);
        assertThat(sequencer.hasGap()).isFalse();
    }

    @Test
    void letsEveryEventThroughOnceAndInOrderHoweverTheyCome() {
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var sequencer = new Sequencer(0);
            var through = new ArrayList<Long>();
            while (sequencer.position() < 60) {
                long from = Math.max(1, sequencer.position() - 3 + random.nextInt(8));
                long to = Math.min(60, from + random.nextInt(6));
                through.addAll(sequences(
                        sequencer.next(events(LongStream.rangeClosed(from, to).toArray()))));
            }
            assertThat(through)
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 60).boxed().toList());
        }
    }

    private static List<Event> events(long... sequences) {
        var author = new Author(new PersonId.OfAccount(new AccountId(1)), new Source("a", "b", "c"), null);
        return LongStream.of(sequences)
                .mapToObj(sequence -> new Event(sequence, 0, author, null, new Change.Join()))
                .toList();
    }

    private static List<Long> sequences(List<Event> events) {
        return events.stream().map(Event::sequence).toList();
    }
}
