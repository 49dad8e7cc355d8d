package chat.parley.server.company;

import static chat.parley.server.company.Statuses.status;
import static chat.parley.server.company.Statuses.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chat.parley.contracts.status.NodeStatus.Phase;
import chat.parley.contracts.status.Role;
import chat.parley.server.start.StartException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several of them on one bus. */
@Timeout(300)
class RollTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private volatile int reachable;
    private final List<StartException> superfluous = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private Roll roll(String name, Role role, Phase phase, long sinceMillis) {
        return new Roll(vertx, () -> reachable, () -> status(name, role, phase, sinceMillis), superfluous::add);
    }

    private static void done(Future<Void> future) throws Exception {
        future.toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void meetsWhomItNeedsInWhateverOrderTheyCome() throws Exception {
        Roll relay = roll("relay1", Role.RELAY, Phase.STARTING, 1);
        done(relay.join());
        Future<Void> met = relay.meet();
        Roll room = roll("room1", Role.ROOM, Phase.WAITING, 2);
        done(room.join());
        assertThat(met.isComplete()).isFalse();
        assertThat(relay.inContact()).isFalse();

        Roll auth = roll("auth1", Role.AUTH, Phase.READY, 3);
        done(auth.join());

        done(met);
        done(room.meet());
        done(auth.meet());
        assertThat(relay.inContact()).isTrue();
        assertThat(relay.others())
                .extracting(one -> one.status().node().name())
                .containsExactlyInAnyOrder("room1", "auth1");
    }

    @Test
    void isOutOfContactOnceWhoItNeedsHasLeft() throws Exception {
        Roll room = roll("room1", Role.ROOM, Phase.READY, 1);
        Roll auth = roll("auth1", Role.AUTH, Phase.READY, 2);
        done(room.join());
        done(auth.join());
        done(room.meet());

        done(auth.leave());

        await().atMost(PATIENCE).until(() -> !room.inContact() && room.others().isEmpty());
    }

    @Test
    void refusesASecondOneOfWhatThereIsOneOfOnly() throws Exception {
        done(roll("auth1", Role.AUTH, Phase.READY, 1).join());
        Roll second = roll("auth2", Role.AUTH, Phase.STARTING, 2);

        assertThatThrownBy(() -> done(second.join()))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(StartException.class)
                .hasMessageContaining("the cluster has its auth service: auth1, since 1970-01-01T00:00:00Z");
        assertThat(superfluous).isEmpty();
    }

    @Test
    void refusesToJoinThoseWhoseNamesFollowOtherRules() throws Exception {
        done(named("room1", Role.ROOM, Phase.WAITING, 1, "unicode").join());
        Roll relay = named("relay1", Role.RELAY, Phase.STARTING, 2, "ascii");

        assertThatThrownBy(() -> done(relay.join()))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(StartException.class)
                .hasMessageContaining("names.nicks is ascii here, and unicode on room1 (room)");
        done(named("relay2", Role.RELAY, Phase.STARTING, 3, "unicode").join());
    }

    private Roll named(String name, Role role, Phase phase, long sinceMillis, String nicks) {
        return new Roll(
                vertx,
                () -> 0,
                () -> with(status(name, role, phase, sinceMillis), "names.nicks", nicks),
                superfluous::add);
    }

    @Test
    void looksRoundUntilItHasHeardEverybodyWhoCanBeReached() throws Exception {
        Roll relay = roll("relay1", Role.RELAY, Phase.STARTING, 1);
        reachable = 1;
        Future<Void> joined = relay.join();
        done(vertx.timer(1, TimeUnit.SECONDS).mapEmpty());
        assertThat(joined.isComplete()).isFalse();

        done(roll("relay2", Role.RELAY, Phase.READY, 2).join());

        done(joined);
        assertThat(relay.others()).hasSize(1);
    }

    @Test
    void takesAnyNumberOfRelays() throws Exception {
        done(roll("relay1", Role.RELAY, Phase.READY, 1).join());

        done(roll("relay2", Role.RELAY, Phase.STARTING, 2).join());
    }

    @Test
    void hasTheYoungerGiveUpWhereTwoMeetLater() throws Exception {
        Roll younger = roll("room2", Role.ROOM, Phase.READY, 2);
        done(younger.join());

        done(roll("room1", Role.ROOM, Phase.READY, 1).join());

        await().atMost(PATIENCE).until(() -> !superfluous.isEmpty());
        assertThat(superfluous).allSatisfy(why -> assertThat(why).hasMessageContaining("room1"));
    }

    @Test
    void stopsToWaitWhenItLeaves() throws Exception {
        Roll relay = roll("relay1", Role.RELAY, Phase.STARTING, 1);
        done(relay.join());
        Future<Void> met = relay.meet();

        done(relay.leave());

        assertThatThrownBy(() -> done(met)).hasCauseInstanceOf(StartException.class);
        assertThatThrownBy(() -> done(relay.meet())).hasCauseInstanceOf(StartException.class);
    }
}
