package chat.parley.room.presence.model;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.Announced;
import chat.parley.contracts.presence.Announcement;
import chat.parley.contracts.presence.Claimed;
import chat.parley.contracts.presence.Device;
import chat.parley.contracts.presence.Gone;
import chat.parley.contracts.presence.LastSpoken;
import chat.parley.contracts.presence.Left;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.Persons;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.presence.UserModes;
import chat.parley.protocol.name.Nickname;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PresenceTest extends PresenceRig {
    @Test
    void letsANickBelongToOnePersonWhateverItsCapitals() {
        claim(1, "alice", null);

        assertThat(refused(request(2, "ALICE", null))).isEqualTo(Reason.NICK_IN_USE);
        assertThat(claim(3, "bob", null).position()).isEqualTo(2);
    }

    @Test
    void makesAllDevicesOfAnAccountOnePerson() {
        Claimed first = claim(1, "alice", ALICE);
        Claimed second = claim(2, "Alice", ALICE);

        assertThat(first.first()).isTrue();
        assertThat(second.first()).isFalse();
        assertThat(second.person().id()).isEqualTo(first.person().id());
        assertThat(second.person().sessions()).containsExactly(session(1), session(2));
        assertThat(presence.takeEvents(1_000))
                .hasExactlyElementsOfTypes(PresenceEvent.Online.class, PresenceEvent.Changed.class);
    }

    @Test
    void makesADeviceUnderAnotherNickAPersonOfItsOwn() {
        claim(1, "alice", ALICE);

        Person other = claim(2, "alice_phone", ALICE).person();

        assertThat(other.id()).isEqualTo(new PersonId.OfGuest(session(2)));
        assertThat(other.account()).isEqualTo("alice");
    }

    @Test
    void answersTheSameClaimAgainWithoutAnEvent() {
        Claimed first = claim(1, "alice", ALICE);

        assertThat(claim(1, "alice", ALICE)).isEqualTo(first);
        assertThat(presence.takeEvents(1_000)).hasSize(1);
    }

    @Test
    void tellsWhereSomebodyIs() {
        claim(1, "alice", ALICE);
        claim(2, "alice", ALICE);

        assertThat(done(new PresenceRequest.Locate(new Nickname("Alice")))).isEqualTo(List.of(session(1), session(2)));
        assertThat(done(new PresenceRequest.Locate(new Nickname("bob")))).isEqualTo(List.of());
    }

    @Test
    void isSecureOnlyWhenEverySessionIs() {
        claim(1, "alice", ALICE);
        done(new PresenceRequest.Claim(session(2), new Nickname("alice"), ALICE, "u", "h", "r", false));
        assertThat(presence.persons().getFirst().secure()).isFalse();

        done(new PresenceRequest.Leave(session(2), null));

        assertThat(presence.persons().getFirst().secure()).isTrue();
    }

    @Test
    void renamesTheWholePersonAndFreesTheNick() {
        claim(1, "alice", ALICE);
        claim(2, "alice", ALICE);

        Claimed renamed = (Claimed) done(new PresenceRequest.Rename(session(2), new Nickname("alicia")));

        assertThat(renamed.person().nick()).isEqualTo(new Nickname("alicia"));
        claim(3, "alice", null);
        assertThat(refused(new PresenceRequest.Rename(session(1), new Nickname("ALICE"))))
                .isEqualTo(Reason.NICK_IN_USE);
        Claimed capitals = (Claimed) done(new PresenceRequest.Rename(session(1), new Nickname("Alicia")));
        assertThat(capitals.person().nick().value()).isEqualTo("Alicia");
    }

    @Test
    void saysThatSomebodyLeftWithTheirLastSession() {
        claim(1, "alice", ALICE);
        claim(2, "alice", ALICE);
        presence.takeEvents(1_000);

        done(new PresenceRequest.Leave(session(1), "one"));
        done(new PresenceRequest.Leave(session(2), "two"));
        Object again = done(new PresenceRequest.Leave(session(2), "three"));

        List<PresenceEvent> events = presence.takeEvents(1_000);
        assertThat(events).hasExactlyElementsOfTypes(PresenceEvent.Changed.class, PresenceEvent.Offline.class);
        assertThat(((PresenceEvent.Offline) events.getLast()).reason()).isEqualTo("two");
        assertThat(again).isEqualTo(new Left(presence.position()));
        claim(3, "alice", null);
    }

    @Test
    void givesAnnouncementsTheirPlaceInTheStream() {
        claim(1, "alice", null);
        presence.takeEvents(1_000);
        Announcement what = new Announcement.Notice("look");
        Announced announced = (Announced) done(new PresenceRequest.Announce(what));
        assertThat(announced.position()).isEqualTo(presence.position());
        assertThat(presence.takeEvents(1_000)).containsExactly(new PresenceEvent.Announced(what));
    }

    @Test
    void knowsWhenSomebodySaidSomethingLastUntilTheyLeave() {
        PersonId alice = claim(1, "alice", null).person().id();
        PersonId nobody = new PersonId.OfAccount(new AccountId(9));
        done(new PresenceRequest.Spoke(List.of(new LastSpoken(alice, 5_000), new LastSpoken(nobody, 7_000))));
        done(new PresenceRequest.Spoke(List.of(new LastSpoken(alice, 4_000))));
        assertThat(done(new PresenceRequest.WhenSpoken(List.of(nobody, alice))))
                .isEqualTo(List.of(new LastSpoken(nobody, 0), new LastSpoken(alice, 5_000)));
        done(new PresenceRequest.Leave(session(1), null));
        assertThat(done(new PresenceRequest.WhenSpoken(List.of(alice)))).isEqualTo(List.of(new LastSpoken(alice, 0)));
    }

    @Test
    void remembersWhoHadANickLatestFirst() {
        Person bob = claim(1, "bob", null).person();
        done(new PresenceRequest.Rename(session(1), new Nickname("BOB")));
        done(new PresenceRequest.Rename(session(1), new Nickname("bert")));
        presence.takeEvents(1_000);
        Person other = claim(2, "bob", null).person();
        done(new PresenceRequest.Leave(session(2), null));
        presence.takeEvents(2_000);

        assertThat(done(new PresenceRequest.WhoWas(new Nickname("bOB"))))
                .isEqualTo(List.of(new Gone(other, 2_000), new Gone(named(bob, "BOB"), 1_000)));
        assertThat(done(new PresenceRequest.WhoWas(new Nickname("bert")))).isEqualTo(List.of());
    }

    @Test
    void forgetsTheOldestOfAThousandWhoLeft() {
        for (int i = 1; i <= 1_001; i++) {
            claim(i, "n" + i, null);
            done(new PresenceRequest.Leave(session(i), null));
        }
        presence.takeEvents(1_000);

        assertThat((List<?>) done(new PresenceRequest.WhoWas(new Nickname("n1"))))
                .isEmpty();
        assertThat((List<?>) done(new PresenceRequest.WhoWas(new Nickname("n2"))))
                .hasSize(1);
    }

    private static Person named(Person person, String nick) {
        return Persons.withNick(person, new Nickname(nick));
    }

    @Test
    void knowsTheDevicesOfSomebody() {
        Account account = account(1, "alice");
        PersonId alice = claim(1, "alice", account).person().id();
        claim(2, "alice", account);
        assertThat(done(new PresenceRequest.Devices(alice)))
                .isEqualTo(List.of(
                        new Device(session(1), "host", true, 1_000), new Device(session(2), "host", true, 1_000)));
        done(new PresenceRequest.Leave(session(1), null));
        assertThat((List<?>) done(new PresenceRequest.Devices(alice))).hasSize(1);
        assertThat(done(new PresenceRequest.Devices(new PersonId.OfAccount(new AccountId(9)))))
                .isEqualTo(List.of());
    }

    @Test
    void remembersWhomSomebodyAcceptsUntilTheyLeave() {
        PersonId alice = claim(1, "alice", null).person().id();
        PersonId bob = claim(2, "bob", null).person().id();
        assertThat(done(new PresenceRequest.Accepts(alice, bob))).isEqualTo(false);
        done(new PresenceRequest.Accept(alice, bob, true));
        assertThat(done(new PresenceRequest.Accepts(alice, bob))).isEqualTo(true);
        assertThat(done(new PresenceRequest.Accepts(bob, alice))).isEqualTo(false);
        for (int i = 0; i < 100; i++) {
            done(new PresenceRequest.Accept(alice, new PersonId.OfAccount(new AccountId(i + 1)), true));
        }
        assertThat(done(new PresenceRequest.Accepts(alice, bob))).isEqualTo(false);
        done(new PresenceRequest.Accept(alice, bob, true));
        done(new PresenceRequest.Accept(alice, bob, false));
        assertThat(done(new PresenceRequest.Accepts(alice, bob))).isEqualTo(false);
        done(new PresenceRequest.Leave(session(1), null));
        assertThat(done(new PresenceRequest.Accepts(alice, new PersonId.OfAccount(new AccountId(100)))))
                .isEqualTo(false);
    }

    @Test
    void tellsAboutAwayRealnameAndInvisibleOnlyWhenTheyChange() {
        claim(1, "alice", null);
        presence.takeEvents(1_000);

        done(new PresenceRequest.SetAway(session(1), "lunch"));
        done(new PresenceRequest.SetAway(session(1), "lunch"));
        done(new PresenceRequest.SetRealname(session(1), "Alice"));
        done(new PresenceRequest.SetModes(session(1), new UserModes("iw"), UserModes.NONE));
        done(new PresenceRequest.SetModes(session(1), new UserModes("i"), new UserModes("B")));
        done(new PresenceRequest.SetAway(session(1), null));

        assertThat(presence.takeEvents(1_000))
                .extracting(event -> ((PresenceEvent.Changed) event).what())
                .containsExactly(
                        PresenceEvent.What.AWAY,
                        PresenceEvent.What.REALNAME,
                        PresenceEvent.What.MODES,
                        PresenceEvent.What.AWAY);
    }

    /** Any sequence of requests leaves every nick, person and session where the events say. */
    @Test
    void keepsNicksUniqueAndItsEventsCompleteWhateverHappens() {
        Random random = new Random(42);
        Map<PersonId, Person> replica = new HashMap<>();
        long position = 0;
        for (int step = 0; step < 20_000; step++) {
            presence.on(randomRequest(random), step);
            for (PresenceEvent event : presence.takeEvents(1_000)) {
                position++;
                apply(replica, event);
            }
            assertThat(presence.position()).isEqualTo(position);
            if (step % 50 == 0) {
                assertThat(replica.values()).containsExactlyInAnyOrderElementsOf(presence.persons());
                Set<Nickname> nicks = new HashSet<>();
                Set<SessionId> sessions = new HashSet<>();
                for (Person person : presence.persons()) {
                    assertThat(nicks.add(person.nick())).isTrue();
                    assertThat(person.sessions()).isNotEmpty().allMatch(sessions::add);
                }
            }
        }
    }

    private static void apply(Map<PersonId, Person> replica, PresenceEvent event) {
        switch (event) {
            case PresenceEvent.Online online ->
                assertThat(replica.put(online.person().id(), online.person())).isNull();
            case PresenceEvent.Changed changed ->
                assertThat(replica.put(changed.now().id(), changed.now())).isEqualTo(changed.before());
            case PresenceEvent.Adopted adopted -> {
                assertThat(replica.remove(adopted.guest())).isNotNull();
                assertThat(replica.put(adopted.now().id(), adopted.now())).isNull();
            }
            case PresenceEvent.Offline offline ->
                assertThat(replica.remove(offline.person().id())).isEqualTo(offline.person());
            case PresenceEvent.Announced _announced -> {}
        }
    }

    private static PresenceRequest<?> randomRequest(Random random) {
        long number = 1L + random.nextInt(12);
        int name = random.nextInt(6);
        Account account = account(1L + name % 3, "nick" + name % 3);
        return switch (random.nextInt(7)) {
            case 0, 1 -> request(number, "nick" + name, random.nextBoolean() ? account : null);
            case 2 -> new PresenceRequest.Rename(session(number), new Nickname("nick" + name));
            case 3 -> new PresenceRequest.SetAway(session(number), random.nextBoolean() ? "away" : null);
            case 4 -> new PresenceRequest.Identify(session(number), account, random.nextBoolean());
            case 5 ->
                new PresenceRequest.SetModes(
                        session(number), new UserModes("i"), new UserModes(random.nextBoolean() ? "i" : "B"));
            default -> new PresenceRequest.Leave(session(number), null);
        };
    }
}
