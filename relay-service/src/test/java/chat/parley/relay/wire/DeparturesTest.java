package chat.parley.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Thousands of connections that break in one moment end some at a time. */
class DeparturesTest {
    private static final int MANY = 200;
    private static final int AT_ONCE = 64;
    private static final long PAUSE_MILLIS = 50;

    private final LoopWorld world = new LoopWorld();
    private final LoopClient ann = world.enter("ann").join("#room");
    private final List<LoopClient> crowd = new ArrayList<>();

    DeparturesTest() {
        for (int i = 0; i < MANY; i++) {
            crowd.add(world.enter("user" + i).join("#room"));
        }
        ann.heard();
    }

    private void breakAll() {
        crowd.forEach(LoopClient::vanish);
        world.settle();
    }

    @Test
    void aFewEndAtOnce() {
        crowd.subList(0, AT_ONCE).forEach(LoopClient::vanish);
        world.settle();

        assertThat(ann.heard()).hasSize(AT_ONCE).allMatch(line -> line.contains(" QUIT "));
    }

    @Test
    void ofManyTheOthersEndLaterInTheirOrder() {
        breakAll();
        assertThat(ann.heard()).hasSize(AT_ONCE);

        world.pass(PAUSE_MILLIS);
        assertThat(ann.heard()).hasSize(AT_ONCE).first().isEqualTo(":user64!u@192.0.2.1 QUIT :Connection closed");

        world.pass(10 * PAUSE_MILLIS);
        assertThat(ann.heard()).hasSize(MANY - 2 * AT_ONCE);
    }

    @Test
    void whoComesBackUnderTheNameFindsItFree() {
        breakAll();
        ann.heard();
        var back = world.connect();

        back.send("NICK user150", "USER u 0 * :back");

        assertThat(back.heard()).first().asString().startsWith(":irc.test 001 user150 ");
        assertThat(ann.heard()).containsExactly(":user150!u@192.0.2.1 QUIT :Connection closed");
    }

    @Test
    void whoTakesTheNameFindsItFree() {
        breakAll();
        ann.heard();

        ann.send("NICK user150");

        assertThat(ann.heard())
                .containsExactly(":user150!u@192.0.2.1 QUIT :Connection closed", ":ann!u@192.0.2.1 NICK user150");
    }

    @Test
    void allAreGoneWhenTheServerStops() {
        breakAll();

        world.tell(loop -> loop.stop("Server is shutting down", 0));

        assertThat(ann.heard()).last().asString().startsWith("ERROR ");
        crowd.forEach(one -> one.channel.runPendingTasks());
        assertThat(world.connections()).isZero();
    }

    @Test
    void anOrdinaryQuitWaitsForNobody() {
        crowd.subList(0, MANY - 1).forEach(LoopClient::vanish);
        world.settle();
        ann.heard();

        crowd.getLast().send("QUIT :bye");

        assertThat(ann.heard()).containsExactly(":user199!u@192.0.2.1 QUIT :Quit: bye");
    }
}
