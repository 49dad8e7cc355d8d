package chat.parley.room.model;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.room.Arrived;
import chat.parley.contracts.room.Member;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.name.RoomName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which rooms somebody is put into who comes. */
class ArrivingTest extends DenRig {
    @Test
    void putsWhoArrivesIntoTheLobby() {
        Table withLobby = new Table(new RoomName("#lobby"));
        withLobby.accepted(alice.join("#den"));

        Verdict.Arriving first = (Verdict.Arriving) withLobby.ask(alice.arrive());

        assertThat(first.rooms())
                .extracting(entered -> entered.room().name().value())
                .containsExactlyInAnyOrder("#den", "#lobby");
        assertThat(withLobby.last.events()).hasSize(1);
        assertThat(withLobby.snapshot("#lobby").members()).containsExactly(new Member(alice.person(), ""));
        withLobby.forget();
        Verdict.Arriving second = (Verdict.Arriving) withLobby.ask(alice.arrive());
        assertThat(second.rooms()).containsExactlyInAnyOrderElementsOf(first.rooms());
        assertThat(withLobby.last.isEmpty()).isTrue();
    }

    @Test
    void putsNobodyIntoTheLobbyWhoWasHereBefore() {
        Table withLobby = new Table(new RoomName("#lobby"));
        withLobby.accepted(alice.join("#den"));

        Verdict.Arriving again = (Verdict.Arriving) withLobby.ask(
                new RoomRequest.Arrive(alice.author(), alice.arrive().origin(), false));

        assertThat(again.rooms())
                .extracting(entered -> entered.room().name().value())
                .containsExactly("#den");
    }

    @Test
    void tellsNobodyButTheirOwnRoomsWithoutALobby() {
        Verdict.Arriving arriving = (Verdict.Arriving) table.ask(alice.arrive());

        assertThat(arriving.rooms()).isEqualTo(List.<Arrived.Entered>of());
    }
}
