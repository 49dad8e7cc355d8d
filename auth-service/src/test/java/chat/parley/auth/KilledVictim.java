package chat.parley.auth;

import chat.parley.auth.audit.AuditConfig;
import chat.parley.auth.audit.AuditVerticle;
import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.bus.BusAuditLog;
import chat.parley.contracts.bus.BusServices;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.LoggerFactory;

/** A process that makes accounts and writes to the log, one after the other, and says on its output what was acknowledged, until it is killed. */
final class KilledVictim {
    private final BusServices services;
    private final BusAuditLog log;

    private KilledVictim(Vertx vertx, BusAuditLog log) {
        this.services = new BusServices(vertx);
        this.log = log;
    }

    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        Vertx vertx = Vertx.vertx();
        BusAuditLog log = new BusAuditLog(vertx, "victim", Clock.systemUTC());
        AuthConfig config = AuthRig.config(folder);
        vertx.deployVerticle(new AuditVerticle(AuditConfig.defaults(folder.resolve("logs")), Clock.systemUTC()))
                .compose(_deployed -> vertx.deployVerticle(new AuthVerticle(config, _event -> {}, Clock.systemUTC())))
                .compose(_deployed -> new KilledVictim(vertx, log).work(1))
                .onFailure(cause -> LoggerFactory.getLogger(KilledVictim.class).error("failed", cause));
    }

    private Future<Void> work(int number) {
        log.record(new AuditEvent.RoomMessage("#lobby", "Ada", "message " + number + "."));
        return Future.all(
                        services.ask(AuthRig.registration("user" + number, "password", "192.0.2." + number)),
                        log.drain())
                .compose(_both -> {
                    System.out.println(number);
                    return work(number + 1);
                });
    }
}
