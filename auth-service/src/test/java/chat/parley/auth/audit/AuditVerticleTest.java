package chat.parley.auth.audit;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.bus.BusAuditLog;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class AuditVerticleTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-04T05:06:07.089123Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    @Test
    void writesWhatHappenedInAFileOfThisStart(Vertx vertx) throws IOException, TimeoutException {
        deploy(vertx);
        BusAuditLog log = new BusAuditLog(vertx, "test", CLOCK);
        log.record(new AuditEvent.UserCreated("Ada", "192.0.2.7"));
        log.record(new AuditEvent.Connected("Ada", "192.0.2.7"));
        log.record(new AuditEvent.RoomMessage("#lobby", "Ada", "hello, world"));
        log.record(new AuditEvent.PrivateMessage("Ada", "Bob", null));
        log.record(new AuditEvent.Left("Ada", "Quit: bye"));
        await(log.drain());
        assertThat(Files.readAllLines(folder.resolve("logs/chatroom2026_03_04_050607.log")))
                .containsExactly(
                        "**** Chatroom server started on 2026/03/04 05:06:07.089123",
                        "2026/03/04 05:06:07.089123 Created new user Ada",
                        "2026/03/04 05:06:07.089123 New connection. Username: Ada",
                        "2026/03/04 05:06:07.089123 Ada: hello, world",
                        "2026/03/04 05:06:07.089123 Ada wrote to Bob",
                        "2026/03/04 05:06:07.089123 Ada has left the chatroom.");
    }

    @Test
    void givesASecondStartWithinASecondAFileOfItsOwn(Vertx vertx) throws IOException, TimeoutException {
        await(vertx.undeploy(deploy(vertx)));
        deploy(vertx);
        try (Stream<Path> files = Files.list(folder.resolve("logs"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("chatroom2026_03_04_050607.log", "chatroom2026_03_04_050607_2.log");
        }
    }

    @Test
    void keepsWhatWasRecordedBeforeItRan(Vertx vertx) throws IOException, TimeoutException {
        BusAuditLog log = new BusAuditLog(vertx, "test", CLOCK);
        log.record(new AuditEvent.Act("server", "early"));
        deploy(vertx);
        await(log.drain());
        assertThat(logLines()).last().isEqualTo("2026/03/04 05:06:07.089123 **** server: early");
    }

    @Test
    void saysInOneSentenceThatItCannotWriteThere(Vertx vertx) throws IOException {
        Files.writeString(folder.resolve("logs"), "a file");
        Throwable cause = await0(vertx.deployVerticle(verticle()));
        assertThat(cause)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("audit.folder: ")
                .hasMessageContaining("logs");
    }

    private List<String> logLines() throws IOException {
        return Files.readAllLines(folder.resolve("logs/chatroom2026_03_04_050607.log"));
    }

    private String deploy(Vertx vertx) throws TimeoutException {
        return await(vertx.deployVerticle(verticle()));
    }

    private AuditVerticle verticle() {
        return new AuditVerticle(AuditConfig.defaults(folder.resolve("logs")), CLOCK);
    }

    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(60, TimeUnit.SECONDS);
    }

    private static Throwable await0(Future<?> future) {
        try {
            future.await(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            return e;
        }
        throw new AssertionError("did not fail");
    }
}
