package chat.parley.room.store;

import static chat.parley.room.store.Scribe.await;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.room.Arrived;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.name.RoomName;
import chat.parley.room.model.Actor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What somebody has missed, and where something was said of late. */
interface ActivityContract extends StoreBench {
    @Test
    default void tellsWhatSomebodyMissed() throws Exception {
        ConversationId withAlice =
                scribe().ask(alice().tell(bob(), "one")).conversation().id();
        scribe().now += 10;
        scribe().ask(alice().tell(bob(), "two"));
        scribe().ask(bob().tell(Actor.account("carol", 3), "my own words are no news"));

        assertThat(missed(2)).singleElement().satisfies(missed -> {
            assertThat(missed.conversation().id()).isEqualTo(withAlice);
            assertThat(missed)
                    .extracting(Arrived.Missed::given, Arrived.Missed::latest, Arrived.Missed::latestTimeMillis)
                    .containsExactly(0L, 2L, 1_010L);
        });
        scribe().tell(new RoomRequest.Given(new AccountId(2), Map.of(withAlice, 1L)));
        scribe().tell(new RoomRequest.Given(new AccountId(2), Map.of(withAlice, 0L)));
        assertThat(missed(2))
                .singleElement()
                .satisfies(missed -> assertThat(missed.given()).isEqualTo(1));
        scribe().tell(new RoomRequest.Given(new AccountId(2), Map.of(withAlice, 2L)));
        assertThat(missed(2)).isEmpty();
        assertThat(missed(1)).isEmpty();
    }

    @Test
    default void tellsWhatAnAccountMissedInItsRooms() throws Exception {
        scribe().ask(alice().join("#den"));
        scribe().ask(alice().say("#den", "before bob came"));
        ConversationId den = scribe().ask(bob().join("#den")).conversation().id();
        assertThat(missed(2)).isEmpty();

        scribe().now += 10;
        long said = scribe().ask(alice().say("#den", "after")).sequence();
        scribe().ask(bob().say("#den", "my own words are no news"));

        assertThat(missed(2)).singleElement().satisfies(missed -> {
            assertThat(missed.conversation()).isEqualTo(new ConversationRef.Room(den, new RoomName("#den")));
            assertThat(missed)
                    .extracting(Arrived.Missed::given, Arrived.Missed::latest, Arrived.Missed::latestTimeMillis)
                    .containsExactly(said - 1, said, 1_010L);
        });
        scribe().ask(alice().tell(bob(), "private ones are told first"));
        assertThat(missed(2))
                .extracting(missed -> missed.conversation().id())
                .hasSize(2)
                .last()
                .isEqualTo(den);
        scribe().tell(new RoomRequest.Given(new AccountId(2), Map.of(den, said)));
        assertThat(missed(2)).hasSize(1);
        assertThat(missed(3)).isEmpty();
    }

    @Test
    default void listsTheConversationsOfLateOldestFirst() throws Exception {
        scribe().ask(alice().join("#first"));
        scribe().ask(alice().join("#silent"));
        scribe().now = 2_000;
        scribe().ask(alice().say("#first", "x"));
        scribe().now = 3_000;
        scribe().ask(bob().tell(alice(), "x"));

        assertThat(targets(0, 9_999, 10)).containsExactly("#first 2000", "alice+bob 3000");
        assertThat(targets(2_000, 9_999, 10)).containsExactly("alice+bob 3000");
        assertThat(targets(0, 3_000, 10)).containsExactly("#first 2000");
        assertThat(targets(0, 9_999, 1)).containsExactly("#first 2000");
    }

    private List<String> targets(long after, long before, int limit) throws Exception {
        return await(store().targets(alice().person(), after, before, limit)).stream()
                .map(target -> Scribe.nameOf(target.conversation()) + " " + target.latestTimeMillis())
                .toList();
    }

    @Test
    default void findsPrivateConversationsInWhichSomethingWasSaidLately() throws Exception {
        Actor carol = Actor.account("carol", 3);
        scribe().now = 1_000;
        scribe().ask(alice().tell(bob(), "old"));
        scribe().ask(alice().tell(carol, "old"));
        scribe().ask(alice().join("#den"));
        scribe().now = 2_000;
        scribe().ask(alice().tell(bob(), "new"));
        scribe().ask(alice().say("#den", "new"));
        scribe().now = 3_000;
        scribe().ask(bob().tell(alice(), "newer"));
        scribe().now = 4_000;
        scribe().ask(bob().tell(bob(), "to myself"));

        assertThat(recent(2_000, 10)).containsExactly("bob+bob 0 1", "alice+bob 1 3");
        assertThat(recent(2_001, 10)).containsExactly("bob+bob 0 1", "alice+bob 2 3");
        assertThat(recent(2_000, 1)).containsExactly("bob+bob 0 1");
        assertThat(recent(1_000, 10)).containsExactly("bob+bob 0 1", "alice+bob 0 3", "alice+carol 0 1");
        assertThat(recent(4_001, 10)).isEmpty();
    }

    private List<String> recent(long sinceMillis, int limit) throws Exception {
        return await(store().recentDirects(sinceMillis, limit)).stream()
                .map(recent -> Scribe.nameOf(recent.conversation()) + " " + recent.before() + " " + recent.latest())
                .toList();
    }

    @Test
    default void forgetsWhatWasSaidLatelyInAConversationThatEnded() throws Exception {
        scribe().ask(visitor().tell(alice(), "hi"));

        scribe().tell(visitor().depart());

        assertThat(recent(0, 10)).isEmpty();
    }
}
