package chat.parley.server;

import chat.parley.contracts.bus.BusServices;
import chat.parley.contracts.status.NodeStatus;
import chat.parley.contracts.status.PartStatus;
import chat.parley.relay.RelayNode;
import chat.parley.relay.listener.Language;
import chat.parley.relay.listener.ListenerConfig;
import chat.parley.server.company.Company;
import chat.parley.server.company.Sighting;
import chat.parley.server.config.Settings;
import chat.parley.server.start.StartException;
import chat.parley.server.tls.Certificate;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The relay: its certificates, and the ports that clients connect to. */
final class RelayPart {
    private static final Logger LOG = LoggerFactory.getLogger(RelayPart.class);
    private static final long WATCH_MILLIS = 5_000;

    /** What it takes to tell clients, and in a cluster before that the room service, with something over. */
    private static final long STOP_MILLIS = 3_200;

    private final Node node;
    private final Company company;
    private volatile Certificates certificates = Certificates.NONE;
    private volatile @Nullable RelayNode relay;

    RelayPart(Node node, Company company) {
        this.node = node;
        this.company = company;
    }

    /** Makes the certificates that are missing, unless other relays show some already: clients are to see one server. */
    Future<?> prepare() {
        return node.vertx()
                .executeBlocking(() -> {
                    // in this order: those who share the files have made them before they show them
                    List<NodeStatus> showing = showing();
                    if (!showing.isEmpty() && Certificates.areMissing(node.settings(), node.clock())) {
                        throw new StartException("listeners: a certificate is missing here, while "
                                + showing.getFirst().node().name()
                                + " shows clients one; all relays have to show the same: copy its files to this"
                                + " machine, or share their folder");
                    }
                    return Certificates.prepare(node.settings(), node.clock());
                })
                .onSuccess(prepared -> certificates = prepared);
    }

    private List<NodeStatus> showing() {
        return company.others().stream()
                .map(Sighting::status)
                .filter(other -> other.parts().stream()
                        .anyMatch(part -> part instanceof PartStatus.Connections clients
                                && !clients.certificates().isEmpty()))
                .toList();
    }

    /** Opens the ports, once everything that a relay asks is there. */
    Future<Void> open() {
        RelayNode opening = new RelayNode(
                ServiceConfigs.relay(
                        node.settings(), node.nicks(), node.relayId(), loops(node.settings()), node.clock()),
                () -> new BusServices(node.vertx()),
                node.auditLog(),
                node.clock(),
                node.meters().relay());
        return node.deploy("relay", STOP_MILLIS, opening)
                .onSuccess(_open -> {
                    relay = opening;
                    opening.listening().forEach(RelayPart::warn);
                    certificates.watch(node.vertx(), WATCH_MILLIS, opening::reloadCertificates);
                    node.closers().add("certificate watch", 100, () -> {
                        certificates.stopWatching();
                        return Future.succeededFuture();
                    });
                })
                .mapEmpty();
    }

    private static void warn(ListenerConfig listener) {
        if (listener.language() instanceof Language.Classic) {
            LOG.atWarn()
                    .addKeyValue("port", listener.port())
                    .log(
                            "the classic protocol is switched on: nothing in it is encrypted, and whoever listens in can sign in"
                                    + " with what they read");
        }
    }

    /** Whether the services that it asks answer; as long as it has not opened its ports, it asks nothing. */
    boolean isInContact() {
        RelayNode open = relay;
        return open == null || open.inContact();
    }

    /** How many event loops carry connections. */
    static int loops(Settings settings) {
        int wanted = settings.relay().eventLoops();
        return wanted == 0 ? Runtime.getRuntime().availableProcessors() : wanted;
    }

    void reconfigure(Settings changed) {
        RelayNode open = relay;
        if (open != null) {
            open.reconfigure(
                    ServiceConfigs.sessions(changed, node.nicks(), node.startedAtMillis()),
                    ServiceConfigs.connections(changed.limits()));
        }
    }

    /** The certificates that TLS listeners show, each once. */
    List<Certificate> certificates() {
        return certificates.inUse();
    }

    /** Where clients can connect, with the ports that were got, in the configuration's order. */
    List<ListenerConfig> listening() {
        RelayNode open = relay;
        return open == null ? List.of() : open.listening();
    }

    PartStatus status() {
        RelayNode open = relay;
        return new PartStatus.Connections(
                open == null ? 0 : open.connections(),
                node.meters().relay().sessions(),
                certificates.inUse().stream().map(Certificate::fingerprint).toList());
    }
}
