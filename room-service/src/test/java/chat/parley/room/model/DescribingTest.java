package chat.parley.room.model;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.metadata.Metadata;
import chat.parley.contracts.metadata.MetadataChange;
import chat.parley.contracts.room.Accepted;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.HistorySelector;
import chat.parley.protocol.name.MetadataKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DescribingTest {
    private static final MetadataKey NAME = new MetadataKey("display-name");
    private static final MetadataKey AVATAR = new MetadataKey("avatar");

    private final Table table = new Table();
    private final Actor alice = Actor.account("alice", 1);
    private final Actor bob = Actor.account("bob", 2);
    private final Actor visitor = Actor.guest("visitor", 7);

    private Map<MetadataKey, String> said() {
        return table.snapshot("#den").metadata().values();
    }

    @Test
    void isForOperatorsOfTheRoom() {
        table.accepted(alice.join("#den"));
        table.accepted(bob.join("#den"));
        table.accepted(alice.modes("#den", bob.rank(true, 'h')));

        assertThat(table.refused(bob.describe("#den", NAME, "mine"))).isEqualTo(Reason.NOT_AN_OPERATOR);
        assertThat(table.refused(visitor.describe("#den", NAME, "mine"))).isEqualTo(Reason.NOT_A_MEMBER);
        assertThat(table.refused(alice.describe("#nowhere", NAME, "x"))).isEqualTo(Reason.NO_SUCH_ROOM);
        table.accepted(alice.describe("#den", NAME, "The Den"));

        assertThat(said()).isEqualTo(Map.of(NAME, "The Den"));
    }

    @Test
    void takesAPlaceInTheSequenceAndSaysWhatChanged() {
        table.accepted(alice.join("#den"));
        table.accepted(alice.describe("#den", NAME, "The Den"));
        table.accepted(alice.describe("#den", AVATAR, "https://example.org/den.png"));

        Accepted cleared = table.accepted(alice.describe("#den", new MetadataChange.Clear()));

        assertThat(cleared.sequence()).isEqualTo(4);
        assertThat(table.last.events())
                .extracting(Event::change)
                .isEqualTo(List.of(new Change.Described(Map.of(), List.of(AVATAR, NAME))));
        assertThat(said()).isEmpty();
    }

    @Test
    void changesNothingThatIsSoAlready() {
        table.accepted(alice.join("#den"));
        table.accepted(alice.describe("#den", NAME, "The Den"));
        assertThat(table.accepted(alice.describe("#den", NAME, "The Den")).repeated())
                .isTrue();
        assertThat(table.accepted(alice.describe("#den", new MetadataChange.Remove(List.of(AVATAR))))
                        .repeated())
                .isTrue();
        assertThat(table.last.events()).isEmpty();
    }

    @Test
    void boundsTheKeysOfARoom() {
        table.accepted(alice.join("#den"));
        for (int i = 0; i < Actor.MOST_KEYS; i++) {
            table.accepted(alice.describe("#den", new MetadataKey("key" + i), "x"));
        }
        assertThat(table.refused(alice.describe("#den", NAME, "x"))).isEqualTo(Reason.METADATA_FULL);
        table.accepted(alice.describe("#den", new MetadataKey("key0"), "y"));
    }

    @Test
    void outlivesARestartAndANewName() {
        table.accepted(alice.join("#den"));
        table.accepted(alice.describe("#den", NAME, "The Den"));
        table.accepted(alice.rename("#den", "#cave"));
        table.forget();
        assertThat(table.snapshot("#cave").metadata())
                .extracting(Metadata::values)
                .isEqualTo(Map.of(NAME, "The Den"));
    }

    @Test
    void endsWithTheRoom() {
        table.accepted(visitor.join("#den"));
        table.accepted(visitor.describe("#den", NAME, "The Den"));
        table.accepted(visitor.part("#den"));
        table.accepted(visitor.join("#den"));
        assertThat(said()).isEmpty();
    }

    @Test
    void isNoPartOfHistory() {
        table.accepted(alice.join("#den"));
        table.accepted(alice.describe("#den", NAME, "The Den"));
        Verdict verdict = table.ask(alice.history("#den", new HistorySelector.Latest(), 10));
        assertThat(verdict).isInstanceOfSatisfying(Verdict.MayRead.class, readable -> {
            ReadingPlan.One plan = (ReadingPlan.One) ReadingPlan.of(
                    readable.asked().selector(),
                    readable.conversation().id().value(),
                    readable.sequence(),
                    10,
                    new Shown.ToReader(true, readable.upTo()));
            assertThat(table.store
                            .read(readable.conversation().id(), plan.slice())
                            .result())
                    .extracting(Event::sequence)
                    .containsExactly(1L);
        });
    }
}
