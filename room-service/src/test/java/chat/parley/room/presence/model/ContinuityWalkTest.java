package chat.parley.room.presence.model;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.Claimed;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.Persons;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.presence.PresenceSnapshot;
import chat.parley.protocol.name.Nickname;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Relays that are killed and cut off, and a presence that is killed, at random: whatever happened, names are unique at all times, and
 * once everybody is in contact again all agree, and those are here whose connections there are.
 */
class ContinuityWalkTest {
    private static final int STEPS = 4_000;
    private static final int RELAYS = 3;

    private long lives = 1_000;
    private Life life = new Life(lives);
    private final List<Relay> relays = new ArrayList<>();
    private final List<Relay> killed = new ArrayList<>();
    private int incarnations;
    private Random random = new Random(0);

    /** What a relay does, as the contracts want it. */
    private final class Relay {
        final RelayId id = new RelayId("relay." + incarnations++);
        final Set<SessionId> connected = new HashSet<>();
        final Queue<SessionId> leaving = new ArrayDeque<>();
        final Map<PersonId, Person> persons = new LinkedHashMap<>();
        long epoch;
        long position;
        long nextSession;
        long silentSince;
        boolean cutOff;

        PresenceSnapshot known() {
            List<Person> known = new ArrayList<>();
            for (Person person : persons.values()) {
                List<SessionId> sessions = person.sessions().stream()
                        .filter(session -> !session.relay().equals(id) || connected.contains(session))
                        .toList();
                if (!sessions.isEmpty()) {
                    known.add(Persons.withSessions(person, sessions));
                }
            }
            return new PresenceSnapshot(epoch, position, known);
        }

        void follow() {
            PresenceSnapshot answer = life.follow(id, known());
            spread();
            epoch = answer.epoch();
            position = answer.position();
            persons.clear();
            Set<SessionId> mine = new HashSet<>();
            for (Person person : answer.persons()) {
                persons.put(person.id(), person);
                person.sessions().stream()
                        .filter(session -> session.relay().equals(id))
                        .forEach(mine::add);
            }
            connected.retainAll(mine);
            mine.removeAll(connected);
            leaving.addAll(mine);
        }

        boolean follows() {
            return epoch == life.epoch && silentSince < 0;
        }

        void on(PresenceEvent event, long at) {
            position = at;
            switch (event) {
                case PresenceEvent.Online online -> persons.put(online.person().id(), online.person());
                case PresenceEvent.Changed changed -> persons.put(changed.now().id(), changed.now());
                case PresenceEvent.Adopted adopted -> {
                    persons.remove(adopted.guest());
                    persons.put(adopted.now().id(), adopted.now());
                }
                case PresenceEvent.Offline offline ->
                    persons.remove(offline.person().id());
                case PresenceEvent.Announced _announced -> {}
            }
        }
    }

    /** Everybody who is in contact is told; who isn't has to follow anew. */
    private void spread() {
        long end = life.presence.position();
        List<PresenceEvent> events = life.events();
        for (Relay relay : relays) {
            long first = end - events.size();
            if (relay.cutOff || relay.epoch != life.epoch || relay.position < first) {
                continue;
            }
            for (int i = 0; i < events.size(); i++) {
                if (first + i + 1 > relay.position) {
                    relay.on(events.get(i), first + i + 1);
                }
            }
        }
        assertNamesAreUnique();
    }

