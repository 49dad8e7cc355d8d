package chat.parley.room.commit;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.room.Accepted;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.Event;
import chat.parley.room.model.Actor;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is promised to who speaks, while commits fail, are late, or are stored without anybody hearing of it: what was answered is
 * stored, once and where the answer says; what was refused is not; what was sent again stands once.
 */
class PromisesTest {
    private static final int STEPS = 3_000;

    private final Workbench bench = new Workbench();
    private final List<Attempt> attempts = new ArrayList<>();

    private record Attempt(String text, Future<Object> answer) {}

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void holdWhateverTheStoreDoes(long seed) {
        Random random = new Random(seed);
        Actor alice = Actor.account("alice", 1);
        Actor bob = Actor.account("bob", 2);
        ConversationId den = bench.accepted(alice.join("#den")).conversation().id();
        bench.accepted(bob.join("#den"));

        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(10)) {
                case 0 -> bench.store.fates.add(fate(random));
                case 1 -> bench.pass(random.nextInt(400));
                case 2 -> letGo();
                case 3 -> bench.turn();
                case 4 -> bench.store.brokenResolves = random.nextInt(3);
                case 5 -> resend(alice, random);
                default -> say(random.nextBoolean() ? alice : bob, "text" + step);
            }
        }
        bench.store.fates.clear();
        bench.store.brokenResolves = 0;
        for (int i = 0; i < 50; i++) {
            letGo();
            bench.pass(100);
        }

        check(bench.store.events(den));
    }

    private static BrittleStore.Fate fate(Random random) {
        BrittleStore.Fate[] all = BrittleStore.Fate.values();
        return all[random.nextInt(all.length)];
    }

    private void letGo() {
        Runnable held = bench.store.held.poll();
        if (held != null) {
            held.run();
            bench.turn();
        }
    }

    private void say(Actor actor, String text) {
        attempts.add(new Attempt(text, bench.submit(actor.say("#den", text, text))));
    }

    /** The same text under the same nonce, as a client does that did not hear of it; bob's would be another one's. */
    private void resend(Actor alice, Random random) {
        if (!attempts.isEmpty()) {
            int from = Math.max(0, attempts.size() - 20);
            say(
                    alice,
                    attempts.get(from + random.nextInt(attempts.size() - from)).text());
        }
    }

    private void check(List<Event> stored) {
        Map<String, Set<Long>> places = new HashMap<>();
        long expected = 1;
        for (Event event : stored) {
            assertThat(event.sequence()).isEqualTo(expected++);
            if (event.change() instanceof Change.Message message) {
                String key = event.author().source().name() + message.text();
                assertThat(places.computeIfAbsent(key, _key -> new HashSet<>()).add(event.sequence()))
                        .isTrue();
                assertThat(places.get(key)).as("stored once: " + key).hasSize(1);
            }
        }
        Set<String> answered = new HashSet<>();
        for (Attempt attempt : attempts) {
            assertThat(attempt.answer().isComplete()).isTrue();
            if (attempt.answer().succeeded()) {
                Accepted accepted = (Accepted) attempt.answer().result();
                Event event = stored.get((int) accepted.sequence() - 1);
                assertThat(((Change.Message) event.change()).text()).isEqualTo(attempt.text());
                assertThat(accepted.timeMillis()).isEqualTo(event.timeMillis());
                answered.add(attempt.text());
            }
        }
        refusedIsNotStored(stored, answered);
        assertThat(bench.told.stream().map(Event::sequence).distinct().count())
                .as("each is told once")
                .isEqualTo(bench.told.size());
        assertThat(bench.told).hasSize(stored.size());
    }

    private void refusedIsNotStored(List<Event> stored, Set<String> answered) {
        Set<String> texts = new HashSet<>();
        stored.forEach(event -> {
            if (event.change() instanceof Change.Message message) {
                texts.add(message.text());
            }
        });
        Set<String> unknown = new HashSet<>();
        attempts.stream().filter(one -> Workbench.isUnknown(one.answer())).forEach(one -> unknown.add(one.text()));
        for (Attempt attempt : attempts) {
            if (Workbench.isRefused(attempt.answer())
                    && !answered.contains(attempt.text())
                    && !unknown.contains(attempt.text())) {
                assertThat(texts).doesNotContain(attempt.text());
            }
        }
    }
}
