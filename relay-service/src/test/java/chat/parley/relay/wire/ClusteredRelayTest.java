package chat.parley.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A relay whose services forget it, begin new lives, and are away. */
class ClusteredRelayTest {
    private final TestRelay relay = TestRelay.clustered();

    @AfterEach
    void close() {
        relay.close();
    }

    @Test
    void bringsEverybodyThroughANewLifeOfPresenceUnseen() {
        try (WireClient ann = relay.connect().enter("ann").join("#room");
                WireClient bob = relay.connect().enter("bob").join("#room")) {
            ann.settle();

            relay.services.killPresence();
            Awaitility.await().until(() -> relay.counts.follows.get() > 0);
            // an answer that is waited for comes after what the new presence said
            bob.send("AWAY :thinking");
            bob.await(" 306 ");
            bob.send("PRIVMSG #room :still here");

            ann.await(":still here");
            assertThat(ann.settle()).isEmpty();
            try (WireClient other = relay.connect()) {
                other.send("NICK ann", "USER u 0 * :other");
                assertThat(other.await(" 433 ")).contains(" ann ");
            }
        }
    }

    @Test
    void endsTheConnectionsThatPresenceGaveUp() {
        try (WireClient ann = relay.connect().enter("ann").join("#room");
                WireClient bob = relay.connect().enter("bob").join("#room")) {
            relay.services.loseSilently("ann");

            assertThat(ann.await("ERROR ")).endsWith("please reconnect");
            bob.await(":ann!u@");
            assertThat(relay.services.leaves).hasValue(0);
        }
    }

    @Test
    void asksForWhatItMissedWhenTheRoomsHaveForgottenIt() {
        try (WireClient ann = relay.connect().enter("ann").join("#room");
                WireClient bob = relay.connect().enter("bob").join("#room")) {
            ann.settle();

            relay.services.forgetRelays();
            bob.send("PRIVMSG #room :missed");

            assertThat(ann.await(":missed")).startsWith(":bob!u@");
            bob.send("PRIVMSG #room :live");
            ann.await(":live");
        }
    }

    @Test
    void tellsOfTroubleOnceAndOfItsEnd() {
        try (WireClient ann = relay.connect().enter("ann").join("#room")) {
            assertThat(relay.node().inContact()).isTrue();

            relay.services.away(true);
            assertThat(ann.await("NOTICE ann ")).contains("lost touch");
            assertThat(relay.node().inContact()).isFalse();
            ann.send("PRIVMSG #room :hello");
            assertThat(ann.await("PRIVMSG")).contains("REFUSED");
            assertThat(ann.settle()).isEmpty();
            relay.services.away(false);

            assertThat(ann.await("NOTICE ann ")).contains("in touch");
            ann.send("PRIVMSG #room :hello", "TOPIC #room :works");
            ann.await("TOPIC #room :works");
            assertThat(relay.node().inContact()).isTrue();
        }
    }

    @Test
    void tellsPresenceAndThenEverybodyThatItStops() {
        try (WireClient ann = relay.connect().enter("ann");
                WireClient bob = relay.connect().enter("bob")) {
            relay.stop();

            assertThat(relay.services.retired).hasValue(1);
            assertThat(relay.services.leaves).hasValue(0);
            assertThat(ann.rest()).last().asString().startsWith("ERROR :Closing link: ");
            assertThat(bob.rest()).last().asString().startsWith("ERROR :Closing link: ");
        }
    }
}
