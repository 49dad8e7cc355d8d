package chat.parley.relay.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.room.ModeChange;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.relay.script.ScriptedClient;
import chat.parley.relay.script.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModesTest {
    private final World world = new World();
    private ScriptedClient alice = world.open("unused");

    @BeforeEach
    void aliceHasARoom() {
        alice = world.guest("alice").says("JOIN #a");
        alice.forget();
    }

    @Test
    void tellsTheModesOfARoom() {
        alice.says("MODE #a")
                .hears("324 alice #a +nt", "329 alice #a 1700000000")
                .says("MODE #a +sk cake", "MODE #a +l 5")
                .hears(":alice!alice@host.test MODE #a +sk cake", ":alice!alice@host.test MODE #a +l 5")
                .says("MODE #a")
                .hears("324 alice #a +nstkl cake 5", "329 …");
    }

    @Test
    void keepsTheKeyAndSecretRoomsFromOthers() {
        alice.says("MODE #a +k cake").forget();
        ScriptedClient bob = world.guest("bob").says("MODE #a").hears("324 bob #a +ntk *", "329 …");
        alice.says("MODE #a +s");
        bob.says("MODE #a").hears("403 bob #a …");
    }

    @Test
    void givesAndTakesRanks() {
        ScriptedClient bob = world.guest("bob").says("JOIN #a");
        alice.forget();
        bob.forget();
        alice.says("MODE #a +v-o+o BOB bob bob").hears(":alice!alice@host.test MODE #a +v-o+o bob bob bob");
        bob.hears(":alice!alice@host.test MODE #a +v-o+o bob bob bob");
    }

    @Test
    void refusesRanksForThoseWhoAreNotThere() {
        world.guest("bob");
        alice.says("MODE #a +o nobody", "MODE #a +o bob", "MODE #a +o")
                .hears("401 alice nobody …", "441 alice bob #a …", "461 alice MODE …");
    }

    @Test
    void refusesWhoIsNoOperator() {
        world.guest("bob").says("JOIN #a", "MODE #a +m").hearsAmongOthers("482 bob #a …");
        world.guest("carol").says("MODE #a +m", "MODE #nowhere +m").hears("482 carol #a …", "403 carol #nowhere …");
    }

    @Test
    void looksForTheRoomBeforeItLooksForPeople() {
        alice.says("MODE #nowhere +o nobody").hears("403 alice #nowhere …");
        world.guest("bob").says("JOIN #b").forget();
        alice.says("MODE #b +o nobody").hears("482 alice #b …");
    }

    @Test
    void namesModesThatDoNotExist() {
        alice.says("MODE #a +mXi").hears("472 alice X …", ":alice!alice@host.test MODE #a +mi");
    }

    @Test
    void refusesKeysAndLimitsThatAreNone() {
        alice.says(
                        "MODE #a +k :two words",
                        "MODE #a +k :",
                        "MODE #a +k " + "x".repeat(400),
                        "MODE #a +l many",
                        "MODE #a +l 0")
                .hears(
                        "696 alice #a k * …",
                        "696 alice #a k * …",
                        "696 alice #a k * …",
                        "696 alice #a l * …",
                        "696 alice #a l * …");
        assertThat(world.asked(RoomRequest.ChangeModes.class)).isEmpty();
    }

    @Test
    void takesKeyAndLimitAway() {
        alice.says("MODE #a -kl whatever").forget();
        assertThat(world.asked(RoomRequest.ChangeModes.class).getFirst().changes())
                .containsExactly(new ModeChange(false, 'k', "*", null), new ModeChange(false, 'l', null, null));
    }

    @Test
    void tellsEachListThatIsAskedForOnce() {
        alice.says("MODE #a b", "MODE #a +eIe")
                .hears(
                        "367 alice #a b!*@* op!op@host.test 1700000000",
                        "368 alice #a …",
                        "348 alice #a e!*@* op!op@host.test 1700000000",
                        "349 alice #a …",
                        "346 alice #a I!*@* op!op@host.test 1700000000",
                        "347 alice #a …");
    }

    @Test
    void makesMasksWholeAndRefusesWhatIsNone() {
        alice.says("MODE #a +bb-e bob nick!@host a:bob")
                .hears(":alice!alice@host.test MODE #a +bb-e bob!*@* nick!*@host a:bob")
                .says("MODE #a +b x:y")
                .hears("696 alice #a b x:y :The mask is of a kind that there is not");
    }

    @Test
    void tellsChangesInAsManyLinesAsTheyNeed() {
        String mask = "x".repeat(114) + "!*@";
        alice.says("MODE #a +bbbb " + String.join(" ", mask + 1, mask + 2, mask + 3, mask + 4))
                .hears(
                        ":alice!alice@host.test MODE #a +bbb %1$s1 %1$s2 %1$s3".formatted(mask),
                        ":alice!alice@host.test MODE #a +b " + mask + 4);
    }

    @Test
    void tellsOnesOwnModes() {
        alice.says("MODE alice")
                .hears("221 alice +")
                .says("MODE Alice +i")
                .hears(":alice!alice@host.test MODE alice +i")
                .says("MODE alice +i")
                .hearsNothing()
                .says("MODE alice")
                .hears("221 alice +i")
                .says("MODE alice -i+Z")
                .hears("501 alice …", ":alice!alice@host.test MODE alice -i");
    }

    @Test
    void keepsOthersModesToThem() {
        world.guest("bob");
        alice.says("MODE bob", "MODE bob +i", "MODE nobody").hears("502 alice …", "502 alice …", "401 alice nobody …");
    }
}
