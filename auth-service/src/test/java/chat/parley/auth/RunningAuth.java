package chat.parley.auth;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.BeforeEach;

/** Tests of an auth service that runs with the usual configuration. */
abstract class RunningAuth extends AuthTest {
    @BeforeEach
    void startAuth() {
        auth.start(AuthRig.config(folder));
    }

    /** It is stopped, and started again on the same database. */
    final void restart(Vertx vertx) {
        stopAuth();
        makeAuth(vertx);
        startAuth();
    }
}
