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
import chat.parley.contracts.room.ConversationEvents;
import chat.parley.protocol.name.Nickname;
import chat.parley.room.metrics.RoomMetrics;
import chat.parley.room.presence.model.Patience;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
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
    private static final RelayId RELAY = new RelayId("relay.1");

    private final Vertx vertx = Vertx.vertx();
    private final Context relay = vertx.getOrCreateContext();
    private final List<PresenceFrame> frames = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
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
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private final class Ear implements RelayListener {
        @Override
        public void onEvents(List<ConversationEvents> batch) {}

        @Override
        public void onPresence(PresenceFrame frame) {
            frames.add(frame);
        }

        @Override
        public void onTails(Map<ConversationId, Long> tails) {}
    }
}
