package chat.parley.server;

import chat.parley.contracts.bus.BusAuditLog;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.status.NodeId;
import chat.parley.contracts.status.Role;
import chat.parley.protocol.name.NickRules;
import chat.parley.server.config.Settings;
import chat.parley.server.health.Meters;
import chat.parley.server.start.StartException;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process of a server, without its parts: what all of these stand on.
 *
 * @param id of this life of the process
 * @param nicks which names people may take
 * @param startedAtMillis since 1970
 * @param auditLog the way to the server's log, wherever it is written
 * @param closers what has to be closed in the end
 */
record Node(
        NodeId id,
        Role role,
        Settings settings,
        NickRules nicks,
        Clock clock,
        long startedAtMillis,
        Vertx vertx,
        Meters meters,
        BusAuditLog auditLog,
        Closers closers) {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    /** As what its relay is known. */
    RelayId relayId() {
        return new RelayId(id.toString());
    }

    /**
     * Deploys a part, and sees to its undeployment.
     *
     * @param stopMillis how long that may take in a process that has every part; one that has few has twice the time for each
     */
    Future<?> deploy(String name, long stopMillis, Deployable part) {
        if (closers.isClosing()) {
            return Future.failedFuture(stopped());
        }
        long startedNanos = System.nanoTime();
        Future<String> deployed = vertx.deployVerticle(part);
        closers.add(
                name,
                role.isClustered() && !role.hasConnections() ? 2 * stopMillis : stopMillis,
                () -> deployed.succeeded() ? vertx.undeploy(deployed.result()) : Future.succeededFuture());
        return deployed.onSuccess(started -> LOG.atDebug()
                .addKeyValue("part", name)
                .addKeyValue("millis", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos))
                .log("started"));
    }

    static StartException stopped() {
        return new StartException("stopped before it had started");
    }

    /** Waits for all; fails with the first failure in the order in which they are listed: the same fault reads the same each time. */
    static Future<Void> all(List<Future<?>> parts) {
        return Future.join(parts)
                .<Void>mapEmpty()
                .recover(any -> parts.stream()
                        .filter(Future::failed)
                        .findFirst()
                        .<Future<Void>>map(part -> Future.failedFuture(part.cause()))
                        .orElseThrow());
    }
}
