package chat.parley.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A network of this machine alone, whose hosts can be cut off from each other: a namespace a host, and one more that they are all
 * plugged into, beside which this process stands. Needs Linux, root, {@code ip} and {@code iptables}; see {@link #missing}. Nothing
 * of it is left after {@link #close()}.
 */
public final class Network implements AutoCloseable {
    private static final AtomicInteger MADE = new AtomicInteger();
    private static final long PATIENCE_SECONDS = 20;
    private static final int FIRST_HOST = 10;

    private final String prefix;
    private final String net;
    private final List<String> namespaces = new ArrayList<>();
    private final List<String> addresses = new ArrayList<>();

    /** Which packets of a host are lost. */
    public enum Cut {
        /** It neither hears the others nor is heard. */
        BOTH_WAYS,
        /** The others' packets do not reach it. */
        DEAF,
        /** Its packets do not reach the others. */
        MUTE
    }

    private Network() {
        long own = ProcessHandle.current().pid();
        int number = MADE.incrementAndGet();
        prefix = "ply" + own % 10_000 + "n" + number;
        net = "10.94." + (own + number) % 250;
    }

    /** A network with so many hosts. */
    public static Network of(int hosts) {
        Network network = new Network();
        try {
            network.make(hosts);
            return network;
        } catch (RuntimeException | AssertionError failed) {
            network.close();
            throw failed;
        }
    }

    /** Why there can be no such network here; null when there can. */
    public static @Nullable String missing() {
        if (!Files.isDirectory(Path.of("/proc/self/ns"))) {
            return "no Linux";
        }
        try (Network probe = of(1)) {
            probe.cut(1, Cut.BOTH_WAYS);
            return null;
        } catch (AssertionError | UncheckedIOException wrong) {
            return "no network namespaces with iptables for this user: " + wrong.getMessage();
        }
    }

    private void make(int hosts) {
        String hub = prefix + "-hub";
        addNamespace(hub);
        in(hub, "ip", "link", "add", "br0", "type", "bridge");
        in(hub, "ip", "link", "set", "br0", "up");
        plug(hub, null, net + ".1", prefix + "-0");
        for (int host = 1; host <= hosts; host++) {
            String namespace = prefix + "-" + host;
            addNamespace(namespace);
            addresses.add(net + "." + (FIRST_HOST + host));
            plug(hub, namespace, addresses.getLast(), prefix + "-" + host);
        }
    }

    private void addNamespace(String name) {
        run("ip", "netns", "add", name);
        namespaces.add(name);
        in(name, "ip", "link", "set", "lo", "up");
    }

    /** A cable between the hub and a namespace, or this process. */
    private void plug(String hub, @Nullable String namespace, String address, String cable) {
        String end = cable + "x";
        run("ip", "link", "add", cable, "type", "veth", "peer", "name", end);
        run("ip", "link", "set", end, "netns", hub);
        in(hub, "ip", "link", "set", end, "master", "br0", "up");
        if (namespace == null) {
            run("ip", "addr", "add", address + "/24", "dev", cable);
            run("ip", "link", "set", cable, "up");
        } else {
            run("ip", "link", "set", cable, "netns", namespace);
            in(namespace, "ip", "addr", "add", address + "/24", "dev", cable);
            in(namespace, "ip", "link", "set", cable, "up");
        }
    }

    /** The address of a host, counted from 1; reached from here as well as from the other hosts. */
    String address(int host) {
        return addresses.get(host - 1);
    }

    /** What a program is run by that is to be on a host. */
    String[] onHost(int host) {
        return new String[] {"ip", "netns", "exec", prefix + "-" + host};
    }

    /** Cuts a host off from all others; this process still reaches it. */
    public void cut(int host, Cut how) {
        for (String other : addresses) {
            if (!other.equals(address(host)) || addresses.size() == 1) {
                if (how != Cut.MUTE) {
                    in(prefix + "-" + host, "iptables", "-w", "-A", "INPUT", "-s", other, "-j", "DROP");
                }
                if (how != Cut.DEAF) {
                    in(prefix + "-" + host, "iptables", "-w", "-A", "OUTPUT", "-d", other, "-j", "DROP");
                }
            }
        }
    }

    /** Mends all that was cut at a host. */
    public void heal(int host) {
        in(prefix + "-" + host, "iptables", "-w", "-F");
    }

    @Override
    public void close() {
        // cables go with the namespaces that they are plugged into
        for (String namespace : namespaces.reversed()) {
            try {
                run("ip", "netns", "del", namespace);
            } catch (AssertionError | UncheckedIOException left) {
                System.err.println("left behind: " + left.getMessage());
            }
        }
        namespaces.clear();
    }

    private static void in(String namespace, String... command) {
        List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        whole.addAll(List.of(command));
        run(whole.toArray(String[]::new));
    }

    private static void run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + said.strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
