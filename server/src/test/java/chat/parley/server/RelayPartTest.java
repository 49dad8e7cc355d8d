package chat.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.contracts.bus.BusAuditLog;
import chat.parley.contracts.status.NodeId;
import chat.parley.contracts.status.NodeStatus;
import chat.parley.contracts.status.PartStatus;
import chat.parley.contracts.status.Role;
import chat.parley.protocol.name.AsciiNicks;
import chat.parley.server.company.Company;
import chat.parley.server.company.Sighting;
import chat.parley.server.config.ConfigReader;
import chat.parley.server.health.Meters;
import chat.parley.server.start.StartException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Relays show clients one certificate. */
class RelayPartTest {
    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path folder;

    @AfterEach
    void close() throws Exception {
        done(vertx.close());
    }

    private static void done(Future<?> future) throws Exception {
        future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private RelayPart part(Company company) throws Exception {
        List<String> settings =
                List.of("server.dataDir=" + folder.resolve("data"), "listeners.irc=[{port: 0}, {port: 0, tls: {}}]");
        Clock clock = Clock.systemUTC();
        return new RelayPart(
                new Node(
                        new NodeId("relay1", "1"),
                        Role.RELAY,
                        new ConfigReader(null, Map.of(), settings).read().settings(),
                        AsciiNicks.RULES,
                        clock,
                        clock.millis(),
                        vertx,
                        new Meters(),
                        new BusAuditLog(vertx, "relay1.1", clock),
                        new Closers()),
                company);
    }

    /** A company in which another relay shows clients a certificate. */
    private record Shown(List<Sighting> others) implements Company {
        static Shown by(String name) {
            PartStatus shown = new PartStatus.Connections(0, 0, List.of("AA:BB"));
            return new Shown(List.of(new Sighting(
                    new NodeStatus(
                            new NodeId(name, "1"),
                            Role.RELAY,
                            NodeStatus.Phase.READY,
                            0,
                            "1.0",
                            List.of(),
                            Map.of(),
                            List.of(shown)),
                    0)));
        }

        @Override
        public Future<Void> join() {
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> meet() {
            return Future.succeededFuture();
        }

        @Override
        public boolean inContact() {
            return true;
        }

        @Override
        public Future<Void> leave() {
            return Future.succeededFuture();
        }
    }

    @Test
    void makesTheCertificateThatIsMissing() throws Exception {
        RelayPart part = part(Company.NONE);

        done(part.prepare());

        assertThat(part.certificates()).hasSize(1);
    }

    @Test
    void makesNoneBesideThatOfAnotherRelay() throws Exception {
        RelayPart part = part(Shown.by("relay2"));

        assertThatThrownBy(() -> done(part.prepare()))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(StartException.class)
                .hasMessageContaining("a certificate is missing here, while relay2 shows clients one");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void usesTheOneThatItHasBesideThatOfAnotherRelay() throws Exception {
        done(part(Company.NONE).prepare());
        RelayPart part = part(Shown.by("relay2"));

        done(part.prepare());

        assertThat(part.certificates()).hasSize(1);
    }
}
