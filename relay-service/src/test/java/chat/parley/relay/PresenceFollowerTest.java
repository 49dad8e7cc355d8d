package chat.parley.relay;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.ServiceRequest;
import chat.parley.contracts.Services;
import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.contracts.presence.PresenceFrame;
import chat.parley.contracts.presence.PresenceSnapshot;
import chat.parley.contracts.presence.UserModes;
import chat.parley.protocol.name.Nickname;
import chat.parley.relay.metrics.RelayMetrics;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PresenceFollowerTest {
    private final Vertx vertx = Vertx.vertx();
    private final List<Promise<PresenceSnapshot>> asked = new ArrayList<>();
    private final List<String> handed = new ArrayList<>();
    private final PresenceFollower follower = new PresenceFollower(
            vertx,
            new RelayId("relay.1"),
            new Services() {
                @Override
                @SuppressWarnings("unchecked") // only Follow is asked
                public <R> Future<R> ask(ServiceRequest<R> request) {
                    Promise<PresenceSnapshot> promise = Promise.promise();
                    asked.add(promise);
                    return (Future<R>) promise.future();
                }
            },
            new PresenceFollower.Sink() {
                @Override
                public void presence(PresenceSnapshot snapshot) {
                    handed.add("snapshot " + snapshot.position());
                }

                @Override
                public void presence(PresenceFrame frame) {
                    handed.add(frame.events().size() + " to " + frame.position());
                }
            },
            RelayMetrics.NONE);

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void handsOnASnapshotFirstAndThenWhatFollows() {
        Future<Void> following = follower.follow();
        follower.onFrame(frame(4, 2));
        follower.onFrame(frame(6, 2));
        assertThat(handed).isEmpty();

        asked.getFirst().complete(new PresenceSnapshot(1, 4, List.of()));
        follower.onFrame(frame(7, 1));

        assertThat(following.succeeded()).isTrue();
        assertThat(handed).containsExactly("snapshot 4", "2 to 6", "1 to 7");
    }

    @Test
    void leavesOutWhatTheSnapshotHas() {
        follower.follow();
        asked.getFirst().complete(new PresenceSnapshot(1, 5, List.of()));

        follower.onFrame(frame(6, 3));
        follower.onFrame(frame(6, 3));

        assertThat(handed).containsExactly("snapshot 5", "1 to 6");
    }

    @Test
    void beginsAnewAfterAGap() {
        follower.follow();
        asked.getFirst().complete(new PresenceSnapshot(1, 5, List.of()));

        follower.onFrame(frame(9, 2));
        assertThat(asked).hasSize(2);
        asked.getLast().complete(new PresenceSnapshot(1, 8, List.of()));

        assertThat(handed).containsExactly("snapshot 5", "snapshot 8", "1 to 9");
    }

    @Test
    void asksUntilItIsAnswered() {
        Future<Void> following = follower.follow();

        asked.getFirst().fail("nobody there yet");

        Awaitility.await().until(() -> asked.size() == 2);
        asked.getLast().complete(new PresenceSnapshot(1, 0, List.of()));
        Awaitility.await().until(following::succeeded);
    }

    private static PresenceFrame frame(long position, int events) {
        var person = new Person(
                new PersonId.OfAccount(new AccountId(1)),
                new Nickname("ann"),
                "u",
                "h",
                "r",
                null,
                null,
                UserModes.NONE,
                true,
                0,
                List.of());
        return new PresenceFrame(
                1,
                position,
                IntStream.range(0, events)
                        .<PresenceEvent>mapToObj(_i -> new PresenceEvent.Online(person))
                        .toList());
    }
}
