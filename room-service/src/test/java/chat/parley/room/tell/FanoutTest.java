package chat.parley.room.tell;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.SessionId;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Which relays are sent what happens. */
class FanoutTest extends FanoutRig {
    @Test
    void sendsEachRelayOneFrameABatch() throws Exception {
        onContext(() -> {
            ConversationId den = tell(alice.join("#den"));
            ConversationId pub = tell(alice.join("#pub"));
            fanout.subscribe(den, ONE, 1);
            fanout.subscribe(pub, ONE, 1);
            fanout.subscribe(pub, TWO, 1);
            tell(alice.say("#den", "a"), alice.say("#pub", "b"), alice.say("#den", "c"));
        });

        Awaitility.await().until(() -> !one.frames.isEmpty() && !two.frames.isEmpty());
        assertThat(one.frames).hasSize(1);
        assertThat(one.sequences()).containsExactly(2L, 3L, 2L);
        assertThat(two.sequences()).containsExactly(2L);
    }

    @Test
    void knowsWhenARelayHasBeenHandedWhatWasSent() throws Exception {
        List<Future<Void>> handed = new CopyOnWriteArrayList<>();
        two.failing.set(1);
        onContext(() -> {
            ConversationId den = tell(alice.join("#den"));
            assertThat(fanout.handed(ONE).succeeded()).isTrue();
            fanout.subscribe(den, ONE, 1);
            fanout.subscribe(den, TWO, 1);
            tell(alice.say("#den", "a"));
            handed.add(fanout.handed(ONE));
            handed.add(fanout.handed(TWO));
            assertThat(handed).noneMatch(Future::isComplete);
        });

        await(handed.getFirst());
        assertThat(one.sequences()).containsExactly(2L);
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(handed.getLast()::failed);
    }

    @Test
    void leavesOutWhatTheSnapshotHasAlready() throws Exception {
        onContext(() -> {
            ConversationId den = tell(alice.join("#den"));
            fanout.subscribe(den, ONE, 3);
            tell(alice.say("#den", "2"), alice.say("#den", "3"), alice.say("#den", "4"));
        });

        Awaitility.await().until(() -> !one.frames.isEmpty());
        assertThat(one.sequences()).containsExactly(4L);
    }

    @Test
    void sendsOnWhatIsInALaterSnapshotToARelayThatFollowsTheRoomAlready() throws Exception {
        onContext(() -> {
            ConversationId den = tell(alice.join("#den"));
            fanout.subscribe(den, ONE, 1);
            fanout.subscribe(den, ONE, 2);
            tell(alice.say("#den", "another loop of the relay has this in its snapshot"));
        });

        Awaitility.await().until(() -> !one.frames.isEmpty());
        assertThat(one.sequences()).containsExactly(2L);
    }

    @Test
    void sendsNothingAfterUnsubscribing() throws Exception {
        onContext(() -> {
            ConversationId den = tell(alice.join("#den"));
            fanout.subscribe(den, ONE, 1);
            fanout.subscribe(den, TWO, 1);
            fanout.unsubscribe(den, ONE);
            tell(alice.say("#den", "a"));
            assertThat(fanout.isSubscribed(den)).isTrue();
            fanout.unsubscribe(den, TWO);
            assertThat(fanout.isSubscribed(den)).isFalse();
        });

        Awaitility.await().until(() -> !two.frames.isEmpty());
        assertThat(one.frames).isEmpty();
    }

    @Test
    void callsTheOtherDevicesOfWhoJoinsInTheSameFrame() throws Exception {
        onContext(() -> {
            reach.reset(List.of(person(alice, new SessionId(ONE, 1), new SessionId(TWO, 5))), _guest -> {});
            ConversationId pub = tell(bob.join("#pub"));
            fanout.subscribe(pub, TWO, 1);
            tell(alice.join("#den"), alice.say("#den", "not for those who are not there yet"), bob.say("#pub", "b"));
        });

        Awaitility.await().until(() -> !one.frames.isEmpty() && !two.frames.isEmpty());
        assertThat(one.frames).hasSize(1);
        assertThat(one.sequences()).containsExactly(1L);
        assertThat(two.frames).hasSize(1);
        assertThat(two.sequences()).containsExactly(1L, 2L);
    }

    @Test
    void callsNobodyWhoJoinsWithTheirOnlyDevice() throws Exception {
        onContext(() -> {
            reach.reset(List.of(person(alice, new SessionId(ONE, 1))), _guest -> {});
            ConversationId den = tell(alice.join("#den"));
            fanout.subscribe(den, TWO, 1);
            tell(alice.say("#den", "2"));
        });

        Awaitility.await().until(() -> !two.frames.isEmpty());
        assertThat(one.frames).isEmpty();
    }
}
