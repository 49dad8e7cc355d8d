package chat.parley.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetadataWireTest {
    private final TestRelay relay = new TestRelay(2);

    @AfterEach
    void close() {
        relay.close();
    }

    private WireClient enter(String nick, String... keys) {
        WireClient client = relay.connect();
        client.send("CAP REQ :batch draft/metadata-3", "CAP END");
        client.enter(nick);
        if (keys.length > 0) {
            client.send("METADATA * SUB " + String.join(" ", keys));
            client.settle();
        }
        return client;
    }

    @Test
    void tellsThoseInTheRoomWhoSubscribedOnEveryLoop() {
        WireClient ann = enter("ann").join("#room").join("#other");
        WireClient bob = enter("bob", "avatar", "color").join("#room").join("#other");
        WireClient cid = enter("cid", "avatar").join("#room");
        WireClient dan = enter("dan").join("#room");
        WireClient eve = enter("eve", "avatar", "color");
        ann.settle();
        for (WireClient other : List.of(bob, cid, dan, eve)) {
            other.settle();
        }

        ann.send("METADATA * SET avatar :https://example.org/a.png", "METADATA * SET color :#c90076");
        assertThat(ann.settle())
                .containsExactly(
                        ":irc.test 761 ann ann avatar * :https://example.org/a.png",
                        ":irc.test 761 ann ann color * :#c90076");

        assertThat(bob.await("color")).isEqualTo(":irc.test 761 * ann color * :#c90076");
        assertThat(cid.await("avatar")).isEqualTo(":irc.test 761 * ann avatar * :https://example.org/a.png");
        for (WireClient other : List.of(bob, cid, dan, eve)) {
            assertThat(other.settle()).isEmpty();
        }
        ann.send("METADATA * SET avatar");
        assertThat(bob.await("766")).isEqualTo(":irc.test 766 * ann avatar :Key is not set");
    }

    @Test
    void tellsOfARoomAndOfWhoJoinsIt() {
        WireClient ann = enter("ann", "avatar").join("#room");
        WireClient bob = enter("bob", "avatar").join("#room");
        WireClient cid = enter("cid");
        ann.settle();
        bob.settle();

        ann.send("METADATA #room SET avatar :room.png");
        assertThat(ann.settle()).containsExactly(":irc.test 761 ann #room avatar * :room.png");
        assertThat(bob.settle()).containsExactly(":irc.test 761 * #room avatar * :room.png");

        cid.send("METADATA * SET avatar :c.png", "METADATA * SUB avatar");
        cid.settle();
        cid.send("JOIN #room");
        assertThat(cid.settle())
                .anyMatch(line -> line.endsWith(":irc.test 761 cid #room avatar * :room.png"))
                .anyMatch(line -> line.endsWith(":irc.test 761 cid cid avatar * :c.png"));
        assertThat(ann.settle()).containsExactly(":cid!u@127.0.0.1 JOIN #room", ":irc.test 761 * cid avatar * :c.png");
        ann.send("METADATA #room CLEAR");
        ann.settle();
        assertThat(bob.await("766")).isEqualTo(":irc.test 766 * #room avatar :Key is not set");
    }

    @Test
    void tellsThoseWhoMonitorOnceOfWhoComesAndChanges() {
        WireClient ann = enter("ann", "avatar");
        ann.send("MONITOR + bob");
        ann.settle();
        WireClient bob = relay.connect();
        bob.send("CAP REQ :batch draft/metadata-3", "METADATA * SET avatar :b.png", "CAP END");
        bob.enter("bob");
        assertThat(ann.settle())
                .containsExactly(":irc.test 730 ann bob!u@127.0.0.1", ":irc.test 761 * bob avatar * :b.png");

        bob.join("#room");
        ann.join("#room");
        ann.settle();
        bob.send("METADATA * SET avatar :new.png");
        bob.settle();

        assertThat(ann.settle()).containsExactly(":irc.test 761 * bob avatar * :new.png");
    }

    @Test
    void tellsOfAnAccountThatIsBackInItsRooms() {
        WireClient ann = relay.connect().signIn("ann", "batch draft/metadata-3");
        ann.send("METADATA * SUB avatar");
        ann.join("#room");
        WireClient bob = relay.connect().signIn("bob", "batch draft/metadata-3");
        bob.send("METADATA * SET avatar :b.png");
        bob.join("#room");
        bob.send("QUIT :later");
        bob.rest();
        ann.await("QUIT");
        ann.settle();

        relay.connect().signIn("bob", "");

        assertThat(ann.await("JOIN")).contains("bob!");
        assertThat(ann.await("761")).isEqualTo(":irc.test 761 * bob avatar * :b.png");
        assertThat(ann.settle()).isEmpty();
    }

    @Test
    void putsTimesOnWhatIsTold() {
        WireClient ann = relay.connect();
        ann.send("CAP REQ :batch draft/metadata-3 server-time", "CAP END");
        ann.enter("ann").join("#room");
        ann.send("METADATA * SUB avatar");
        ann.settle();
        WireClient bob = enter("bob").join("#room");
        bob.send("METADATA * SET avatar :b.png");
        bob.settle();
        assertThat(ann.await("761")).matches("@time=\\S+Z :irc.test 761 \\* bob avatar \\* :b.png");
    }
}