    private void assertNamesAreUnique() {
        Set<Nickname> nicks = new HashSet<>();
        Set<SessionId> sessions = new HashSet<>();
        for (Person person : life.presence.persons()) {
            assertThat(nicks.add(person.nick())).isTrue();
            assertThat(person.sessions()).isNotEmpty().allMatch(sessions::add);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void agreesWithTheConnectionsOnceAllAreInContact(long seed) {
        random = new Random(seed);
        for (int i = 0; i < RELAYS; i++) {
            relays.add(new Relay());
        }
        for (int step = 0; step < STEPS; step++) {
            step(relays.get(random.nextInt(RELAYS)));
        }

        relays.forEach(relay -> relay.cutOff = false);
        beat();
        pass(40_000);
        beat();
        beat();

        Map<SessionId, PersonId> here = new HashMap<>();
        life.presence.persons().forEach(person -> person.sessions().forEach(session -> here.put(session, person.id())));
        Set<SessionId> connected = new HashSet<>();
        relays.forEach(relay -> connected.addAll(relay.connected));
        assertThat(here.keySet()).isEqualTo(connected);
        for (Relay relay : relays) {
            assertThat(relay.persons.values()).containsExactlyInAnyOrderElementsOf(life.presence.persons());
            assertThat(relay.position).isEqualTo(life.presence.position());
        }
    }

    private void step(Relay relay) {
        switch (random.nextInt(40)) {
            case 0 -> {
                // presence is killed, and begins another life
                life = new Life(++lives);
                relays.forEach(each -> each.silentSince = 0);
                killed.clear();
            }
            case 1 -> {
                relays.remove(relay);
                relay.connected.clear();
                relay.silentSince = life.now;
                killed.add(relay);
                relays.add(new Relay());
            }
            case 2, 3 -> relay.cutOff = true;
            case 4, 5, 6, 7 -> relay.cutOff = false;
            case 8 -> pass(1_000L * random.nextInt(20));
            case 9, 10, 11, 12, 13, 14 -> beat();
            case 15, 16, 17, 18 -> leave(relay);
            case 19, 20, 21 -> ask(relay, session -> new PresenceRequest.Rename(session, nick()));
            case 22, 23 -> ask(relay, session -> new PresenceRequest.SetAway(session, "away" + random.nextInt(3)));
            default -> claim(relay);
        }
        spread();
    }

    private void pass(long millis) {
        for (long passed = 0; passed < millis; passed += 1_000) {
            beat();
            life.pass(1_000);
            spread();
        }
    }

    /** As it is every second: who hears that something is wrong follows anew; who is silent for long is lost. */
    private void beat() {
        killed.removeIf(this::isLost);
        for (Relay relay : relays) {
            if (relay.cutOff) {
                relay.silentSince = relay.silentSince < 0 ? life.now : relay.silentSince;
                isLost(relay);
            } else {
                if (!relay.follows() || relay.position != life.presence.position()) {
                    relay.follow();
                }
                relay.silentSince = -1;
                while (!relay.leaving.isEmpty()) {
                    life.ask(new PresenceRequest.Leave(relay.leaving.remove(), "gone"));
                    spread();
                }
            }
        }
        spread();
    }

    private boolean isLost(Relay relay) {
        boolean lost = relay.epoch == life.epoch && life.now - relay.silentSince >= 5_000;
        if (lost) {
            life.continuity.lose(relay.id, "silent", life.now);
        }
        return lost || relay.epoch != life.epoch;
    }

    private void leave(Relay relay) {
        relay.connected.stream().findFirst().ifPresent(session -> {
            relay.connected.remove(session);
            relay.leaving.add(session);
        });
    }

    private void ask(Relay relay, Function<SessionId, PresenceRequest<?>> request) {
        if (!relay.cutOff) {
            relay.connected.stream().findAny().ifPresent(session -> life.ask(request.apply(session)));
        }
    }

    private void claim(Relay relay) {
        if (relay.cutOff) {
            return;
        }
        SessionId session = new SessionId(relay.id, ++relay.nextSession);
        int number = 1 + random.nextInt(6);
        Account account = random.nextBoolean() ? Life.account(number, "account" + number) : null;
        String wanted = account == null ? nick().value() : account.nick().value();
        Object answer = life.ask(Life.claimOf(session, wanted, account));
        if (answer instanceof Claimed) {
            relay.connected.add(session);
        } else {
            assertThat(answer).isInstanceOf(Failure.class);
        }
    }

    private Nickname nick() {
        return new Nickname("nick" + random.nextInt(8));
    }
}
