package chat.parley.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PatienceTest {
    private final LoopWorld world = new LoopWorld();

    @Test
    void pingsWhoIsSilentAndEndsWhoDoesNotAnswer() {
        var ann = world.enter("ann");
        var bob = world.enter("bob");

        world.pass(TestRelay.SESSIONS.idlePingMillis() + 100);
        assertThat(ann.heard()).containsExactly(":irc.test PING irc.test");
        ann.send("PONG irc.test");
        bob.heard();
        world.pass(TestRelay.SESSIONS.pingTimeoutMillis() + 100);

        assertThat(ann.heard()).isEmpty();
        assertThat(bob.heard()).singleElement().asString().startsWith("ERROR :Closing link: Ping timeout");
    }
}
