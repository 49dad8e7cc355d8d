package chat.parley.testkit.process;

import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cluster of real processes on this machine, in one temporary folder that they share: the auth service, the room service, and
 * relays. Each of them can be killed, paused and started again by itself.
 *
 * <p>{@link #close()} is a check of all of them, as a server's own is.
 */
public final class ClusterProcess implements AutoCloseable {
    private static final int PORT_APART = 7_800;

    private final Path folder;
    private final @Nullable Network network;
    private final ServerProcess auth;
    private final ServerProcess room;
    private final List<ServerProcess> relays = new ArrayList<>();

    private ClusterProcess(int relayCount, @Nullable Network network, Consumer<Setup> further) {
        try {
            folder = Files.createTempDirectory("parley-cluster-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.network = network;
        ClusterSecrets.write(secret());
        List<String> members = network == null ? onFreePorts(relayCount + 2) : onHosts(network, relayCount + 2);
        auth = node("auth1", "auth", 0, members, further);
        room = node("room1", "room", 1, members, further);
        for (int i = 0; i < relayCount; i++) {
            relays.add(node("relay" + (i + 1), "relay", i + 2, members, further));
        }
    }

    /** Starts one of so many relays, and returns when clients can come to each of them. */
    public static ClusterProcess start(int relayCount) {
        return start(relayCount, setup -> {});
    }

    /**
     * Starts one of so many relays, and returns when clients can come to each of them.
     *
     * @param further changes the setup of every process
     */
    public static ClusterProcess start(int relayCount, Consumer<Setup> further) {
        return new ClusterProcess(relayCount, null, further).start();
    }

    /**
     * The same with each process on a host of its own, so that it can be cut off from the others: see {@link #cutOff}. Only where
     * {@link Network#missing} says nothing.
     */
    public static ClusterProcess startApart(int relayCount, Consumer<Setup> further) {
        return new ClusterProcess(relayCount, Network.of(relayCount + 2), further).start();
    }

    private ClusterProcess start() {
        try {
            all().forEach(ServerProcess::begin);
            all().forEach(ServerProcess::awaitUp);
            return this;
        } catch (RuntimeException | AssertionError failed) {
            all().stream().filter(ServerProcess::isRunning).forEach(ServerProcess::kill);
            close();
            throw failed;
        }
    }

    /** The file with the cluster's secret. */
    public Path secret() {
        return folder.resolve("cluster.secret");
    }

    private ServerProcess node(String name, String role, int index, List<String> members, Consumer<Setup> further) {
        String[] self = members.get(index).split(":", -1);
        Setup setup = ServerProcess.setup()
                .node(name, role, folder)
                .set("cluster.secret", secret().toString())
                .set("cluster.bind", self[0])
                .set("cluster.port", Integer.parseInt(self[1]))
                .set("cluster.busPort", 0)
                .set("cluster.discovery", String.join(",", members));
        if (network != null) {
            setup.by(network.onHost(index + 1))
                    .set(
                            "listeners.irc",
                            new JsonArray().add(Setup.listener(self[0]).put("insecure", true)));
        }
        further.accept(setup);
        return setup.server();
    }

    private static List<String> onFreePorts(int count) {
        return OwnPorts.take(count).stream().map(port -> "127.0.0.1:" + port).toList();
    }

    private static List<String> onHosts(Network network, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(host -> network.address(host) + ":" + PORT_APART)
                .toList();
    }

    /** Cuts a process of a cluster that was started apart off from all others; its clients still reach it. */
    public void cutOff(ServerProcess process, Network.Cut how) {
        apart().cut(all().indexOf(process) + 1, how);
    }

    /** Mends what {@link #cutOff} did. */
    public void heal(ServerProcess process) {
        apart().heal(all().indexOf(process) + 1);
    }

    private Network apart() {
        if (network == null) {
            throw new IllegalStateException("Its processes are all on one host");
        }
        return network;
    }

    /** The process that owns accounts and writes the server's log. */
    public ServerProcess auth() {
        return auth;
    }

    /** The process that owns rooms and presence. */
    public ServerProcess room() {
        return room;
    }

    /** One of the relays, counted from 1. */
    public ServerProcess relay(int number) {
        return relays.get(number - 1);
    }

    /** All relays. */
    public List<ServerProcess> relays() {
        return List.copyOf(relays);
    }

    /** Every process: auth, room, and the relays. */
    public List<ServerProcess> all() {
        return Stream.concat(Stream.of(auth, room), relays.stream()).toList();
    }

    /** Ends all of them, the relays first, and checks what they left. */
    @Override
    public void close() {
        try {
            relays.stream().filter(ServerProcess::isRunning).forEach(ServerProcess::askToStop);
            relays.forEach(ServerProcess::close);
            room.close();
            auth.close();
        } finally {
            all().stream().filter(ServerProcess::isRunning).forEach(ServerProcess::kill);
            Aftermath.delete(folder);
            if (network != null) {
                network.close();
            }
        }
    }
}
