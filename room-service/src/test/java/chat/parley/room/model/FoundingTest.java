package chat.parley.room.model;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.RoomDossier;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FoundingTest {
    private static final RoomName DEN = new RoomName("#den");

    private final Table table = new Table();
    private final Actor alice = Actor.account("alice", 1);
    private final Actor bob = Actor.account("bob", 2);
    private final Actor guest = Actor.guest("guest", 3);

    private static RoomRequest.Drop drop(Actor who, Actor... present) {
        return new RoomRequest.Drop(
                DEN, who.author(), "over", Stream.of(present).map(Actor::author).toList());
    }

    private static RoomRequest.HandOver handOver(Actor who, Actor heir) {
        return new RoomRequest.HandOver(
                DEN, who.author(), Objects.requireNonNull(heir.accountId()), new Nickname(heir.nick()));
    }

    private static RoomDossier.Kept kept(Actor who, String ranks) {
        return new RoomDossier.Kept(Objects.requireNonNull(who.accountId()), ranks);
    }

    private List<RoomDossier.Kept> kept() {
        return ((RoomDossier) table.answer(new RoomRequest.Inspect(DEN))).kept();
    }

    /** A room with a second operator, and someone without an account. */
    private void found() {
        table.accepted(alice.join("#den"));
        table.accepted(bob.join("#den"));
        table.accepted(guest.join("#den"));
        table.accepted(alice.modes("#den", bob.rank(true, 'o')));
    }

    @Test
    void endsARoomForItsFounderAlone() {
        found();
        table.here.add(bob.person());
        assertThat(table.refused(drop(bob, bob))).isEqualTo(Reason.NOT_THE_FOUNDER);
        assertThat(table.refused(drop(guest, bob))).isEqualTo(Reason.NOT_THE_FOUNDER);

        assertThat(table.answer(drop(alice, bob))).isEqualTo(true);

        assertThat(table.last.events().stream().map(Event::change))
                .containsExactly(new Change.Kick(bob.person(), new Nickname("bob"), "over"));
        table.forget();
        assertThat(table.refused(Actor.describe("#den"))).isEqualTo(Reason.NO_SUCH_ROOM);
    }

    @Test
    void knowsAFounderWhoIsNotThere() {
        found();
        table.accepted(alice.part("#den"));
        table.forget();

        assertThat(table.answer(drop(alice))).isEqualTo(true);
    }

    @Test
    void doesNotTellStrangersOfASecretRoom() {
        table.accepted(alice.join("#den"));
        table.accepted(alice.modes("#den", Actor.flag(true, 's')));

        assertThat(table.refused(drop(bob))).isEqualTo(Reason.NO_SUCH_ROOM);
        assertThat(table.refused(handOver(bob, bob))).isEqualTo(Reason.NO_SUCH_ROOM);
    }

    @Test
    void letsWhoGaveARoomBackFoundAnother() {
        for (String room : List.of("#den", "#b", "#c", "#d", "#e")) {
            table.accepted(alice.join(room));
            table.accepted(alice.part(room));
        }
        assertThat(table.refused(alice.join("#f"))).isEqualTo(Reason.TOO_MANY_ROOMS);

        table.answer(drop(alice));

        table.accepted(alice.join("#f"));
    }

    @Test
    void leavesTheLobby() {
        Table withLobby = new Table(DEN);
        withLobby.accepted(alice.join("#den"));

        assertThat(withLobby.refused(drop(alice))).isIn(Reason.LOBBY_STAYS, Reason.NOT_THE_FOUNDER);
    }

    @Test
    void makesAnOperatorWhoIsThereTheFounder() {
        found();

        assertThat(table.answer(handOver(alice, bob))).isEqualTo(true);

        assertThat(kept()).containsExactlyInAnyOrder(kept(alice, "o"), kept(bob, "fo"));
        table.forget();
        assertThat(kept()).containsExactlyInAnyOrder(kept(alice, "o"), kept(bob, "fo"));
        assertThat(table.refused(handOver(alice, bob))).isEqualTo(Reason.NOT_THE_FOUNDER);
        assertThat(table.answer(drop(bob))).isEqualTo(true);
    }

    @Test
    void makesNobodyElseTheFounder() {
        found();
        Actor stranger = Actor.account("stranger", 9);
        assertThat(table.refused(handOver(alice, stranger))).isEqualTo(Reason.NO_OPERATOR_THERE);
        table.accepted(bob.part("#den"));
        assertThat(table.refused(handOver(alice, bob))).isEqualTo(Reason.NO_OPERATOR_THERE);
        assertThat(table.refused(handOver(bob, bob))).isEqualTo(Reason.NOT_THE_FOUNDER);
    }

    @Test
    void givesNobodyMoreRoomsThanTheyMayHave() {
        found();
        for (String room : List.of("#b", "#c", "#d", "#e", "#f")) {
            table.accepted(bob.join(room));
            table.accepted(bob.part(room));
        }

        assertThat(table.refused(handOver(alice, bob))).isEqualTo(Reason.TOO_MANY_ROOMS);
    }

    @Test
    void knowsWhatIsNotThere() {
        assertThat(table.refused(drop(alice))).isEqualTo(Reason.NO_SUCH_ROOM);
        assertThat(table.refused(handOver(alice, bob))).isEqualTo(Reason.NO_SUCH_ROOM);
    }
}
