package chat.parley.relay;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.ServiceRequest;
import chat.parley.contracts.Services;
import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.Claimed;
import chat.parley.contracts.presence.Left;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.contracts.presence.PresenceFrame;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.presence.PresenceSnapshot;
import chat.parley.contracts.presence.Standing;
import chat.parley.contracts.presence.UserModes;
import chat.parley.protocol.name.Nickname;
import chat.parley.relay.metrics.RelayMetrics;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PresenceFollowerTest {
    private static final RelayId HERE = new RelayId("relay.1");

    private final Vertx vertx = Vertx.vertx();
    private final List<Promise<PresenceSnapshot>> asked = new ArrayList<>();
    private final List<String> handed = new ArrayList<>();
    private final List<PresenceSnapshot> announced = new ArrayList<>();
    private final List<SessionId> left = new ArrayList<>();
    private long uptimeMillis;
    private long completeMillis = -1;
    private final PresenceFollower follower = follower(null);

    private PresenceFollower follower(@Nullable Picture picture) {
        return new PresenceFollower(
                (millis, task) -> vertx.setTimer(millis, _timer -> task.run()),
                () -> uptimeMillis,
                HERE,
                new Services() {
                    @Override
                    @SuppressWarnings("unchecked") // a request's type argument is the type of its answer
                    public <R> Future<R> ask(ServiceRequest<R> request) {
                        if (request instanceof PresenceRequest.Leave leave) {
                            left.add(leave.session());
                            return (Future<R>) Future.succeededFuture(new Left(0));
                        }
                        announced.add(((PresenceRequest.Follow) request).known());
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

                    @Override
                    public void complete(long asOfMillis) {
                        completeMillis = asOfMillis;
                    }

                    @Override
                    public void givenUp(Set<SessionId> sessions) {
                        handed.add("given up " + sessions);
                    }
                },
                picture,
                RelayMetrics.NONE);
    }

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

    @Test
    void takesAnotherLifeOfPresenceForNoContinuation() {
        follower.follow();
        asked.getFirst().complete(new PresenceSnapshot(1, 5, List.of()));

        follower.onFrame(frame(2, 6, 1));
        follower.onFrame(frame(1, 6, 1));
        assertThat(asked).hasSize(2);
        asked.getLast().complete(new PresenceSnapshot(2, 6, List.of()));
        follower.onFrame(frame(2, 7, 1));

        assertThat(handed).containsExactly("snapshot 5", "snapshot 6", "1 to 7");
    }

    @Test
    void followsAnewWhenPresenceDoesNotKnowItOrIsAnotherOne() {
        follower.follow();
        asked.getFirst().complete(new PresenceSnapshot(1, 5, List.of()));

        follower.stands(new Standing(1, true, 5, 0), 0);
        assertThat(asked).hasSize(1);
        follower.stands(new Standing(1, false, 5, 0), 0);
        assertThat(asked).hasSize(2);
        asked.getLast().complete(new PresenceSnapshot(1, 5, List.of()));
        follower.stands(new Standing(3, true, 5, 0), 0);

        assertThat(asked).hasSize(3);
    }

    @Test
    void followsAnewWhenALastFrameDoesNotCome() {
        follower.follow();
        asked.getFirst().complete(new PresenceSnapshot(1, 5, List.of()));

        follower.stands(new Standing(1, true, 6, 0), 1_000);
        follower.stands(new Standing(1, true, 6, 0), 1_100);
        assertThat(asked).as("it may be on its way").hasSize(1);
        follower.stands(new Standing(1, true, 7, 0), 2_000);

        assertThat(asked).hasSize(2);
    }

    @Test
    void believesNoStandingFromBeforeItFollowed() {
        follower.follow();
        follower.stands(new Standing(1, false, 5, 0), 0);
        uptimeMillis = 1_000;
        asked.getFirst().complete(new PresenceSnapshot(1, 5, List.of()));

        follower.stands(new Standing(1, false, 5, 0), 999);

        assertThat(asked).hasSize(1);
    }

    @Test
    void announcesWhomItKnowsAndEndsWhomPresenceGaveUp() {
        var sessions = new ClaimedSessions(() -> uptimeMillis);
        var announcing = follower(new Picture(HERE, sessions));
        announcing.follow();
        asked.getFirst().complete(new PresenceSnapshot(1, 5, List.of()));
        assertThat(announced).containsExactly(PresenceSnapshot.NONE);
        var session = new SessionId(HERE, 1);
        sessions.asked(session);
        sessions.answered(session, new Claimed(person(session), 6, true));
        uptimeMillis = 1_000;

        announcing.stands(new Standing(2, false, 0, 0), uptimeMillis);
        assertThat(announced.getLast()).isEqualTo(new PresenceSnapshot(1, 6, List.of(person(session)), 0));
        asked.getLast().complete(new PresenceSnapshot(2, 6, List.of()));

        assertThat(handed).containsExactly("snapshot 5", "snapshot 6", "given up [relay.1/1]");
    }

    @Test
    void saysAsOfWhenItHasAllThatPresenceKnows() {
        var announcing = follower(new Picture(HERE, new ClaimedSessions(() -> uptimeMillis)));
        uptimeMillis = 50;
        announcing.follow();
        asked.getFirst().complete(new PresenceSnapshot(1, 5, List.of()));
        assertThat(completeMillis).isEqualTo(50);

        announcing.stands(new Standing(1, true, 6, 0), 60);
        assertThat(completeMillis).as("something is on its way").isEqualTo(50);
        announcing.onFrame(frame(6, 1));
        announcing.stands(new Standing(1, true, 6, 0), 70);

        assertThat(completeMillis).isEqualTo(70);
    }

    @Test
    void tellsPresenceOfSessionsThatItListsThoughTheyEnded() {
        var announcing = follower(new Picture(HERE, new ClaimedSessions(() -> uptimeMillis)));
        var session = new SessionId(HERE, 1);
        announcing.follow();
        asked.getFirst().complete(new PresenceSnapshot(1, 5, List.of(person(session))));

        assertThat(left).containsExactly(session);
    }

    private static PresenceFrame frame(long position, int events) {
        return frame(1, position, events);
    }

    private static Person person(SessionId... sessions) {
        return new Person(
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
                List.of(sessions));
    }

    private static PresenceFrame frame(long epoch, long position, int events) {
        return new PresenceFrame(
                epoch,
                position,
                IntStream.range(0, events)
                        .<PresenceEvent>mapToObj(_i -> new PresenceEvent.Online(person()))
                        .toList());
    }
}
