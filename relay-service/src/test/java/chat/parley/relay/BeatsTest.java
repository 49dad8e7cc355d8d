package chat.parley.relay;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.PresenceFrame;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.presence.PresenceSnapshot;
import chat.parley.contracts.presence.Standing;
import chat.parley.contracts.room.Attendance;
import chat.parley.contracts.room.RecentDirect;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.RoomSnapshot;
import chat.parley.relay.metrics.RelayMetrics;
import chat.parley.relay.view.Headcount;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BeatsTest {
    private static final RelayId HERE = new RelayId("relay.1");
    private static final Class<PresenceRequest.Beat> BEAT = PresenceRequest.Beat.class;
    private static final Class<RoomRequest.Attend> ATTEND = RoomRequest.Attend.class;

    private final Questions services = new Questions();
    private final List<String> notices = new ArrayList<>();
    private int recoveries;
    private final PresenceFollower presence = new PresenceFollower(
            services, () -> services.nowMillis, HERE, services, new NoLoops(), null, RelayMetrics.NONE);
    private final RoomsRecovery rooms = new RoomsRecovery(
            HERE,
            services,
            (_resumed, _ended) -> {
                recoveries++;
                return Future.succeededFuture();
            },
            services,
            () -> services.nowMillis,
            new NoLoops(),
            RelayMetrics.NONE);
    private final Headcount headcount = new Headcount();
    private final Beats beats = new Beats(
            HERE,
            services,
            services,
            () -> services.nowMillis,
            headcount,
            presence,
            rooms,
            notices::add,
            RelayMetrics.NONE);

    private static final class NoLoops implements PresenceFollower.Sink, RoomsRecovery.Sink {
        @Override
        public void presence(PresenceSnapshot snapshot) {}

        @Override
        public void presence(PresenceFrame frame) {}

        @Override
        public void complete(long asOfMillis) {}

        @Override
        public void givenUp(Set<SessionId> sessions) {}

        @Override
        public void resumed(RoomSnapshot snapshot) {}

        @Override
        public void ended(ConversationId room) {}

        @Override
        public Future<Void> arriveAgain() {
            return Future.succeededFuture();
        }

        @Override
        public void recentDirects(List<RecentDirect> recent) {}
    }

    private void start() {
        presence.follow();
        services.answer(PresenceRequest.Follow.class, new PresenceSnapshot(3, 0, List.of()));
        beats.start();
    }

    private void presenceAnswers() {
        services.answer(BEAT, new Standing(3, true, 0, 0));
    }

    private void roomsAnswer() {
        services.answer(ATTEND, new Attendance(5, true));
    }

    @Test
    void tellsHowManyAreComingAndLearnsHowManyComeElsewhere() {
        headcount.opened();
        start();
        assertThat(services.open(BEAT)).containsExactly(new PresenceRequest.Beat(HERE, 1));

        services.answer(BEAT, new Standing(3, true, 0, 2));
        assertThat(headcount.connecting()).isEqualTo(3);
        headcount.settled();
        assertThat(headcount.connecting()).isEqualTo(2);
    }

    @Test
    void asksBothServicesEverySecond() {
        start();
        assertThat(services.open(BEAT)).containsExactly(new PresenceRequest.Beat(HERE, 0));
        assertThat(services.open(ATTEND)).containsExactly(new RoomRequest.Attend(HERE));

        services.pass(3_000);

        assertThat(services.open(BEAT)).hasSize(4);
        assertThat(services.open(ATTEND)).hasSize(4);
    }

    @Test
    void isInContactOnceBothHaveAnswered() {
        start();
        presenceAnswers();
        assertThat(beats.inContact()).isFalse();

        roomsAnswer();

        assertThat(beats.inContact()).isTrue();
        assertThat(notices).as("nothing was ever amiss").isEmpty();
    }

    @Test
    void tellsEverybodyOnceThatOneOfThemIsSilentAndOnceThatItIsBack() {
        start();
        presenceAnswers();
        roomsAnswer();
        for (int second = 1; second <= 6; second++) {
            services.pass(1_000);
            presenceAnswers();
        }
        assertThat(beats.inContact()).isFalse();
        assertThat(notices).singleElement().asString().contains("lost touch");

        services.pass(1_000);
        presenceAnswers();
        roomsAnswer();

        assertThat(beats.inContact()).isTrue();
        assertThat(notices).hasSize(2).last().asString().contains("in touch");
    }

    @Test
    void oneAnswerThatIsMissingIsNoLossOfContact() {
        start();
        presenceAnswers();
        roomsAnswer();
        services.pass(1_000);
        services.answerNothing(BEAT);
        services.answerNothing(ATTEND);

        services.pass(1_000);
        presenceAnswers();
        roomsAnswer();

        assertThat(beats.inContact()).isTrue();
        assertThat(notices).isEmpty();
    }

    @Test
    void takesUpTheRoomsAgainAfterAnAnswerThatIsMissing() {
        start();
        roomsAnswer();
        assertThat(recoveries).as("the first time").isEqualTo(1);
        services.answer(RoomRequest.RecentDirects.class, List.of());
        services.pass(1_000);
        services.answerNothing(ATTEND);
        assertThat(recoveries).isEqualTo(1);

        services.pass(1_000);
        roomsAnswer();

        assertThat(recoveries).isEqualTo(2);
    }

    @Test
    void followsAnewWhenPresenceSaysThatItDoesNotKnowThisRelay() {
        start();

        services.answer(BEAT, new Standing(3, false, 0, 0));

        assertThat(services.open(PresenceRequest.Follow.class)).hasSize(1);
    }

    @Test
    void saysThatItStopsAndBeatsNoMore() {
        start();
        presenceAnswers();
        roomsAnswer();

        Future<Void> retired = beats.retire();
        assertThat(services.open(PresenceRequest.Retire.class)).containsExactly(new PresenceRequest.Retire(HERE));
        assertThat(retired.isComplete()).isFalse();
        services.answer(PresenceRequest.Retire.class, true);
        services.pass(10_000);

        assertThat(retired.succeeded()).isTrue();
        assertThat(services.open(BEAT)).isEmpty();
        assertThat(notices).isEmpty();
        assertThat(beats.retire().succeeded()).as("said once").isTrue();
    }

    @Test
    void stopsThoughNobodyHearsOfIt() {
        start();

        Future<Void> retired = beats.retire();
        services.answerNothing(PresenceRequest.Retire.class);

        assertThat(retired.succeeded()).isTrue();
    }

    @Test
    void anAnswerThatComesAfterItStoppedChangesNothing() {
        start();
        beats.retire();

        roomsAnswer();
        presenceAnswers();

        assertThat(beats.inContact()).isFalse();
        assertThat(recoveries).isZero();
    }
}
