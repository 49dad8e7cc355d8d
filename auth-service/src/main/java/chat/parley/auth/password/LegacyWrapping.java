package chat.parley.auth.password;

import chat.parley.auth.model.LegacyProof;
import chat.parley.auth.model.Verifier;
import chat.parley.auth.store.AccountStore;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wraps the bare hexes of the system before into verifiers, from the start on and beside everything else: people sign in meanwhile,
 * and go first. A few at a time, so that it goes on where it was when the server is stopped.
 */
public final class LegacyWrapping {
    private static final Logger LOG = LoggerFactory.getLogger(LegacyWrapping.class);
    private static final int LOTS_PER_THREAD = 16;

    private final AccountStore store;
    private final DerivationPool pool;
    private final int iterations;
    private final SecureRandom random;
    private long done;
    private boolean stopped;

    public LegacyWrapping(AccountStore store, DerivationPool pool, int iterations, SecureRandom random) {
        this.store = store;
        this.pool = pool;
        this.iterations = iterations;
        this.random = random;
    }

    /**
     * Succeeds when no bare hex is left, with how many were wrapped; or soon after {@link #stop}. Fails when the pool is closed, or the
     * database fails.
     */
    public Future<Long> run() {
        if (stopped) {
            return Future.succeededFuture(done);
        }
        return store.bareHexes(pool.threads() * LOTS_PER_THREAD)
                .compose(lot -> lot.isEmpty() ? finish() : wrap(lot).compose(_wrapped -> run()));
    }

    /** No further lot is begun. */
    public void stop() {
        stopped = true;
    }

    public boolean isStopped() {
        return stopped;
    }

    private Future<Long> finish() {
        if (done == 0) {
            return Future.succeededFuture(done);
        }
        LOG.atInfo().addKeyValue("accounts", done).log("Every password hash of the system before is wrapped");
        return store.wipeTraces().map(_wiped -> done);
    }

    private Future<Void> wrap(List<AccountStore.Bare> lot) {
        List<Future<AccountStore.Wrapped>> wrapped =
                lot.stream().map(this::wrap).toList();
        return Future.all(wrapped)
                .compose(all -> store.replaceBareHexes(all.list()))
                .onSuccess(_replaced -> {
                    done += lot.size();
                    LOG.atInfo().addKeyValue("done", done).log("Wrapping the password hashes of the system before");
                });
    }

    private Future<AccountStore.Wrapped> wrap(AccountStore.Bare bare) {
        byte[] salt = new byte[Verifier.SALT_BYTES];
        random.nextBytes(salt);
        return pool.deriveInBackground(() -> Verifier.derive(bare.hex().text(), salt, iterations))
                .map(verifier -> new AccountStore.Wrapped(bare, new LegacyProof.Wrapped(verifier)));
    }
}
