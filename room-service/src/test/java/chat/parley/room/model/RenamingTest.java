package chat.parley.room.model;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.failure.Reason;
import chat.parley.protocol.name.RoomName;
import org.junit.jupiter.api.Test;

/** Rooms get other names. */
class RenamingTest extends DenRig {
    @Test
    void renamesARoomWithAllThatBelongsToIt() {
        begin(bob);
        table.accepted(alice.say("#den", "here"));
        assertThat(table.refused(bob.rename("#den", "#lair"))).isEqualTo(Reason.NOT_AN_OPERATOR);
        assertThat(table.refused(visitor.rename("#den", "#lair"))).isEqualTo(Reason.NOT_A_MEMBER);
        table.accepted(bob.join("#pub"));
        assertThat(table.refused(alice.rename("#den", "#PUB"))).isEqualTo(Reason.ROOM_NAME_TAKEN);
        assertThat(table.refused(alice.rename("#den", "#den"))).isEqualTo(Reason.CANNOT_RENAME);
        assertThat(table.refused(alice.rename("#none", "#x"))).isEqualTo(Reason.NO_SUCH_ROOM);

        table.accepted(alice.rename("#den", "#Den"));
        long id = table.accepted(alice.rename("#den", "#lair"))
                .conversation()
                .id()
                .value();

        assertThat(table.snapshot("#lair").members()).hasSize(2);
        assertThat(table.accepted(bob.say("#lair", "still here"))
                        .conversation()
                        .id()
                        .value())
                .isEqualTo(id);
        assertThat(table.refused(bob.say("#den", "gone"))).isEqualTo(Reason.NO_SUCH_ROOM);
        table.forget();
        assertThat(table.snapshot("#lair").room().id().value()).isEqualTo(id);
        table.accepted(visitor.join("#den"));
    }

    @Test
    void keepsTheLobbysName() {
        Table lobby = new Table(new RoomName("#lobby"));
        lobby.accepted(alice.join("#den"));
        assertThat(lobby.refused(alice.rename("#den", "#lobby"))).isEqualTo(Reason.ROOM_NAME_TAKEN);
        lobby.accepted(alice.join("#lobby"));
        assertThat(lobby.refused(alice.rename("#lobby", "#x"))).isEqualTo(Reason.NOT_AN_OPERATOR);
    }
}
