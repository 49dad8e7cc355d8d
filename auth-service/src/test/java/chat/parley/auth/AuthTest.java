package chat.parley.auth;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests of an auth service, which they start as they need it, on a database that outlives it. */
@ExtendWith(VertxExtension.class)
abstract class AuthTest {
    static {
        // machines that build are busy
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }

    @TempDir
    Path folder;

    AuthRig auth;

    @BeforeEach
    void makeAuth(Vertx vertx) {
        auth = new AuthRig(vertx);
    }

    @AfterEach
    void stopAuth() {
        auth.stop();
    }
}
