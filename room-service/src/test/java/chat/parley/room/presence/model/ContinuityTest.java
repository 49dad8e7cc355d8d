package chat.parley.room.presence.model;

import static chat.parley.room.presence.model.Life.A;
import static chat.parley.room.presence.model.Life.B;
import static chat.parley.room.presence.model.Life.C;
import static chat.parley.room.presence.model.Life.account;
import static chat.parley.room.presence.model.Life.claimOf;
import static chat.parley.room.presence.model.Life.on;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.presence.Left;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.presence.PresenceSnapshot;
import chat.parley.protocol.name.Nickname;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContinuityTest {
    private static final Account ALICE = account(1, "alice");
    private static final Account BOB = account(2, "bob");
    private final Life life = new Life(100);

    @BeforeEach
    void bothFollow() {
        life.follow(A, PresenceSnapshot.NONE);
        life.follow(B, PresenceSnapshot.NONE);
        life.pass(2_000);
    }

    @Test
    void tellsNobodyOfALostRelaysAccountsAndLetsItsGuestsGo() {
        life.claim(on(B, 1), "alice", ALICE);
        life.claim(on(B, 2), "visitor", null);
        life.events();

        Continuity.Loss loss = life.continuity.lose(B, "lost", life.now);

        assertThat(loss).isEqualTo(new Continuity.Loss(1, 1));
        assertThat(life.events()).singleElement().isInstanceOfSatisfying(PresenceEvent.Offline.class, offline -> {
            assertThat(offline.person().nick()).isEqualTo(new Nickname("visitor"));
            assertThat(offline.reason()).isEqualTo("lost");
        });
        assertThat(life.sessionsOf("alice")).containsExactly(on(B, 1));
    }

    @Test
    void showsThatWhoDidNotComeBackLeftOnceWhenTheGraceTimeIsOver() {
        life.claim(on(B, 1), "alice", ALICE);
        life.continuity.lose(B, "lost", life.now);
        life.events();

        life.pass(29_999);
        assertThat(life.events()).isEmpty();
        assertThat(life.pass(1)).isEqualTo(1);
        life.pass(60_000);

        assertThat(life.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        PresenceEvent.Offline.class,
                        offline -> assertThat(offline.reason()).isEqualTo("lost"));
    }

    @Test
    void showsNeitherComingNorGoingOfWhoComesBackElsewhere() {
        life.claim(on(B, 1), "alice", ALICE);
        life.continuity.lose(B, "lost", life.now);
        life.events();

        life.claim(on(A, 1), "alice", ALICE);
        life.pass(30_000);

        assertThat(life.events())
                .hasSize(2)
                .allSatisfy(event ->
                        assertThat(((PresenceEvent.Changed) event).what()).isEqualTo(PresenceEvent.What.SESSIONS));
        assertThat(life.sessionsOf("alice")).containsExactly(on(A, 1));
    }

    @Test
    void goesOnWithARelayThatIsBackInTime() {
        life.claim(on(B, 1), "alice", ALICE);
        PresenceSnapshot known = life.snapshot();
        life.continuity.lose(B, "lost", life.now);
        life.pass(20_000);

        PresenceSnapshot answer = life.follow(B, known);
        life.pass(60_000);

        assertThat(answer.persons()).isEqualTo(known.persons());
        assertThat(life.sessionsOf("alice")).containsExactly(on(B, 1));
    }

    @Test
    void doesNotBringBackWhomThisLifeHasGivenUp() {
        life.claim(on(B, 1), "alice", ALICE);
        life.claim(on(B, 2), "visitor", null);
        PresenceSnapshot known = life.snapshot();
        life.continuity.lose(B, "lost", life.now);
        life.pass(30_000);

        assertThat(life.follow(B, known).persons()).isEmpty();
    }

    @Test
    void leavesAtOnceWhoQuitsInGrace() {
        life.claim(on(B, 1), "alice", ALICE);
        life.continuity.retire(B, "stopping", life.now);
        life.events();

        life.ask(new PresenceRequest.Leave(on(B, 1), "bye"));
        life.pass(60_000);

        assertThat(life.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        PresenceEvent.Offline.class,
                        offline -> assertThat(offline.reason()).isEqualTo("bye"));
    }

    @Test
    void givesARelayThatStopsNobodyNewAndDoesNotTakeItsWordBack() {
        life.claim(on(B, 1), "alice", ALICE);
        PresenceSnapshot known = life.snapshot();
        life.continuity.retire(B, "stopping", life.now);

        assertThat(unavailable(claimOf(on(B, 2), "bob", BOB))).isTrue();
        life.follow(B, known);
        life.pass(30_000);

        assertThat(life.presence.persons()).isEmpty();
    }

    @Test
    void refusesWhoseRelayDoesNotFollow() {
        assertThat(unavailable(claimOf(on(C, 1), "alice", ALICE))).isTrue();
        assertThat(life.ask(new PresenceRequest.Leave(on(C, 1), null))).isEqualTo(new Left(0));
    }

    @Test
    void takesWhoAsksForSomethingForBeingThere() {
        life.claim(on(B, 1), "alice", ALICE);
        life.continuity.lose(B, "lost", life.now);
        life.follow(B, PresenceSnapshot.NONE);

        life.claim(on(B, 1), "alice", ALICE);
        life.pass(60_000);

        assertThat(life.sessionsOf("alice")).containsExactly(on(B, 1));
    }

    @Test
    void letsEverybodyGoAtOnceWhereNothingIsClustered() {
        Life single = new Life(1, Patience.NONE);
        single.claim(on(A, 1), "alice", ALICE);
        single.claim(on(B, 1), "alice", ALICE);
        single.claim(on(B, 2), "bob", null);

        assertThat(single.continuity.lose(B, "lost", 0)).isEqualTo(new Continuity.Loss(0, 2));

        assertThat(single.sessionsOf("alice")).containsExactly(on(A, 1));
        assertThat(single.presence.persons()).hasSize(1);
    }

    // another life

    /** Alice on A and B, bob on B, a guest on each. */
    private PresenceSnapshot before() {
        life.claim(on(A, 1), "alice", ALICE);
        life.claim(on(B, 1), "alice", ALICE);
        life.claim(on(B, 2), "bob", BOB);
        life.claim(on(A, 3), "guest_a", null);
        life.claim(on(B, 3), "guest_b", null);
        return life.snapshot();
    }

    @Test
    void hasEverybodyAgainFromWhatTheFirstRelayAnnounces() {
        PresenceSnapshot known = before();
        Life next = new Life(101);

        PresenceSnapshot answer = next.follow(A, known);

        assertThat(answer.persons()).containsExactlyInAnyOrderElementsOf(known.persons());
        assertThat(answer.position()).isGreaterThan(known.position());
        assertThat(next.continuity.inGrace()).isEqualTo(3);
    }

    @Test
    void tellsNothingOfPeopleWhoseRelayAnnouncesThemInTime() {
        PresenceSnapshot known = before();
        Life next = new Life(101);
        next.follow(A, known);
        next.events();

        next.pass(29_000);
        PresenceSnapshot answer = next.follow(B, known);
        next.pass(60_000);

        assertThat(next.events()).isEmpty();
        assertThat(answer.persons()).containsExactlyInAnyOrderElementsOf(known.persons());
    }

    @Test
    void showsThatPeopleLeftWhoseRelayNeverCame() {
        PresenceSnapshot known = before();
        Life next = new Life(101);
        next.follow(A, known);
        next.events();

        next.pass(30_000);

        assertThat(next.events()).hasSize(3);
        assertThat(next.presence.persons()).hasSize(2);
        assertThat(next.sessionsOf("alice")).containsExactly(on(A, 1));
    }

    @Test
    void believesARelayAboutItsOwnSessionsWhateverOthersSaid() {
        PresenceSnapshot old = before();
        life.ask(new PresenceRequest.Leave(on(B, 2), null));
        PresenceSnapshot newer = life.snapshot();
        Life bobFirst = new Life(101);
        bobFirst.follow(A, old);
        Life bobLast = new Life(102);
        bobLast.follow(B, newer);

        bobFirst.follow(B, newer);
        bobLast.follow(A, old);

        assertThat(bobFirst.person("bob")).isNull();
        assertThat(bobLast.person("bob")).isNull();
        assertThat(bobFirst.snapshot().persons())
                .containsExactlyInAnyOrderElementsOf(bobLast.snapshot().persons());
    }

    @Test
    void believesWhoHadHeardMore() {
        PresenceSnapshot old = before();
        life.ask(new PresenceRequest.Rename(on(B, 2), new Nickname("bobby")));
        life.ask(new PresenceRequest.SetAway(on(B, 2), "lunch"));
        PresenceSnapshot newer = life.snapshot();
        Life oldFirst = new Life(101);
        oldFirst.follow(A, old);
        Life newFirst = new Life(102);
        newFirst.follow(B, newer);

        oldFirst.follow(B, newer);
        newFirst.follow(A, old);

        assertThat(oldFirst.presence.persons()).containsExactlyInAnyOrderElementsOf(newer.persons());
        assertThat(newFirst.presence.persons()).containsExactlyInAnyOrderElementsOf(newer.persons());
    }

    @Test
    void doesNotUndoWhatThisLifeWasAsked() {
        PresenceSnapshot old = before();
        life.ask(new PresenceRequest.SetAway(on(B, 1), "lunch"));
        PresenceSnapshot newer = life.snapshot();
        Life next = new Life(101);
        next.follow(A, old);
        next.ask(new PresenceRequest.SetAway(on(A, 1), "dinner"));

        next.follow(B, newer);

        assertThat(next.person("alice"))
                .satisfies(alice -> assertThat(alice.away()).isEqualTo("dinner"));
    }

    @Test
    void givesANickThatTwoAnnounceToTheFirst() {
        before();
        PresenceSnapshot known = life.snapshot();
        Life next = new Life(101);
        next.follow(C, PresenceSnapshot.NONE);
        next.pass(2_000);
        next.claim(on(C, 1), "guest_b", null);

        PresenceSnapshot answer = next.follow(B, known);

        assertThat(next.sessionsOf("guest_b")).containsExactly(on(C, 1));
        assertThat(answer.persons()).noneMatch(person -> person.sessions().contains(on(B, 3)));
    }

    @Test
    void givesUnknownNicksToNobodyUntilEveryRelayOfBeforeHasAnnounced() {
        PresenceSnapshot known = before();
        Life next = new Life(101);
        next.follow(A, known);

        Object early = next.ask(claimOf(on(A, 9), "newcomer", null));
        Object account = next.ask(claimOf(on(A, 10), "carol", account(3, "carol")));
        Object known2 = next.ask(claimOf(on(A, 11), "guest_b", null));
        next.follow(B, known);
        Object late = next.ask(claimOf(on(A, 9), "newcomer", null));

        assertThat(early).isInstanceOf(Failure.Unavailable.class);
        assertThat(account).isNotInstanceOf(Failure.class);
        assertThat(known2).isInstanceOf(Failure.Rejected.class);
        assertThat(late).isNotInstanceOf(Failure.class);
    }

    @Test
    void waitsForAnnouncementsForTwoSecondsAtMost() {
        Life next = new Life(101);
        next.follow(A, before());
        next.pass(1_999);
        Object early = next.ask(new PresenceRequest.Rename(on(A, 3), new Nickname("other")));
        next.pass(1);
        Object late = next.ask(new PresenceRequest.Rename(on(A, 3), new Nickname("other")));

        assertThat(early).isInstanceOf(Failure.Unavailable.class);
        assertThat(late).isNotInstanceOf(Failure.class);
    }

    @Test
    void takesALateRelaysAccountsBackButNotItsGuests() {
        PresenceSnapshot known = before();
        Life next = new Life(101);
        next.pass(30_001);

        PresenceSnapshot answer = next.follow(B, known);

        assertThat(answer.persons())
                .extracting(person -> person.nick().value())
                .containsExactlyInAnyOrder("alice", "bob");
        assertThat(next.sessionsOf("alice")).containsExactly(on(B, 1));
    }

    @Test
    void answersAnAnnouncementThatIsSentAgainAsTheFirst() {
        PresenceSnapshot known = before();
        Life next = new Life(101);
        PresenceSnapshot first = next.follow(A, known);
        next.events();

        PresenceSnapshot again = next.follow(A, known);

        assertThat(again).isEqualTo(first);
        assertThat(next.events()).isEmpty();
    }

    @Test
    void countsOnFromTheHighestPositionThatWasAnnounced() {
        Life next = new Life(101);
        next.follow(A, new PresenceSnapshot(100, 5_000, List.of()));
        next.follow(B, new PresenceSnapshot(100, 4_000, List.of()));

        assertThat(next.claim(on(A, 1), "alice", ALICE).position()).isEqualTo(5_001);
    }

    @Test
    void remembersHowManyThereWereAtMost() {
        life.claim(on(A, 1), "alice", ALICE);
        life.claim(on(B, 1), "bob", BOB);
        life.ask(new PresenceRequest.Leave(on(B, 1), null));
        assertThat(life.follow(C, PresenceSnapshot.NONE).most()).isEqualTo(2);

        Life next = new Life(101);
        next.follow(A, life.snapshot());

        assertThat(next.snapshot().most()).isEqualTo(2);
    }

    private boolean unavailable(PresenceRequest<?> request) {
        return life.ask(request) instanceof Failure.Unavailable(boolean certain, String _text) && certain;
    }
}
