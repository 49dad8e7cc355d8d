package chat.parley.server.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.spi.cluster.NodeInfo;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.core.spi.cluster.RegistrationListener;
import io.vertx.core.spi.cluster.RegistrationUpdateEvent;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jgroups.Address;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.View;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.stack.Protocol;
import org.jgroups.stack.ProtocolStack.Position;
import org.jgroups.util.DefaultSocketFactory;
import org.jgroups.util.MessageBatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RosterTest {
    private static final String ADDRESS = "rooms";
    private static final short NAKACK = ClassConfigurator.getProtocolId(NAKACK2.class);

    private final Nodes ports = new Nodes(Path.of("unused"));
    private final List<JChannel> channels = new ArrayList<>();
    private final List<Roster> rosters = new ArrayList<>();

    @BeforeEach
    void startThree() throws Exception {
        for (int i = 0; i < 3; i++) {
            JChannel channel = Group.channel(
                    ports.settings(i == 0 ? ports.firstPort() : 0),
                    InetAddress.getLoopbackAddress(),
                    new DefaultSocketFactory());
            channel.setDiscardOwnMessages(true);
            Roster roster = new Roster(channel, "n" + i, "node" + i);
            channel.setReceiver(roster);
            channels.add(channel);
            rosters.add(roster);
            Group.join(channel, ports.settings(0));
            roster.arriveAt(new NodeInfo("127.0.0.1", 9_000 + i, null), (done, failed) -> {});
        }
        awaitMembers(3);
    }

    @AfterEach
    void stop() {
        rosters.forEach(Roster::close);
        channels.forEach(JChannel::close);
    }

    private void awaitMembers(int count) {
        await().atMost(60, SECONDS)
                .until(() -> rosters.stream().allMatch(one -> one.members().size() == count));
    }

    private void listen(int node) {
        rosters.get(node)
                .add(
                        ADDRESS,
                        new RegistrationInfo("n" + node, 1, false),
                        (done, failed) -> assertThat(failed).isNull());
    }

    private List<String> listeners(int asSeenBy) {
        return rosters.get(asSeenBy).listening(ADDRESS).stream()
                .map(RegistrationInfo::nodeId)
                .toList();
    }

    @Test
    void tellsEachWhereOthersListen() {
        listen(1);

        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(List.of(listeners(0), listeners(1), listeners(2)))
                        .containsOnly(List.of("n1")));
    }

    @Test
    void learnsInTheEndWhatTheGroupNoLongerHandsOver() throws Exception {
        channels.get(2)
                .getProtocolStack()
                .insertProtocol(new Deafness(channels.get(1).address()), Position.ABOVE, TCP.class);
        listen(1);

        await().atMost(60, SECONDS)
                .untilAsserted(
                        () -> assertThat(List.of(listeners(0), listeners(2))).containsOnly(List.of("n1")));
    }

    /** Whatever one member says to all, and wants to have handed over in order, is lost. */
    private static final class Deafness extends Protocol {
        private final Address to;

        Deafness(Address to) {
            this.to = to;
        }

        @Override
        public @Nullable Object up(Message message) {
            return isLost(message) ? null : up_prot.up(message);
        }

        @Override
        public void up(MessageBatch batch) {
            batch.removeIf(this::isLost, true);
            if (!batch.isEmpty()) {
                up_prot.up(batch);
            }
        }

        private boolean isLost(Message message) {
            return to.equals(message.src()) && message.getHeader(NAKACK) != null;
        }
    }

    @Test
    void forgetsWhoNoLongerListens() {
        listen(1);
        await().atMost(60, SECONDS).until(() -> !listeners(2).isEmpty());

        rosters.get(1).remove(ADDRESS, new RegistrationInfo("n1", 1, false), (done, failed) -> {});

        await().atMost(60, SECONDS)
                .until(() -> listeners(0).isEmpty() && listeners(2).isEmpty());
    }

    @Test
    void keepsToItselfWhatIsForItsOwnProcessOnly() {
        rosters.get(1).add(ADDRESS, new RegistrationInfo("n1", 1, true), (done, failed) -> {});
        rosters.get(1).add("marker", new RegistrationInfo("n1", 2, false), (done, failed) -> {});

        await().atMost(60, SECONDS)
                .until(() -> !rosters.get(0).listening("marker").isEmpty());
        assertThat(listeners(1)).containsExactly("n1");
        assertThat(listeners(0)).isEmpty();
    }

    @Test
    void forgetsWhoIsCutOffAndKnowsAllAgainAfterwards() throws Exception {
        listen(1);
        await().atMost(60, SECONDS).until(() -> !listeners(0).isEmpty());
        List<List<RegistrationInfo>> told = new CopyOnWriteArrayList<>();
        rosters.get(0).tell(new RegistrationListener() {
            @Override
            public void registrationsUpdated(RegistrationUpdateEvent update) {
                told.add(update.registrations());
            }
        });

        for (JChannel channel : channels) { // each believes that it is alone
            GMS membership = channel.getProtocolStack().findProtocol(GMS.class);
            membership.installView(
                    View.create(channel.address(), channel.getView().getViewId().getId() + 1, channel.address()));
        }

        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(told)
                        .first()
                        .satisfies(lost -> assertThat(lost).isEmpty()));
        awaitMembers(3);
        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(List.of(listeners(0), listeners(1), listeners(2)))
                        .containsOnly(List.of("n1")));
        assertThat(told.getLast()).hasSize(1);
    }

    @Test
    void knowsWhoseProcessIsGone() throws Exception {
        listen(1);
        await().atMost(60, SECONDS).until(() -> !listeners(0).isEmpty());

        channels.get(1).getProtocolStack().getTransport().stop(); // as if it were killed: no farewell

        await().atMost(60, SECONDS)
                .until(() ->
                        rosters.get(0).members().size() == 2 && listeners(0).isEmpty());
    }
}
