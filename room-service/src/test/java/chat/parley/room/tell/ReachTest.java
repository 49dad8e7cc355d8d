package chat.parley.room.tell;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.contracts.presence.UserModes;
import chat.parley.protocol.name.Nickname;
import chat.parley.room.model.Actor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReachTest {
    private static final RelayId ONE = new RelayId("relay.1");
    private static final RelayId TWO = new RelayId("relay.2");
    private final Reach reach = new Reach();
    private final PersonId alice = Actor.account("alice", 1).person();
    private final PersonId.OfGuest guest =
            (PersonId.OfGuest) Actor.guest("guest", 3).person();

    @Test
    void followsPeopleFromRelayToRelay() {
        Person first = person(alice, new SessionId(ONE, 1));
        Person both = person(alice, new SessionId(ONE, 1), new SessionId(TWO, 1), new SessionId(TWO, 2));
        reach.on(new PresenceEvent.Online(first));
        assertThat(reach.relaysOf(alice)).containsExactly(ONE);

        reach.on(new PresenceEvent.Changed(first, both, PresenceEvent.What.SESSIONS));
        assertThat(reach.relaysOf(alice)).containsExactly(ONE, TWO);

        reach.on(new PresenceEvent.Offline(both, null));
        assertThat(reach.isHere(alice)).isFalse();
        assertThat(reach.relaysOf(alice)).isEmpty();
    }

    @Test
    void knowsWhoSaysThemselvesThatTheyAreHere() {
        reach.arrived(alice, new SessionId(ONE, 1));
        reach.arrived(alice, new SessionId(TWO, 1));
        reach.arrived(alice, new SessionId(ONE, 1));

        assertThat(reach.relaysOf(alice)).containsExactly(ONE, TWO);
    }

    @Test
    void knowsWhoHasMoreThanOneSession() {
        Person first = person(alice, new SessionId(ONE, 1));
        Person both = person(alice, new SessionId(ONE, 1), new SessionId(ONE, 2));
        reach.on(new PresenceEvent.Online(first));
        assertThat(reach.hasSeveral(alice)).isFalse();
        reach.on(new PresenceEvent.Changed(first, both, PresenceEvent.What.SESSIONS));
        assertThat(reach.hasSeveral(alice)).isTrue();
        reach.on(new PresenceEvent.Changed(both, first, PresenceEvent.What.SESSIONS));
        assertThat(reach.hasSeveral(alice)).isFalse();

        reach.arrived(alice, new SessionId(ONE, 1));
        assertThat(reach.hasSeveral(alice)).isFalse();
        reach.arrived(alice, new SessionId(ONE, 3));
        assertThat(reach.hasSeveral(alice)).isTrue();
    }

    @Test
    void saysWhichGuestsAreGoneWhenAllIsToldAnew() {
        reach.on(new PresenceEvent.Online(person(guest, guest.session())));
        reach.on(new PresenceEvent.Online(person(alice, new SessionId(ONE, 1))));
        List<PersonId> gone = new ArrayList<>();

        reach.reset(List.of(), gone::add);

        assertThat(gone).containsExactly(guest);
    }

    @Test
    void putsAnAccountInTheGuestsPlace() {
        reach.on(new PresenceEvent.Online(person(guest, guest.session())));

        reach.on(new PresenceEvent.Adopted(guest, person(alice, guest.session())));

        assertThat(reach.isHere(guest)).isFalse();
        assertThat(reach.isHere(alice)).isTrue();
    }

    private static Person person(PersonId id, SessionId... sessions) {
        return new Person(
                id, new Nickname("nick"), "u", "h", "r", null, null, UserModes.NONE, true, 1, List.of(sessions));
    }
}
