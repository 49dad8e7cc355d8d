package chat.parley.relay.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.relay.script.ScriptedClient;
import chat.parley.relay.script.World;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoomsTest {
    private final World world = new World();

    @Test
    void tellsWhoIsThereOnJoining() {
        world.guest("alice")
                .says("JOIN #a")
                .hears(":alice!alice@host.test JOIN #a", "353 alice = #a @alice", "366 alice #a :End of NAMES list");
    }

    @Test
    void showsTheJoinToOthersOnce() {
        ScriptedClient alice = world.guest("alice").says("JOIN #a");
        alice.forget();
        ScriptedClient bob = world.guest("bob").says("JOIN #A");
        alice.hears(":bob!bob@host.test JOIN #a");
        bob.hears(":bob!bob@host.test JOIN #a", "353 bob = #a :@alice bob", "366 bob #a …");
        bob.says("JOIN #a").hearsNothing();
        alice.hearsNothing();
    }

    @Test
    void tellsTheTopicOnJoining() {
        world.guest("alice").says("JOIN #a", "TOPIC #a :Tea and cake").forget();
        world.guest("bob")
                .says("JOIN #a")
                .hears(
                        ":bob!bob@host.test JOIN #a",
                        "332 bob #a :Tea and cake",
                        "333 bob #a alice!alice@host.test 1700000000",
                        "353 …",
                        "366 …");
    }

    @Test
    void showsAccountAndRealnameToThoseWhoAsked() {
        world.member("c", "alice", "extended-join")
                .says("JOIN #a")
                .hearsAmongOthers(":alice!alice@host.test JOIN #a alice :Real alice");
        world.guest("bob", "extended-join").says("JOIN #a").hearsAmongOthers(":bob!bob@host.test JOIN #a * :Real bob");
    }

    @Test
    void joinsSeveralOneAfterAnother() {
        world.guest("alice")
                .says("JOIN #b,inv@lid,#c,#b")
                .hears(
                        ":alice!alice@host.test JOIN #b",
                        "353 alice = #b @alice",
                        "366 alice #b …",
                        "476 alice inv@lid :Not a valid room name: it does not begin with #",
                        ":alice!alice@host.test JOIN #c",
                        "353 alice = #c @alice",
                        "366 alice #c …");
    }

    @Test
    void labelsAJoinWithAllThatBelongsToIt() {
        world.guest("alice", "labeled-response", "batch")
                .says("@label=1 JOIN #a")
                .hears(
                        "@label=1 BATCH +1 labeled-response",
                        "@batch=1 :alice!alice@host.test JOIN #a",
                        "@batch=1 353 alice = #a @alice",
                        "@batch=1 366 alice #a …",
                        "BATCH -1")
                .says("@label=2 JOIN #a")
                .hears("@label=2 ACK")
                .says("@label=3 PART #a")
                .hears("@label=3 :alice!alice@host.test PART #a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#", "a", "#a\u0007b", "#x y", "#a\u200Bb", "#p\u0430ypal"})
    void refusesNamesThatAreNoRooms(String name) {
        world.guest("alice").says("JOIN :" + name).hears("476 alice … :Not a valid room name: it …");
    }

    @ParameterizedTest
    @CsvSource({"BAD_KEY,475", "INVITE_ONLY,473", "ROOM_FULL,471", "TOO_MANY_ROOMS,405", "NO_SUCH_ROOM,403"})
    void saysWhyARoomCannotBeJoined(Reason reason, String numeric) {
        ScriptedClient alice = world.guest("alice");
        world.failing(request -> request instanceof RoomRequest.Join ? new Failure.Denied(reason, "x") : null);
        alice.says("JOIN #a").hears(numeric + " alice #a …");
    }

    @Test
    void letsThoseInWhoKnowTheKey() {
        world.guest("alice").says("JOIN #a", "MODE #a +k cake").forget();
        world.guest("bob")
                .says("JOIN #a", "JOIN #a tea")
                .hears("475 bob #a …", "475 bob #a …")
                .says("JOIN #b,#a x,cake")
                .hearsAmongOthers(":bob!bob@host.test JOIN #b", ":bob!bob@host.test JOIN #a");
    }

    @Test
    void leavesWithAReason() {
        ScriptedClient bob = world.guest("bob").says("JOIN #a");
        ScriptedClient alice = world.guest("alice").says("JOIN #a");
        bob.forget();
        alice.forget();
        alice.says("PART #a :off to lunch").hears(":alice!alice@host.test PART #a :off to lunch");
        bob.hears(":alice!alice@host.test PART #a :off to lunch");
    }

    @Test
    void leavesAllByJoiningNought() {
        ScriptedClient alice = world.guest("alice").says("JOIN #a", "JOIN #b");
        alice.forget();
        alice.says("JOIN 0").hears(":alice!alice@host.test PART #a", ":alice!alice@host.test PART #b");
    }

    @Test
    void cannotLeaveWhereOneIsNot() {
        world.guest("bob").says("JOIN #a").forget();
        world.guest("alice")
                .says("PART #a", "PART #nowhere", "PART nonsense")
                .hears("442 alice #a …", "403 alice #nowhere …", "403 alice nonsense …");
    }

    @Test
    void cutsReasonsThatAreTooLong() {
        ScriptedClient alice = world.guest("alice").says("JOIN #a");
        alice.forget();
        alice.says("PART #a :" + "ä".repeat(220));
        assertThat(alice.heard().getFirst()).endsWith(" #a " + "ä".repeat(150));
    }

    @Test
    void showsAllDevicesOfAnAccountTheSameRooms() {
        ScriptedClient one = world.member("one", "alice").says("JOIN #a");
        one.forget();
        ScriptedClient two = world.member("two", "alice");
        two.says("NAMES #a").hears("353 alice = #a @alice", "366 alice #a …");
        two.says("JOIN #b");
        one.hears(":alice!alice@host.test JOIN #b", "353 alice = #b @alice", "366 alice #b …");
    }

    @Test
    void tellsAnArrivingDeviceWhichRoomsItIsIn() {
        world.member("one", "alice").says("JOIN #a").forget();
        ScriptedClient two = world.open("two")
                .says("CAP REQ sasl", "NICK alice", "USER a 0 * :A", "AUTHENTICATE PLAIN")
                .says("AUTHENTICATE " + ScriptedClient.base64("\0alice\0secret"), "CAP END");
        two.hearsAmongOthers(
                "001 alice …", "422 …", ":alice!alice@host.test JOIN #a", "353 alice = #a @alice", "366 …");
    }

    @Test
    void showsNamesOfRoomsOneIsNotIn() {
        world.guest("alice").says("JOIN #a").forget();
        world.guest("ghost").says("MODE ghost +i", "JOIN #a").forget();
        world.guest("bob", "multi-prefix", "userhost-in-names")
                .says("NAMES #a")
                .hears("353 bob = #a @alice!alice@host.test", "366 bob #a …");
    }

    @Test
    void hidesNamesOfSecretRooms() {
        world.guest("alice").says("JOIN #a", "MODE #a +s").forget();
        world.guest("bob")
                .says("NAMES #a", "NAMES #nowhere", "NAMES invalid", "NAMES")
                .hears("366 bob #a …", "366 bob #nowhere …", "366 bob invalid …", "366 bob * …");
    }

    @Test
    void endsSeveralNamesOnce() {
        ScriptedClient alice = world.guest("alice").says("JOIN #a", "JOIN #b");
        alice.forget();
        alice.says("NAMES #a,#b").hears("353 alice = #a @alice", "353 alice = #b @alice", "366 alice #a,#b …");
    }

    @Test
    void setsAndTellsTheTopic() {
        ScriptedClient alice = world.guest("alice").says("JOIN #a");
        alice.forget();
        alice.says("TOPIC #a")
                .hears("331 alice #a :No topic is set")
                .says("TOPIC #a :Tea")
                .hears(":alice!alice@host.test TOPIC #a Tea")
                .says("TOPIC #a")
                .hears("332 alice #a Tea", "333 alice #a alice!alice@host.test 1700000000")
                .says("TOPIC #a :")
                .hears(":alice!alice@host.test TOPIC #a :");
    }

    @Test
    void refusesTopics() {
        world.guest("alice").says("JOIN #a").forget();
        ScriptedClient bob = world.guest("bob");
        bob.says("TOPIC #a :x", "TOPIC #nowhere :x", "TOPIC #nowhere", "TOPIC nonsense :x")
                .hears("442 bob #a …", "403 bob #nowhere …", "403 bob #nowhere …", "403 bob nonsense …");
        bob.says("JOIN #a").forget();
        bob.says("TOPIC #a :x").hears("482 bob #a …");
        bob.says("TOPIC #a :" + "x".repeat(391))
                .hears("417 bob :Topic is too long, and was not changed: it may have 390 bytes");
    }

    @Test
    void hidesTheTopicOfASecretRoom() {
        world.guest("alice").says("JOIN #a", "MODE #a +s").forget();
        world.guest("bob").says("TOPIC #a").hears("442 bob #a …");
    }

    @Test
    void listsRooms() {
        world.guest("alice").says("JOIN #a", "JOIN #b", "TOPIC #a :Tea").forget();
        ScriptedClient bob = world.guest("bob").says("JOIN #b");
        bob.forget();
        bob.says("LIST").hears("321 bob Channel …", "322 bob #a 1 Tea", "322 bob #b 2 :", "323 bob :End of LIST");
        bob.says("LIST #a,#nowhere")
                .hearsAmongOthers("322 bob #a …")
                .says("LIST !*a")
                .hears("321 …", "322 bob #b …", "323 …");
        bob.says("LIST >1").hears("321 …", "322 bob #b …", "323 …");
        bob.says("LIST <2").hears("321 …", "322 bob #a …", "323 …");
        bob.says("LIST *b,<1").hears("321 …", "323 …");
    }

    @Test
    void listsManyRoomsPieceByPiece() {
        ScriptedClient alice = world.guest("alice");
        for (int i = 0; i < 400; i++) {
            alice.says("JOIN #room" + i, "TOPIC #room" + i + " :" + "x".repeat(250));
        }
        ScriptedClient bob =
                world.guest("bob", "labeled-response", "batch").readsNoMore().says("@label=7 LIST");

        List<String> first = bob.heard();
        List<String> rest = bob.readsAgain().heard();

        assertThat(first).hasSizeBetween(100, 300).first().asString().startsWith("@label=7 BATCH +");
        assertThat(rest).last().asString().startsWith("BATCH -");
        assertThat(rest.get(rest.size() - 2)).contains(" 323 ");
        assertThat(Stream.concat(first.stream(), rest.stream())
                        .filter(line -> line.startsWith("@batch=") && line.contains(" 322 ")))
                .hasSize(400);
    }

    @Test
    void asksForManyRoomsPageByPage() {
        ScriptedClient alice = world.guest("alice");
        for (int i = 0; i < 1_001; i++) {
            alice.says("JOIN #room" + i);
        }

        List<String> heard = world.guest("bob").says("LIST").heard();

        assertThat(world.asked(RoomRequest.ListRooms.class)).hasSize(3);
        assertThat(heard).first().asString().startsWith("321 ");
        assertThat(heard).last().asString().startsWith("323 ");
        assertThat(heard.stream().filter(line -> line.startsWith("322 ")).distinct())
                .hasSize(1_001);
    }

    @Test
    void tellsWhoIsInALargeRoomPieceByPiece() {
        for (int i = 0; i < 300; i++) {
            world.open("c" + i).says("NICK n" + i, "USER u 0 * :" + "x".repeat(250), "JOIN #a");
        }
        ScriptedClient bob = world.guest("bob").says("JOIN #a");
        bob.forget();
        bob.readsNoMore().says("WHO #a");

        int first = bob.heard().size();
        List<String> rest = bob.readsAgain().heard();

        assertThat(first).isBetween(100, 299);
        assertThat(first + rest.size()).isEqualTo(302);
        assertThat(rest).last().asString().startsWith("315 ");
    }
}
