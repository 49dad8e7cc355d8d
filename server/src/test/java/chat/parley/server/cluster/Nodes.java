package chat.parley.server.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import chat.parley.server.config.ClusterSettings;
import chat.parley.server.config.Discovery;
import chat.parley.testkit.process.OwnPorts;
import io.vertx.core.Future;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Several members in one JVM, on loopback, that find each other by the first one's port. */
final class Nodes implements AutoCloseable {
    private final @Nullable Path secret;
    private final int firstPort = OwnPorts.take();
    private final List<ClusterNode> running = new ArrayList<>();

    Nodes(@Nullable Path secret) {
        this.secret = secret;
    }

    Path secret() {
        if (secret == null) {
            throw new IllegalStateException("none");
        }
        return secret;
    }

    int firstPort() {
        return firstPort;
    }

    ClusterNode member(int number) {
        return running.get(number);
    }

    /** Both ports of the first member. */
    int[] ports() {
        String bus = running.getFirst().members().stream()
                .filter(Member::self)
                .findFirst()
                .orElseThrow()
                .address();
        return new int[] {firstPort, Integer.parseInt(bus.substring(bus.lastIndexOf(':') + 1))};
    }

    ClusterSettings settings(int port) {
        return settings(port, 0);
    }

    ClusterSettings settings(int port, int busPort) {
        Discovery discovery = new Discovery.Listed(List.of(new Discovery.Member("127.0.0.1", firstPort)));
        return new ClusterSettings(true, secret, discovery, null, "127.0.0.1", port, busPort, 30, 5);
    }

    ClusterNode start(String name) {
        return start(settings(running.isEmpty() ? firstPort : 0), name);
    }

    ClusterNode start(ClusterSettings settings, String name) {
        ClusterNode node = ClusterNode.start(settings, name, new VertxOptions().setEventLoopPoolSize(1))
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
        running.add(node);
        return node;
    }

    /** All of these at the same moment. */
    void stop(ClusterNode... nodes) {
        running.removeAll(List.of(nodes));
        Future.join(Stream.of(nodes).map(ClusterNode::close).toList())
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, SECONDS)
                .join();
    }

    void awaitMembers(int count) {
        await().atMost(60, SECONDS)
                .until(() -> running.stream().allMatch(node -> node.members().size() == count));
    }

    Object ask(ClusterNode from, String address, Object question) {
        return from.vertx()
                .eventBus()
                .request(address, question)
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, SECONDS)
                .join()
                .body();
    }

    @Override
    public void close() {
        List.copyOf(running).forEach(this::stop);
    }
}
