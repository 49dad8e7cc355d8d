package chat.parley.server.cluster;

import io.vertx.core.Completable;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.core.shareddata.Counter;
import io.vertx.core.shareddata.Lock;
import io.vertx.core.spi.cluster.ClusterManager;
import io.vertx.core.spi.cluster.NodeInfo;
import io.vertx.core.spi.cluster.NodeListener;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.core.spi.cluster.RegistrationListener;
import java.util.List;
import java.util.Map;
import org.jgroups.JChannel;
import org.jspecify.annotations.Nullable;

/**
 * What Vert.x's event bus asks of a cluster: which members there are, where their messages arrive, and who listens at which address.
 * All of it is soft: each member says of itself what is so ({@link Roster}), and is forgotten when it is out of the group. Shared
 * maps, locks and counters are not offered: nothing in Parley is decided by the cluster.
 */
final class GroupClusterManager implements ClusterManager {
    private final JChannel channel;
    private final Roster roster;

    private volatile boolean active;
    private @Nullable Vertx vertx;

    /** @param channel connected */
    GroupClusterManager(JChannel channel, Roster roster) {
        this.channel = channel;
        this.roster = roster;
    }

    @Override
    public void init(Vertx clustered) {
        vertx = clustered;
    }

    @Override
    public void join(Completable<Void> promise) {
        active = true; // the channel has joined the group before
        promise.succeed();
    }

    @Override
    public void leave(Completable<Void> promise) {
        active = false;
        if (vertx == null) {
            throw new IllegalStateException("not initialised");
        }
        vertx.<Void>executeBlocking(
                        () -> {
                            close();
                            return null;
                        },
                        false)
                .onComplete(promise);
    }

    /** Blocking. */
    void close() {
        roster.close();
        channel.close();
    }

    @Override
    public boolean isActive() {
        return active;
    }

    @Override
    public String getNodeId() {
        return roster.node();
    }

    @Override
    public List<String> getNodes() {
        return roster.nodes();
    }

    @Override
    public void setNodeInfo(NodeInfo info, Completable<Void> promise) {
        roster.arriveAt(info, promise);
    }

    @Override
    public @Nullable NodeInfo getNodeInfo() {
        return roster.bus(roster.node());
    }

    @Override
    public void getNodeInfo(String node, Completable<NodeInfo> promise) {
        NodeInfo info = roster.bus(node);
        if (info == null) {
            promise.fail("no member of the cluster any more: " + node);
        } else {
            promise.succeed(info);
        }
    }

    @Override
    public void nodeListener(NodeListener listener) {
        // for fail-over of verticles, which is not used
    }

    @Override
    public void registrationListener(RegistrationListener listener) {
        roster.tell(listener);
    }

    @Override
    public void addRegistration(String address, RegistrationInfo registration, Completable<Void> promise) {
        roster.add(address, registration, promise);
    }

    @Override
    public void removeRegistration(String address, RegistrationInfo registration, Completable<Void> promise) {
        roster.remove(address, registration, promise);
    }

    @Override
    public void getRegistrations(String address, Completable<List<RegistrationInfo>> promise) {
        promise.succeed(roster.listening(address));
    }

    @Override
    public <K, V> void getAsyncMap(String name, Completable<AsyncMap<K, V>> promise) {
        promise.fail(notOffered());
    }

    @Override
    public <K, V> Map<K, V> getSyncMap(String name) {
        throw notOffered();
    }

    @Override
    public void getLockWithTimeout(String name, long timeout, Completable<Lock> promise) {
        promise.fail(notOffered());
    }

    @Override
    public void getCounter(String name, Completable<Counter> promise) {
        promise.fail(notOffered());
    }

    private static UnsupportedOperationException notOffered() {
        return new UnsupportedOperationException("nothing is shared or decided by the cluster");
    }
}
