package chat.parley.room.model;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.room.Accepted;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.Member;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.RoomSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Thousands of requests at random, each compared with what a few plain rules say; and the memory forgotten now and then. */
class RandomWalkTest {
    private static final int STEPS = 4_000;
    private static final List<String> ROOMS = List.of("#a", "#b", "#c");

    private final List<Actor> actors = new ArrayList<>();
    private final Map<String, Rules> rooms = new HashMap<>();
    private int nextGuest = 100;

    /** What a room should be like. */
    private static final class Rules {
        final Map<String, String> ranks = new TreeMap<>();
        final Map<String, String> kept = new TreeMap<>();
        boolean remembered;
        boolean moderated;
        long sequence;

        void keep(Actor actor) {
            String has = ranks.get(actor.nick());
            if (actor.accountId() != null && has != null && !has.isEmpty()) {
                kept.put(actor.nick(), has);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void doesWhatThePlainRulesSay(long seed) {
        Random random = new Random(seed);
        Table table = new Table();
        for (int i = 0; i < 3; i++) {
            actors.add(Actor.account("account" + i, i + 1));
            actors.add(newGuest());
        }
        for (int step = 0; step < STEPS; step++) {
            table.now += random.nextInt(5) - 1;
            if (random.nextInt(200) == 0) {
                table.forget();
            }
            step(table, random);
        }
        assertThat(rooms.values()).isNotEmpty();
    }

    private Actor newGuest() {
        return Actor.guest("guest" + nextGuest, nextGuest++);
    }

    private void step(Table table, Random random) {
        int who = random.nextInt(actors.size());
        Actor actor = actors.get(who);
        String room = ROOMS.get(random.nextInt(ROOMS.size()));
        Rules rules = rooms.getOrDefault(room, new Rules());
        String ranks = rules.ranks.get(actor.nick());
        boolean operator = ranks != null && ranks.contains("o");
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> join(table, actor, room);
            case 3 -> {
                check(table, actor.part(room), ranks != null);
                rules.sequence += ranks == null ? 0 : 1;
                leave(room, actor);
            }
            case 4, 5, 6, 7 -> {
                boolean may = ranks != null && (!rules.moderated || !ranks.isEmpty());
                check(table, actor.say(room, "text"), may);
                rules.sequence += may ? 1 : 0;
            }
            case 8 -> moderate(table, actor, room, operator, random.nextBoolean());
            case 9 -> giveVoice(table, actor, actors.get(random.nextInt(actors.size())), room, operator);
            case 10 -> {
                if (actor.accountId() == null) {
                    table.answer(actor.depart());
                    ROOMS.forEach(one -> leave(one, actor));
                    actors.set(who, newGuest());
                }
            }
            default -> compare(table, room);
        }
    }

    private void join(Table table, Actor actor, String room) {
        Rules rules = rooms.computeIfAbsent(room, _room -> new Rules());
        boolean member = rules.ranks.containsKey(actor.nick());
        Accepted accepted = table.accepted(actor.join(room));
        assertThat(accepted.repeated()).isEqualTo(member);
        if (!member) {
            boolean founded = rules.sequence == 0;
            boolean owned = rules.kept.values().stream().anyMatch(ranks -> ranks.contains("o"));
            boolean alone = rules.ranks.isEmpty() && !owned;
            String ranks = (alone ? "o" : "") + rules.kept.getOrDefault(actor.nick(), "");
            rules.ranks.put(actor.nick(), ranks);
            rules.keep(actor);
            rules.sequence += ranks.isEmpty() || founded ? 1 : 2;
            rules.remembered |= actor.accountId() != null;
        }
        assertThat(accepted.sequence()).isEqualTo(rules.sequence);
    }

    private void moderate(Table table, Actor actor, String room, boolean operator, boolean on) {
        check(table, actor.modes(room, Actor.flag(on, 'm')), operator);
        Rules rules = rooms.get(room);
        if (operator && rules != null && rules.moderated != on) {
            rules.moderated = on;
            rules.sequence++;
        }
    }

    private void giveVoice(Table table, Actor actor, Actor to, String room, boolean operator) {
        Rules rules = rooms.get(room);
        String before = rules == null ? null : rules.ranks.get(to.nick());
        check(table, actor.modes(room, to.rank(true, 'v')), operator && before != null);
        if (rules != null && operator && before != null && !before.contains("v")) {
            rules.ranks.put(to.nick(), before + "v");
            rules.keep(to);
            rules.sequence++;
        }
    }

    private void leave(String room, Actor actor) {
        Rules rules = rooms.get(room);
        if (rules != null && rules.ranks.remove(actor.nick()) != null && rules.ranks.isEmpty() && !rules.remembered) {
            rooms.remove(room);
        }
    }

    private static void check(Table table, RoomRequest<?> request, boolean may) {
        Verdict verdict = table.ask(request);
        assertThat(verdict).as("%s", request).isInstanceOf(may ? Verdict.Answer.class : Verdict.Refused.class);
    }

    private void compare(Table table, String room) {
        Rules rules = rooms.get(room);
        RoomSnapshot snapshot = snapshot(table, room);
        if (rules == null || snapshot == null) {
            assertThat(snapshot).isNull();
            assertThat(rules).isNull();
            return;
        }
        assertThat(snapshot.sequence()).isEqualTo(rules.sequence);
        assertThat(snapshot.modes().has('m')).isEqualTo(rules.moderated);
        assertThat(snapshot.members()).hasSize(rules.ranks.size());
        for (Member member : snapshot.members()) {
            Actor actor = actors.stream()
                    .filter(one -> one.person().equals(member.person()))
                    .findFirst()
                    .orElseThrow();
            assertThat(member.ranks()).isEqualTo(rules.ranks.get(actor.nick()));
        }
        List<Event> stored = table.store.events(snapshot.room().id());
        assertThat(stored).hasSize((int) rules.sequence);
        for (int i = 1; i < stored.size(); i++) {
            assertThat(stored.get(i).timeMillis())
                    .isGreaterThanOrEqualTo(stored.get(i - 1).timeMillis());
        }
    }

    private static @Nullable RoomSnapshot snapshot(Table table, String room) {
        return table.ask(Actor.describe(room)) instanceof Verdict.Answer(Object answer) ? (RoomSnapshot) answer : null;
    }
}
