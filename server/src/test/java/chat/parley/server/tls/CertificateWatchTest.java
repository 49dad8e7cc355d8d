package chat.parley.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.server.config.TlsSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateWatchTest {
    private static final long LOOK_MILLIS = 20;

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<String> takenUp = new LinkedBlockingQueue<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final List<Runnable> stops = new ArrayList<>();
    private TlsSettings settings = new TlsSettings(Path.of(""), Path.of(""));

    @BeforeEach
    void nameFiles() {
        settings = new TlsSettings(folder.resolve("cert.pem"), folder.resolve("key.pem"));
    }

    @AfterEach
    void close() throws Exception {
        stops.forEach(Runnable::run);
        vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private CertificateFiles files(Clock clock) {
        return new CertificateFiles(settings, "a.b", clock, new SecureRandom());
    }

    private Certificate watch(Clock clock) throws Exception {
        CertificateFiles files = files(clock);
        Certificate current = files(Clock.systemUTC()).prepare();
        CertificateWatch watch = new CertificateWatch(vertx, files, current, () -> {
            takenUp.add("taken up");
            return refusals.getAndDecrement() > 0 ? Future.failedFuture("not readable yet") : Future.succeededFuture();
        });
        vertx.runOnContext(turn -> watch.start(LOOK_MILLIS));
        stops.add(watch::stop);
        return current;
    }

    private void replace(String certPem, String keyPem) throws Exception {
        Files.writeString(settings.key(), keyPem);
        Files.writeString(settings.cert(), certPem);
        FileTime later = FileTime.from(Instant.now().plusSeconds(10));
        Files.setLastModifiedTime(settings.cert(), later);
    }

    @Test
    void hasListenersTakeUpAChangedCertificate() throws Exception {
        watch(Clock.systemUTC());
        assertThat(takenUp.poll(10 * LOOK_MILLIS, TimeUnit.MILLISECONDS)).isNull();
        var keys = SelfSigned.newKeys(new SecureRandom());

        replace(Foreign.certificate(keys, Instant.now()), SelfSigned.pem(keys.getPrivate()));

        assertThat(takenUp.poll(60, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void triesAgainUntilItIsTakenUp() throws Exception {
        watch(Clock.systemUTC());
        assertThat(takenUp.poll(10 * LOOK_MILLIS, TimeUnit.MILLISECONDS)).isNull();
        refusals.set(2);
        var keys = SelfSigned.newKeys(new SecureRandom());

        replace(Foreign.certificate(keys, Instant.now()), SelfSigned.pem(keys.getPrivate()));

        for (int tries = 0; tries < 3; tries++) {
            assertThat(takenUp.poll(60, TimeUnit.SECONDS)).isNotNull();
        }
        assertThat(takenUp.poll(10 * LOOK_MILLIS, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void keepsTheOldOneWhenTheNewOneIsOfNoUse() throws Exception {
        watch(Clock.systemUTC());
        assertThat(takenUp.poll(10 * LOOK_MILLIS, TimeUnit.MILLISECONDS)).isNull();

        replace("nonsense", "nonsense");

        assertThat(takenUp.poll(15 * LOOK_MILLIS, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void renewsItsOwnWhileRunning() throws Exception {
        Certificate first = watch(Clock.offset(Clock.systemUTC(), Duration.ofDays(810)));

        assertThat(files(Clock.systemUTC()).check()).isNotNull();
        assertThat(takenUp.poll(60, TimeUnit.SECONDS)).isNotNull();
        assertThat(files(Clock.systemUTC()).check().notAfter()).isAfter(first.notAfter());
    }
}
