package chat.parley.room.commit;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.room.Accepted;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.RoomSnapshot;
import chat.parley.protocol.line.Tags;
import chat.parley.room.model.Actor;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommitLoopTest {
    private final Workbench bench = new Workbench();
    private final Actor alice = Actor.account("alice", 1);
    private final Actor bob = Actor.account("bob", 2);
    private ConversationId den = new ConversationId(1);

    @BeforeEach
    void meet() {
        den = bench.accepted(alice.join("#den")).conversation().id();
        bench.accepted(bob.join("#den"));
        bench.told.clear();
    }

    @Test
    void storesWhatWasAskedInOneTurnTogether() {
        int before = bench.store.commits;
        List<Future<Object>> says = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            says.add(bench.submit(alice.say("#den", "text " + i)));
        }
        bench.turn();

        assertThat(bench.store.commits).isEqualTo(before + 1);
        assertThat(says)
                .extracting(say -> ((Accepted) say.result()).sequence())
                .containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
    }

    @Test
    void answersAndTellsNothingBeforeItIsStored() {
        bench.store.fates.add(BrittleStore.Fate.HELD);
        Future<Object> say = bench.ask(alice.say("#den", "hi"));
        Future<Object> snapshot = bench.ask(Actor.describe("#den"));

        assertThat(say.isComplete()).isFalse();
        assertThat(snapshot.isComplete()).isFalse();
        assertThat(bench.told).isEmpty();

        bench.store.held.remove().run();
        bench.turn();
        assertThat(((Accepted) say.result()).sequence()).isEqualTo(3);
        assertThat(((RoomSnapshot) snapshot.result()).sequence()).isEqualTo(3);
        assertThat(bench.told).hasSize(1);
    }

    @Test
    void refusesForCertainWhatItCannotStoreBecauseAnotherHasTheStoreAndAllThatComesAfter() {
        bench.store.fates.add(BrittleStore.Fate.TAKEN);
        Future<Object> say = bench.submit(alice.say("#den", "a"));
        bench.turn();
        Future<Object> later = bench.ask(alice.say("#den", "b"));

        assertThat(Workbench.isRefused(say)).isTrue();
        assertThat(Workbench.isRefused(later)).isTrue();
        assertThat(bench.loop.taken().succeeded()).isTrue();
        assertThat(bench.told).isEmpty();
    }

    @Test
    void leavesOpenWhatMayHaveBeenStoredBeforeAnotherTookTheStore() {
        bench.store.fates.add(BrittleStore.Fate.STORED_UNHEARD);
        bench.store.taken = true;
        Future<Object> say = bench.ask(alice.say("#den", "a"));

        assertThat(Workbench.isUnknown(say)).isTrue();
        assertThat(Workbench.isRefused(bench.ask(alice.say("#den", "b")))).isTrue();
    }

    @Test
    void refusesOneWithoutTheOthers() {
        Future<Object> first = bench.submit(alice.say("#den", "a"));
        Future<Object> stranger = bench.submit(Actor.account("eve", 3).say("#den", "b"));
        Future<Object> last = bench.submit(bob.say("#den", "c"));
        bench.turn();

        assertThat(((Accepted) first.result()).sequence()).isEqualTo(3);
        assertThat(Workbench.failure(stranger)).isInstanceOf(Failure.Denied.class);
        assertThat(((Accepted) last.result()).sequence()).isEqualTo(4);
    }

    @Test
    void refusesWhatWaitedTooLongAndNeverStoresIt() {
        bench.store.fates.add(BrittleStore.Fate.HELD);
        Future<Object> stuck = bench.ask(alice.say("#den", "stuck"));
        Future<Object> late = bench.ask(alice.say("#den", "late"));
        bench.pass(1_600);

        assertThat(Workbench.isRefused(late)).isTrue();
        assertThat(stuck.isComplete()).isFalse();
        Future<Object> fresh = bench.ask(bob.say("#den", "fresh"));
        bench.store.held.remove().run();
        bench.turn();

        assertThat(((Accepted) stuck.result()).sequence()).isEqualTo(3);
        assertThat(((Accepted) fresh.result()).sequence()).isEqualTo(4);
        assertThat(texts()).containsExactly("stuck", "fresh");
    }

    @Test
    void saysThatNobodyKnowsWhenACommitTakesTooLong() {
        bench.store.fates.add(BrittleStore.Fate.HELD);
        Future<Object> stuck = bench.ask(alice.say("#den", "stuck", "n1"));
        bench.pass(1_900);
        assertThat(Workbench.isUnknown(stuck)).isTrue();

        bench.store.held.remove().run();
        bench.turn();
        Accepted again = bench.accepted(alice.say("#den", "stuck", "n1"));
        assertThat(again.repeated()).isTrue();
        assertThat(again.sequence()).isEqualTo(3);
        assertThat(bench.told).hasSize(1);
        assertThat(texts()).containsExactly("stuck");
    }

    @Test
    void refusesABatchThatCannotBeStoredAndGoesOn() {
        bench.store.fates.add(BrittleStore.Fate.LOST);
        Future<Object> say = bench.submit(alice.say("#den", "lost", "n1"));
        Future<Object> join = bench.submit(Actor.account("carol", 3).join("#new"));
        Future<Object> part = bench.submit(bob.part("#den"));
        bench.turn();

        assertThat(List.of(say, join, part)).allMatch(Workbench::isRefused);
        assertThat(bench.told).isEmpty();
        assertThat(((RoomSnapshot) bench.ask(Actor.describe("#den")).result()).members())
                .hasSize(2);
        Accepted resent = bench.accepted(alice.say("#den", "lost", "n1"));
        assertThat(resent.repeated()).isFalse();
        assertThat(resent.sequence()).isEqualTo(3);
        assertThat(Workbench.failure(bench.ask(Actor.describe("#new")))).isInstanceOf(Failure.Rejected.class);
        bench.accepted(bob.say("#den", "still here"));
    }

    @Test
    void answersWithSuccessWhenAFailedCommitTurnsOutToBeStored() {
        bench.store.fates.add(BrittleStore.Fate.STORED_UNHEARD);
        Accepted said = bench.accepted(alice.say("#den", "hi"));

        assertThat(said.sequence()).isEqualTo(3);
        assertThat(bench.told).hasSize(1);
        assertThat(bench.accepted(alice.say("#den", "ho")).sequence()).isEqualTo(4);
    }

    @Test
    void decidesNothingUntilItIsKnownWhetherABatchIsStored() {
        bench.store.fates.add(BrittleStore.Fate.STORED_UNHEARD);
        bench.store.brokenResolves = 2;
        Future<Object> say = bench.ask(alice.say("#den", "hi"));
        Future<Object> next = bench.ask(alice.say("#den", "ho"));
        assertThat(say.isComplete()).isFalse();
        assertThat(next.isComplete()).isFalse();

        bench.pass(100);
        assertThat(say.isComplete()).isFalse();
        bench.pass(100);
        assertThat(((Accepted) say.result()).sequence()).isEqualTo(3);
        assertThat(((Accepted) next.result()).sequence()).isEqualTo(4);
    }

    @Test
    void refusesAtItsBoundsForCertain() {
        Workbench small = new Workbench(new LoopLimits(3, 1_000_000, 1_500, 1_850));
        List<Future<Object>> joins = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            joins.add(small.submit(Actor.guest("guest" + i, i).join("#den")));
        }
        small.turn();

        assertThat(joins.subList(0, 3)).allMatch(Future::succeeded);
        assertThat(joins.subList(3, 5)).allMatch(Workbench::isRefused);
        Workbench narrow = new Workbench(new LoopLimits(100, 1_000, 1_500, 1_850));
        Future<Object> big = narrow.submit(alice.say("#den", "x".repeat(1_000)));
        Future<Object> refused = narrow.submit(alice.say("#den", "x"));
        narrow.turn();
        assertThat(Workbench.failure(big)).isInstanceOf(Failure.Rejected.class);
        assertThat(Workbench.isRefused(refused)).isTrue();
    }

    @Test
    void countsTheTagsOfWhatWaits() {
        Workbench narrow = new Workbench(new LoopLimits(100, 4_000, 1_500, 1_850));
        Future<Object> tagged = narrow.submit(alice.say("#den", Tags.of("+draft/reply", "x".repeat(2_000))));
        Future<Object> refused = narrow.submit(alice.say("#den", "x"));
        narrow.turn();

        assertThat(Workbench.failure(tagged)).isInstanceOf(Failure.Rejected.class);
        assertThat(Workbench.isRefused(refused)).isTrue();
    }

    @Test
    void keepsTheOrderOfWhatHasToWaitForTheStore() {
        bench.conversations.clear();
        Future<Object> first = bench.submit(alice.say("#den", "first", "n1"));
        Future<Object> second = bench.submit(alice.say("#den", "second"));
        Future<Object> third = bench.submit(bob.say("#den", "third", "n3"));
        bench.turn();

        assertThat(List.of(first, second, third)).allMatch(Future::succeeded);
        assertThat(texts()).containsExactly("first", "second", "third");
    }

    @Test
    void readsTogetherWhatWaitsInOneLine() {
        bench.conversations.clear();
        int before = bench.store.reads;
        List<Future<Object>> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(bench.submit(Actor.account("account" + i, 100L + i).join("#den")));
        }
        bench.turn();
        for (int i = 0; i < 200; i++) {
            all.add(bench.submit(alice.say("#den", "text " + i, "n" + i)));
        }
        bench.turn();

        assertThat(all).allMatch(Future::succeeded);
        assertThat(bench.store.reads - before).isLessThan(6);
        assertThat(texts()).hasSize(200);
    }

    @Test
    void triesAgainWhenReadingFails() {
        bench.conversations.clear();
        bench.store.brokenReads = 1;
        Future<Object> say = bench.ask(alice.say("#den", "hi"));
        assertThat(say.isComplete()).isFalse();

        bench.pass(100);
        assertThat(say.succeeded()).isTrue();
    }

    @Test
    void refusesWhatCouldNotBeReadInTime() {
        bench.conversations.clear();
        bench.store.brokenReads = 100;
        Future<Object> say = bench.ask(alice.say("#den", "hi"));
        for (int i = 0; i < 16; i++) {
            bench.pass(100);
        }

        assertThat(Workbench.isRefused(say)).isTrue();
        bench.store.brokenReads = 0;
        bench.pass(100);
        assertThat(texts()).isEmpty();
    }

    @Test
    void storesWhatItTookBeforeItStops() {
        Future<Object> say = bench.submit(alice.say("#den", "last words"));
        Future<Void> drained = bench.loop.drain();
        Future<Object> late = bench.submit(alice.say("#den", "too late"));
        assertThat(drained.isComplete()).isFalse();
        bench.turn();

        assertThat(say.succeeded()).isTrue();
        assertThat(drained.succeeded()).isTrue();
        assertThat(Workbench.isRefused(late)).isTrue();
    }

    private List<String> texts() {
        return bench.store.events(den).stream()
                .map(Event::change)
                .filter(Change.Message.class::isInstance)
                .map(change -> ((Change.Message) change).text())
                .toList();
    }
}
