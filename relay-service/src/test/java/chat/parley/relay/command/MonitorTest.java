package chat.parley.relay.command;

import chat.parley.relay.script.ScriptedClient;
import chat.parley.relay.script.World;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MonitorTest {
    private final World world = new World();

    @Test
    void tellsWhoIsThereAndWhoIsNot() {
        world.guest("bob");
        world.guest("alice")
                .says("MONITOR + Bob,carol,bob,*!x@y,")
                .hears("432 alice *!x@y :Not a valid nick: …", "730 alice bob!bob@host.test", "731 alice carol")
                .says("MONITOR S")
                .hears("730 alice bob!bob@host.test", "731 alice carol")
                .says("MONITOR L")
                .hears("732 alice Bob,carol", "733 alice :End of MONITOR list");
    }

    @Test
    void tellsWhenSomebodyComesAndGoes() {
        ScriptedClient alice = world.guest("alice").says("MONITOR + bob");
        alice.forget();
        ScriptedClient bob = world.guest("bob");
        alice.hears("730 alice bob!bob@host.test");
        bob.says("QUIT :bye");
        alice.hears("731 alice bob");
    }

    @Test
    void followsNicksAndNotWhoHasThem() {
        ScriptedClient alice = world.guest("alice").says("MONITOR + bob,robert");
        ScriptedClient bob = world.guest("bob");
        alice.forget();
        bob.says("NICK BOB");
        alice.hearsNothing();
        bob.says("NICK robert");
        alice.hears("731 alice BOB", "730 alice robert!bob@host.test");
    }

    @Test
    void countsAllDevicesOfAnAccountAsOne() {
        ScriptedClient alice = world.guest("alice").says("MONITOR + bob");
        alice.forget();
        ScriptedClient one = world.member("one", "bob");
        world.member("two", "bob");
        alice.hears("730 alice bob!bob@host.test");
        one.says("QUIT");
        alice.hearsNothing();
    }

    @Test
    void forgetsNicksThatAreTakenOffTheList() {
        ScriptedClient alice = world.guest("alice").says("MONITOR + bob,carol", "MONITOR - BOB,nobody");
        alice.forget();
        world.guest("bob");
        alice.hearsNothing().says("MONITOR C", "MONITOR L").hears("733 alice …");
        world.guest("carol");
        alice.hearsNothing();
    }

    @Test
    void boundsTheList() {
        String hundred = IntStream.range(0, 100).mapToObj(i -> "n" + i).collect(Collectors.joining(","));
        ScriptedClient alice = world.guest("alice").says("MONITOR + " + hundred);
        alice.forget();
        alice.says("MONITOR + n1,bob,carol").hears("731 alice n1", "734 alice 100 bob,carol :Your list is full");
    }

    @Test
    void knowsNoOtherWord() {
        world.guest("alice")
                .says("MONITOR x", "MONITOR", "MONITOR +")
                .hears("400 alice MONITOR …", "461 alice MONITOR …");
    }
}
