package chat.parley.relay;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.room.Attendance;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.RecentDirect;
import chat.parley.contracts.room.RoomModes;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.RoomSnapshot;
import chat.parley.protocol.name.RoomName;
import chat.parley.relay.metrics.RelayMetrics;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RoomsRecoveryTest {
    private static final RelayId HERE = new RelayId("relay.1");
    private static final ConversationId DEN = new ConversationId(7);
    private static final ConversationId PUB = new ConversationId(8);
    private static final long MARGIN_MILLIS = 10_000;

    private final Questions services = new Questions();
    private final List<String> told = new ArrayList<>();
    private final Map<ConversationId, Promise<Void>> renewing = new HashMap<>();
    private Promise<Void> arriving = Promise.promise();

    private final RoomsRecovery recovery = new RoomsRecovery(
            HERE,
            services,
            new Followed(),
            services,
            () -> services.nowMillis,
            new RoomsRecovery.Sink() {
                @Override
                public void resumed(RoomSnapshot snapshot) {
                    told.add("resumed " + snapshot.room().name());
                }

                @Override
                public void ended(ConversationId room) {
                    told.add("ended " + room.value());
                }

                @Override
                public Future<Void> arriveAgain() {
                    told.add("arrive again");
                    return arriving.future();
                }

                @Override
                public void recentDirects(List<RecentDirect> recent) {
                    told.add("recent " + recent.size());
                }
            },
            RelayMetrics.NONE);

    /** One room that there is, and one that there is no more. */
    private final class Followed implements RoomsRecovery.Subscribed {
        @Override
        public Future<Void> renew(Consumer<RoomSnapshot> resumed, Consumer<ConversationId> ended) {
            told.add("renew");
            resumed.accept(new RoomSnapshot(
                    new ConversationRef.Room(DEN, new RoomName("#den")),
                    3,
                    null,
                    new RoomModes("nt", null, 0),
                    List.of(),
                    0));
            ended.accept(PUB);
            return renewing.computeIfAbsent(DEN, _room -> Promise.promise()).future();
        }
    }

    @Test
    void takesUpEverythingInOrderWhenTheServiceIsAnotherOne() {
        attended(5, true);
        assertThat(told).containsExactly("renew", "resumed #den", "ended 8");
        renewed();
        assertThat(told).last().isEqualTo("arrive again");
        assertThat(services.open(RoomRequest.RecentDirects.class))
                .as("who is here is not known yet")
                .isEmpty();
        arriving.complete();

        services.answer(RoomRequest.RecentDirects.class, List.of());

        assertThat(told).last().isEqualTo("recent 0");
        told.clear();
        attended(5, true);
        assertThat(told).as("all is well").isEmpty();
    }

    @Test
    void takesUpEverythingWhenItIsNotKnownAnyMore() {
        recovered(5);

        attended(5, false);

        assertThat(told).containsExactly("renew", "resumed #den", "ended 8");
    }

    @Test
    void takesUpEverythingAfterAnAnswerThatWasLost() {
        recovered(5);

        recovery.unanswered();
        attended(5, true);

        assertThat(told).first().isEqualTo("renew");
    }

    @Test
    void asksForPrivateConversationsSinceItWasLastCertainlyInContact() {
        long last = recovered(5);
        services.pass(20_000);
        attended(5, true);
        last += 20_000;
        services.pass(30_000);
        recovery.unanswered();
        services.pass(30_000);

        attended(6, false);
        renewed();
        arriving.complete();

        assertThat(services.open(RoomRequest.RecentDirects.class))
                .containsExactly(new RoomRequest.RecentDirects(HERE, last - MARGIN_MILLIS));
    }

    @Test
    void asksForPrivateConversationsUntilItIsAnswered() {
        attended(5, true);
        renewed();
        arriving.complete();

        services.answerNothing(RoomRequest.RecentDirects.class);
        assertThat(services.open(RoomRequest.RecentDirects.class)).isEmpty();
        services.pass(500);
        services.answer(RoomRequest.RecentDirects.class, List.of());

        assertThat(told).last().isEqualTo("recent 0");
    }

    @Test
    void goesOnWithoutPrivateConversationsThatAreRefused() {
        attended(5, true);
        renewed();
        arriving.complete();

        services.refuse(
                RoomRequest.RecentDirects.class, ServiceException.rejected(Reason.NO_SUCH_ROOM, "no such thing"));
        services.pass(1_000);

        assertThat(services.open(RoomRequest.RecentDirects.class)).isEmpty();
        told.clear();
        attended(5, true);
        assertThat(told).isEmpty();
    }

    @Test
    void beginsAnewWhenTheServiceChangesMeanwhile() {
        attended(5, true);
        attended(6, true);
        assertThat(told).as("one after the other").containsOnlyOnce("renew");
        renewed();
        arriving.complete();
        services.answer(RoomRequest.RecentDirects.class, List.of());

        assertThat(told.stream().filter("renew"::equals)).hasSize(2);
    }

    @Test
    void isCertainOfNothingThatWasAskedWhileItTookUpThings() {
        long last = recovered(5);
        services.pass(5_000);
        recovery.unanswered();
        attended(5, true);
        services.pass(50_000);
        attended(5, true);
        renewed();
        arriving.complete();

        assertThat(services.open(RoomRequest.RecentDirects.class))
                .containsExactly(new RoomRequest.RecentDirects(HERE, last - MARGIN_MILLIS));
    }

    private void attended(long epoch, boolean known) {
        recovery.attended(new Attendance(epoch, known), recovery.attending());
    }

    private void renewed() {
        Promise<Void> done = renewing.remove(DEN);
        assertThat(done).isNotNull();
        done.complete();
    }

    /** Everything is taken up for the first time. @return when contact was certain last */
    private long recovered(long epoch) {
        long began = services.nowMillis;
        attended(epoch, true);
        renewed();
        arriving.complete();
        services.answer(RoomRequest.RecentDirects.class, List.of());
        arriving = Promise.promise();
        told.clear();
        return began;
    }
}
