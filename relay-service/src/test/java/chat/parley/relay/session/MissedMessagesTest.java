package chat.parley.relay.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Arrived;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.name.RoomName;
import chat.parley.relay.script.ScriptedClient;
import chat.parley.relay.script.World;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody without chathistory is told on coming back. */
class MissedMessagesTest {
    private static final ConversationId ROOM = new ConversationId(1);

    private final World world = new World();
    private long end;

    @BeforeEach
    void missSomething() {
        ScriptedClient bob = world.member("b", "bob");
        bob.says("JOIN #room");
        world.member("a", "alice").says("JOIN #room", "QUIT");
        bob.says("PRIVMSG #room :one", "PRIVMSG #room :two");
        end = Objects.requireNonNull(world.views().room(new RoomName("#room"))).sequence();
        world.missed(
                new Arrived.Missed(new ConversationRef.Room(ROOM, new RoomName("#room")), end - 2, end, World.START));
    }

    private ScriptedClient comesBack(String connection, String capabilities) {
        return world.open(connection)
                .says("CAP REQ :sasl " + capabilities, "NICK alice", "USER a 0 * :A", "AUTHENTICATE PLAIN")
                .says("AUTHENTICATE " + ScriptedClient.base64("\0alice\0secret"));
    }

    @Test
    void isWhatWasSaidInTheRoomsInItsOrder() {
        ScriptedClient alice = comesBack("a2", "").says("CAP END");

        alice.hearsAmongOthers(
                "001 alice …",
                ":alice!…@… JOIN #room",
                "366 alice #room …",
                ":bob!…@… PRIVMSG #room one",
                ":bob!…@… PRIVMSG #room two");
        assertThat(alice.owed()).containsExactly(ROOM);
        assertThat(alice.told()).containsExactly(entry(ROOM, end));
        assertThat(world.asked(RoomRequest.History.class))
                .extracting(RoomRequest.History::limit)
                .containsExactly(100);
    }

    @Test
    void staysOwedUntilItIsWritten() {
        ScriptedClient alice = comesBack("a2", "").readsNoMore().says("CAP END");
        alice.hearsAmongOthers(":bob!…@… PRIVMSG #room two");
        assertThat(alice.told()).isEmpty();

        alice.vanishes();

        assertThat(alice.told()).isEmpty();
        assertThat(alice.isClosed()).isTrue();
    }

    @Test
    void comesPieceByPieceWhereItIsMuch() {
        ScriptedClient carol = world.member("c", "carol", "message-tags").says("JOIN #room");
        for (int i = 0; i < 50; i++) {
            carol.says("@+draft/reply=" + "x".repeat(4_000) + " PRIVMSG #room :" + i);
        }
        ScriptedClient alice = comesBack("a2", "message-tags").readsNoMore().says("CAP END");
        assertThat(said(alice)).isBetween(10, 30);

        alice.readsAgain();

        assertThat(said(alice)).isBetween(20, 42);
        assertThat(alice.told()).containsExactly(entry(ROOM, end + 51));
    }

    private static int said(ScriptedClient client) {
        return (int) client.heard().stream()
                .filter(line -> line.contains(" PRIVMSG "))
                .count();
    }

    @Test
    void staysOwedWhenItCannotBeRead() {
        world.failing(
                request -> request instanceof RoomRequest.History ? new Failure.Unavailable(true, "not now") : null);

        ScriptedClient alice = comesBack("a2", "").says("CAP END", "PING 1");

        alice.hearsAmongOthers("001 alice …", "PONG … 1");
        assertThat(alice.owed()).containsExactly(ROOM);
        assertThat(alice.told()).isEmpty();
    }

    @Test
    void isNotSaidAgainWhileAnotherDeviceIsHereToReadTheRooms() {
        comesBack("a2", "").says("CAP END").forget();

        ScriptedClient second = comesBack("a3", "").says("CAP END");

        assertThat(second.heard()).noneMatch(line -> line.contains(" PRIVMSG "));
        assertThat(second.owed()).isEmpty();
    }

    @Test
    void isAskedForByClientsThatCan() {
        ScriptedClient alice = comesBack("a2", "draft/chathistory").says("CAP END");

        assertThat(alice.heard()).noneMatch(line -> line.contains(" PRIVMSG "));
        assertThat(world.asked(RoomRequest.History.class)).isEmpty();
    }

    @Test
    void isNothingForAGuest() {
        ScriptedClient guest = world.guest("carol").says("JOIN #room");

        assertThat(guest.owed()).isEmpty();
        assertThat(guest.session().person()).isInstanceOf(PersonId.OfGuest.class);
    }
}
