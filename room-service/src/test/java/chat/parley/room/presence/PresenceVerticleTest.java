package chat.parley.room.presence;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.ServiceRequest;
import chat.parley.contracts.bus.BusServices;
import chat.parley.contracts.bus.Registration;
import chat.parley.contracts.bus.RelayLink;
import chat.parley.contracts.bus.RelayListener;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.contracts.presence.PresenceFrame;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.presence.PresenceSnapshot;
import chat.parley.contracts.presence.Standing;
import chat.parley.contracts.room.ConversationEvents;
import chat.parley.contracts.room.RecentDirect;
import chat.parley.protocol.name.Nickname;
import chat.parley.room.metrics.RoomMetrics;
import chat.parley.room.presence.model.Patience;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PresenceVerticleTest {
    static {
        // machines that build are busy
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }

    private static final RelayId RELAY = new RelayId("relay.1");

    private final Vertx vertx = Vertx.vertx();
    private final Context relay = vertx.getOrCreateContext();
    private String deployment = "";
    private final List<PresenceFrame> frames = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
        deployment =
                await(vertx.deployVerticle(new PresenceVerticle(Patience.NONE, RoomMetrics.NONE, Clock.systemUTC())));
    }

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
    }

    @Test
    void sendsFollowersEverythingAfterTheirSnapshotOnce() throws Exception {
        await(RelayLink.listen(vertx, RELAY, new Ear()));
        ask(claim(RELAY, 1));

        PresenceSnapshot snapshot = ask(new PresenceRequest.Follow(RELAY, PresenceSnapshot.NONE));
        assertThat(snapshot.persons()).hasSize(1);
        for (int i = 2; i <= 20; i++) {
            ask(claim(RELAY, i));
        }

        Awaitility.await().until(() -> !frames.isEmpty() && frames.getLast().position() == 20);
        long position = snapshot.position();
        for (PresenceFrame frame : frames) {
            assertThat(frame.position() - frame.events().size()).isEqualTo(position);
            position = frame.position();
        }
    }

    @Test
    void givesUpARelayThatIsSilentAndKeepsOneThatBeats() throws Exception {
        clustered(new Patience(true, 0, 3_000, 0));
        RelayId silent = new RelayId("relay.2");
        await(RelayLink.listen(vertx, RELAY, new Ear()));
        await(RelayLink.listen(vertx, silent, new Ear()));
        ask(new PresenceRequest.Follow(RELAY, PresenceSnapshot.NONE));
        ask(new PresenceRequest.Follow(silent, PresenceSnapshot.NONE));
        Person stays = ask(claim(RELAY, 1)).person();
        Person leaves = ask(claim(silent, 2)).person();

        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .pollInterval(50, TimeUnit.MILLISECONDS)
                .until(() -> ask(new PresenceRequest.Beat(RELAY, 0)).following() && hasLeft(leaves));

        assertThat(hasLeft(stays)).isFalse();
        assertThat(ask(new PresenceRequest.Beat(silent, 0)).following()).isFalse();
    }

    @Test
    void asksARelayToFollowAnewThatNobodyCanReachAndKeepsItsPeople() throws Exception {
        clustered(new Patience(true, 3_600_000, 3_600_000, 0));
        Registration ear = await(RelayLink.listen(vertx, RELAY, new Ear()));
        PresenceSnapshot first = ask(new PresenceRequest.Follow(RELAY, PresenceSnapshot.NONE));
        assertThat(ask(new PresenceRequest.Beat(RELAY, 0))).isEqualTo(new Standing(first.epoch(), true, 0, 0));
        await(ear.close());
        ask(claim(RELAY, 1));

        Awaitility.await().until(() -> !ask(new PresenceRequest.Beat(RELAY, 0)).following());

        PresenceSnapshot again = ask(new PresenceRequest.Follow(RELAY, first));
        assertThat(again.persons()).hasSize(1);
        assertThat(again.epoch()).isEqualTo(first.epoch());
        assertThat(ask(new PresenceRequest.Beat(RELAY, 0)).following()).isTrue();
    }

    @Test
    void tellsEachRelayHowManyAreComingToTheOthers() throws Exception {
        clustered(new Patience(true, 3_600_000, 3_600_000, 0));
        RelayId other = new RelayId("relay.2");
        RelayId stranger = new RelayId("relay.3");
        ask(new PresenceRequest.Follow(RELAY, PresenceSnapshot.NONE));
        ask(new PresenceRequest.Follow(other, PresenceSnapshot.NONE));
        ask(new PresenceRequest.Beat(stranger, 7));

        assertThat(ask(new PresenceRequest.Beat(RELAY, 2)).connectingElsewhere())
                .isZero();
        assertThat(ask(new PresenceRequest.Beat(other, 3)).connectingElsewhere())
                .isEqualTo(2);
        assertThat(ask(new PresenceRequest.Beat(RELAY, 0)).connectingElsewhere())
                .isEqualTo(3);
    }

    @Test
    void doesNotKnowWhoNeverFollowed() throws Exception {
        clustered(Patience.clustered(30_000, 5_000));

        assertThat(ask(new PresenceRequest.Beat(RELAY, 0)).following()).isFalse();
        assertThat(ask(new PresenceRequest.Retire(RELAY))).isTrue();
    }

    @Test
    void beginsAnotherLifeWithEveryStart() throws Exception {
        long before = ask(new PresenceRequest.Beat(RELAY, 0)).epoch();

        clustered(Patience.NONE);

        assertThat(ask(new PresenceRequest.Beat(RELAY, 0)).epoch()).isGreaterThan(before);
    }

    /** Another life of presence, in place of the one that there is. */
    private void clustered(Patience patience) throws Exception {
        await(vertx.undeploy(deployment));
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(1));
        deployment = await(vertx.deployVerticle(new PresenceVerticle(patience, RoomMetrics.NONE, later)));
    }

    private boolean hasLeft(Person person) {
        return frames.stream()
                .flatMap(frame -> frame.events().stream())
                .anyMatch(event -> event instanceof PresenceEvent.Offline offline
                        && offline.person().equals(person));
    }

    @Test
    void sendsWhatHappensTogetherAsOneFrame() throws Exception {
        await(RelayLink.listen(vertx, RELAY, new Ear()));
        ask(new PresenceRequest.Follow(RELAY, PresenceSnapshot.NONE));
        await(Future.<Void>future(promise -> relay.runOnContext(_turn -> {
            BusServices services = new BusServices(vertx);
            List<Future<?>> claims = new ArrayList<>();
            for (int i = 1; i <= 1_000; i++) {
                claims.add(services.ask(claim(RELAY, i)));
            }
            Future.all(claims).<Void>mapEmpty().onComplete(promise);
        })));

        Awaitility.await().until(() -> !frames.isEmpty() && frames.getLast().position() == 1_000);
        assertThat(frames).hasSizeLessThan(500);
    }

    @Test
    void letsPeopleGoWhoseRelayIsGone() throws Exception {
        RelayId gone = new RelayId("relay.2");
        await(RelayLink.listen(vertx, RELAY, new Ear()));
        Registration registration = await(RelayLink.listen(vertx, gone, new Ear()));
        ask(new PresenceRequest.Follow(RELAY, PresenceSnapshot.NONE));
        ask(new PresenceRequest.Follow(gone, PresenceSnapshot.NONE));
        Person left = ask(claim(gone, 1)).person();
        await(registration.close());

        ask(claim(RELAY, 2));

        Awaitility.await()
                .until(() -> frames.stream()
                        .flatMap(frame -> frame.events().stream())
                        .anyMatch(event -> event instanceof PresenceEvent.Offline offline
                                && offline.person().equals(left)));
    }

    private static PresenceRequest.Claim claim(RelayId relay, long number) {
        return new PresenceRequest.Claim(
                new SessionId(relay, number), new Nickname("nick" + number), null, "u", "h", "r", true);
    }

    private <R> R ask(ServiceRequest<R> request) throws Exception {
        return await(Future.<R>future(promise ->
                relay.runOnContext(_turn -> new BusServices(vertx).ask(request).onComplete(promise))));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private final class Ear implements RelayListener {
        @Override
        public void onEvents(List<ConversationEvents> batch) {}

        @Override
        public void onPresence(PresenceFrame frame) {
            frames.add(frame);
        }

        @Override
        public void onTails(Map<ConversationId, Long> tails, List<RecentDirect> directs) {}
    }
}
