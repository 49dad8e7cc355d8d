package chat.parley.relay;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.Claimed;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.contracts.presence.PresenceFrame;
import chat.parley.contracts.presence.PresenceSnapshot;
import chat.parley.contracts.presence.UserModes;
import chat.parley.protocol.name.Nickname;
import java.util.List;
import org.junit.jupiter.api.Test;

class PictureTest {
    private static final RelayId HERE = new RelayId("relay.here");
    private static final SessionId OURS = new SessionId(HERE, 1);
    private static final SessionId OURS_TOO = new SessionId(HERE, 2);
    private static final SessionId THEIRS = new SessionId(new RelayId("relay.there"), 1);

    private long uptimeMillis = 1_000;
    private final ClaimedSessions sessions = new ClaimedSessions(() -> uptimeMillis);
    private final Picture picture = new Picture(HERE, sessions);

    @Test
    void announcesNothingBeforeItHasFollowed() {
        assertThat(picture.announced()).isEqualTo(PresenceSnapshot.NONE);
    }

    @Test
    void announcesEverybodyWithThePositionTheEpochAndHowManyThereWere() {
        in(OURS, person(1, OURS), 5);
        picture.become(new PresenceSnapshot(7, 5, List.of(person(1, OURS), person(2, THEIRS))));
        picture.apply(new PresenceFrame(7, 6, List.of(new PresenceEvent.Offline(person(2, THEIRS), null))));

        assertThat(picture.announced()).isEqualTo(new PresenceSnapshot(7, 6, List.of(person(1, OURS)), 2));
    }

    @Test
    void announcesASessionThatWasAnsweredButNotTold() {
        picture.become(new PresenceSnapshot(7, 5, List.of()));

        in(OURS, person(1, OURS), 6);

        assertThat(picture.announced()).isEqualTo(new PresenceSnapshot(7, 6, List.of(person(1, OURS)), 0));
    }

    @Test
    void addsASessionThatWasNotToldToThePersonWhoIsHereElsewhere() {
        picture.become(new PresenceSnapshot(7, 5, List.of(person(1, THEIRS))));

        in(OURS, person(1, THEIRS, OURS), 6);

        assertThat(picture.announced().persons()).containsExactly(person(1, THEIRS, OURS));
    }

    @Test
    void announcesNoneThatHasEnded() {
        in(OURS, person(1, OURS), 4);
        in(OURS_TOO, person(1, OURS, OURS_TOO), 5);
        picture.become(new PresenceSnapshot(7, 5, List.of(person(1, OURS, OURS_TOO), person(2, THEIRS))));

        sessions.ended(OURS);
        assertThat(picture.announced().persons()).containsExactlyInAnyOrder(person(1, OURS_TOO), person(2, THEIRS));
        sessions.ended(OURS_TOO);
        assertThat(picture.announced().persons()).containsExactly(person(2, THEIRS));
    }

    @Test
    void knowsWhoWasGivenUp() {
        in(OURS, person(1, OURS), 4);
        picture.become(new PresenceSnapshot(7, 5, List.of(person(1, THEIRS))));

        assertThat(picture.givenUp(2_000)).containsExactly(OURS);
        assertThat(picture.leftOver()).isEmpty();
    }

    @Test
    void givesNobodyUpWhoWasAnsweredAfterThePictureWasTaken() {
        uptimeMillis = 2_000;
        in(OURS, person(1, OURS), 6);
        picture.become(new PresenceSnapshot(7, 5, List.of()));

        assertThat(picture.givenUp(2_000)).isEmpty();
        assertThat(picture.givenUp(2_001)).containsExactly(OURS);
    }

    @Test
    void waitsForTheAnswerOfWhoHasOnlyAsked() {
        sessions.asked(OURS);
        picture.become(new PresenceSnapshot(7, 5, List.of()));
        assertThat(picture.givenUp(2_000)).isEmpty();

        picture.apply(new PresenceFrame(7, 6, List.of(new PresenceEvent.Online(person(1, OURS)))));

        assertThat(picture.leftOver()).as("the answer is on its way").isEmpty();
    }

    @Test
    void knowsWhichAreListedThoughTheyEnded() {
        in(OURS, person(1, OURS), 4);
        picture.become(new PresenceSnapshot(7, 5, List.of(person(1, OURS))));

        sessions.ended(OURS);
        assertThat(picture.leftOver()).containsExactly(OURS);

        picture.apply(new PresenceFrame(7, 6, List.of(new PresenceEvent.Offline(person(1, OURS), "bye"))));
        assertThat(picture.leftOver()).isEmpty();
    }

    @Test
    void followsASessionThatBecomesAnothersDevice() {
        var guest = new PersonId.OfGuest(OURS);
        Person before = person(guest, "visitor", OURS);
        in(OURS, before, 4);
        picture.become(new PresenceSnapshot(7, 4, List.of(before, person(1, THEIRS))));

        picture.apply(new PresenceFrame(
                7,
                6,
                List.of(
                        new PresenceEvent.Offline(before, null),
                        new PresenceEvent.Changed(
                                person(1, THEIRS), person(1, THEIRS, OURS), PresenceEvent.What.SESSIONS))));

        assertThat(picture.givenUp(2_000)).isEmpty();
        assertThat(picture.leftOver()).isEmpty();
    }

    private void in(SessionId session, Person person, long position) {
        sessions.asked(session);
        sessions.answered(session, new Claimed(person, position, true));
    }

    private static Person person(long account, SessionId... sessions) {
        return person(new PersonId.OfAccount(new AccountId(account)), "nick" + account, sessions);
    }

    private static Person person(PersonId id, String nick, SessionId... sessions) {
        return new Person(
                id, new Nickname(nick), "u", "h", "r", nick, null, UserModes.NONE, true, 0, List.of(sessions));
    }
}
