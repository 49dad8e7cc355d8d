package chat.parley.server.admin;

import chat.parley.contracts.audit.AuditLog;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Puts the API together. */
public final class Administration {
    private Administration() {}

    /**
     * The API of this process.
     *
     * @param remote whether those of other machines may ask
     */
    public static AdminApi of(Vertx vertx, AdminSecret secret, boolean remote, AuditLog log, Overseen overseen) {
        return new AdminApi(
                vertx,
                secret,
                remote,
                operations(overseen),
                log,
                () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    }

    /** All that can be asked. */
    static List<Operation> operations(Overseen overseen) {
        Clock clock = overseen.clock();
        return Stream.of(
                        new AccountOperations(clock, new OneTimePassword(new SecureRandom())).all(),
                        new ExportOperations(clock).all(),
                        new SessionOperations().all(),
                        new RoomOperations(overseen.name()).all(),
                        new BanOperations().all(),
                        new BackupOperations(clock).all(),
                        new AuditOperations().all(),
                        new ServerOperations(overseen.status(), overseen.reload()).all())
                .flatMap(List::stream)
                .toList();
    }
}
