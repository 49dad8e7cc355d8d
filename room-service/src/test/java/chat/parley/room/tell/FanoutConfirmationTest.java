package chat.parley.room.tell;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.bus.RelayLink;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.room.metrics.RoomMetrics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What becomes of what a relay does not confirm, or has not heard: it is told where sequences end, again and again. */
class FanoutConfirmationTest extends FanoutRig {
    @Test
    void callsAgainUntilTheRelayConfirms() throws Exception {
        RelayId deaf = new RelayId("relay.3");
        Ear ear = new Ear();
        ear.failing.set(1);
        await(RelayLink.listen(vertx, deaf, ear));
        onContext(() -> {
            reach.reset(List.of(person(alice, new SessionId(ONE, 1), new SessionId(deaf, 5))), _guest -> {});
            tell(alice.join("#den"));
        });
        Awaitility.await().until(() -> ear.failing.get() == 0);

        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> {
            onContext(fanout::announceTails);
            return ear.sequences().contains(1L);
        });
    }

    @Test
    void tellsPositionsAgainUntilTheRelayConfirms() throws Exception {
        RelayId deaf = new RelayId("relay.3");
        Ear ear = new Ear();
        await(RelayLink.listen(vertx, deaf, ear));
        ConversationId den = denFollowedBy(deaf, "2");
        Awaitility.await().until(() -> !ear.frames.isEmpty());
        ear.failing.set(1);
        onContext(fanout::announceTails);
        Awaitility.await().until(() -> ear.failing.get() == 0);

        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> {
            onContext(fanout::announceTails);
            return ear.tails.contains(Map.of(den, 2L));
        });
    }

    @Test
    void saysThatARelayIsNotKnownAnyMoreOnceItWasLost() throws Exception {
        RelayId gone = new RelayId("relay.3");
        onContext(() -> {
            assertThat(fanout.attends(gone)).isFalse();
            assertThat(fanout.attends(gone)).isTrue();
        });
        ConversationId den = denFollowedBy(gone, "2");
        Awaitility.await().until(() -> !fanout.isSubscribed(den));

        onContext(() -> {
            reach.reset(List.of(person(bob, new SessionId(gone, 5))), _guest -> {});
            tell(alice.tell(bob, "psst"));
            assertThat(fanout.attends(gone)).isFalse();
        });
    }

    @Test
    void tellsARelayThatIsBehindOnlyWhereSequencesEnd() throws Exception {
        fanout = new Fanout(new RelayLink(vertx), reach, 1, false, RoomMetrics.NONE);
        ConversationId den = denFollowedBy(ONE, "2", "3", "4");

        Awaitility.await().until(() -> !one.tails.isEmpty());
        assertThat(one.sequences()).containsExactly(2L);
        assertThat(one.tails).containsExactly(Map.of(den, 4L));
    }

    @Test
    void announcesTheTailsOfWhatChanged() throws Exception {
        ConversationId den = denFollowedBy(ONE, "2");
        onContext(() -> {
            fanout.announceTails();
            fanout.announceTails();
        });

        Awaitility.await().until(() -> !one.tails.isEmpty());
        assertThat(one.tails).containsExactly(Map.of(den, 2L));
    }

    @Test
    void forgetsARelayThatIsGone() throws Exception {
        RelayId gone = new RelayId("relay.3");
        ConversationId den = denFollowedBy(gone, "2");

        Awaitility.await().until(() -> !fanout.isSubscribed(den));
    }
}
