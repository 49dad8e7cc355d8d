package chat.parley.auth;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests of an auth service that runs, with the usual configuration, on a database that outlives it. */
@ExtendWith(VertxExtension.class)
abstract class RunningAuth {
    @TempDir
    Path folder;

    AuthRig auth;

    @BeforeEach
    void startAuth(Vertx vertx) {
        auth = new AuthRig(vertx).start(AuthRig.config(folder));
    }

    @AfterEach
    void stopAuth() {
        auth.stop();
    }

    /** It is stopped, and started again on the same database. */
    final void restart(Vertx vertx) {
        stopAuth();
        startAuth(vertx);
    }
}
