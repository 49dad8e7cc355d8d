package chat.parley.auth.password;

import chat.parley.auth.model.LegacyProof;
import chat.parley.auth.model.StoredAccount;
import chat.parley.auth.model.Verifier;
import chat.parley.auth.store.AccountStore;
import chat.parley.contracts.account.Account;
import chat.parley.contracts.failure.ServiceException;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks a password against the account of a name. An unknown name, an account without a password and a wrong password each cost
 * exactly one lookup and one derivation; a right one that is remembered costs none. Call from one context.
 */
public final class PasswordCheck {
    private static final Logger LOG = LoggerFactory.getLogger(PasswordCheck.class);

    private final AccountStore store;
    private final DerivationPool pool;
    private final PasswordCache cache;
    private final int iterations;
    private final boolean keepLegacy;
    private final SecureRandom random;
    private final LongSupplier nowMillis;

    /**
     * Puts it together from its parts.
     *
     * @param iterations of verifiers that are made from now on
     * @param keepLegacy whether there are clients who send the hex of a password, for which a verifier is made and kept then
     * @param nowMillis a clock that is never set back
     */
    public PasswordCheck(
            AccountStore store,
            DerivationPool pool,
            PasswordCache cache,
            int iterations,
            boolean keepLegacy,
            SecureRandom random,
            LongSupplier nowMillis) {
        this.store = store;
        this.pool = pool;
        this.cache = cache;
        this.iterations = iterations;
        this.keepLegacy = keepLegacy;
        this.random = random;
        this.nowMillis = nowMillis;
    }

    /**
     * Whose password it is.
     *
     * @param stillWanted asked when its turn on the pool comes: a failure to answer with, or null to go on
     * @return the account; empty when the name or the password is wrong
     */
    public Future<Optional<Account>> check(
            String name, String password, Supplier<@Nullable ServiceException> stillWanted) {
        return store.find(name)
                .compose(found -> found.isEmpty()
                        ? derive(() -> acceptsNobody(password), stillWanted).map(_never -> Optional.empty())
                        : check(found.get(), password, stillWanted));
    }

    /**
     * Whose hex it is, which old clients send in their password's place; otherwise as {@link #check}.
     *
     * @param hex as {@link LegacyProof#parseHex} gives it
     */
    public Future<Optional<Account>> checkHex(
            String name, String hex, Supplier<@Nullable ServiceException> stillWanted) {
        return store.find(name).compose(found -> {
            LegacyProof proof = found.map(StoredAccount::legacy).orElse(null);
            return derive(() -> proof == null ? acceptsNobody(hex) : proof.matchesHex(hex, iterations), stillWanted)
                    .map(right -> right ? found.map(StoredAccount::account) : Optional.empty());
        });
    }

    /** Makes the verifier of a new password. */
    public Future<Verifier> verifierOf(String password) {
        return derive(() -> newVerifier(password), () -> null);
    }

    /** Makes the verifier of a new password's hex, where some client needs it; else null. */
    public Future<LegacyProof.@Nullable Wrapped> hexVerifierOf(String password) {
        return keepLegacy ? verifierOfHex(LegacyProof.hexOf(password)) : Future.succeededFuture();
    }

    /** Makes the verifier of a hex. */
    public Future<LegacyProof.@Nullable Wrapped> verifierOfHex(String hex) {
        return verifierOf(hex).map(LegacyProof.Wrapped::new);
    }

    /**
     * Gives an account another password; whatever is known of the old one goes.
     *
     * @param untilMillis when it ends, since 1970; 0: never
     * @return false when there is no such account any more
     */
    public Future<Boolean> replace(Account account, String password, long untilMillis) {
        return hexVerifierOf(password)
                .compose(hex -> verifierOf(password)
                        .compose(verifier -> store.setPassword(account.id(), verifier, hex, untilMillis)
                                .onSuccess(_stored -> remember(account, verifier, password))));
    }

    /** Remembers the password of a new account. */
    public void remember(Account account, Verifier verifier, String password) {
        cache.remember(account.id(), verifier, password, nowMillis.getAsLong());
    }

    private Future<Optional<Account>> check(
            StoredAccount stored, String password, Supplier<@Nullable ServiceException> stillWanted) {
        Account account = stored.account();
        Verifier own = stored.own();
        if (own != null && cache.knows(account.id(), own, password, nowMillis.getAsLong())) {
            return Future.succeededFuture(Optional.of(account));
        }
        return derive(() -> stored.accepts(password, iterations), stillWanted)
                .compose(right -> right ? welcome(stored, password) : Future.succeededFuture(Optional.empty()));
    }

    private Future<Optional<Account>> welcome(StoredAccount stored, String password) {
        Account account = stored.account();
        Verifier own = stored.own();
        boolean hexInPlace = keepLegacy == (stored.legacy() != null);
        if (own != null && own.iterations() >= iterations && hexInPlace) {
            remember(account, own, password);
            return Future.succeededFuture(Optional.of(account));
        }
        return renew(stored, password)
                .recover(failure -> {
                    LOG.atWarn()
                            .addKeyValue("account", account.id().value())
                            .addKeyValue("cause", failure.getMessage())
                            .log("Signed in, but could not renew the verifier; the next sign-in tries again");
                    return Future.succeededFuture();
                })
                .map(_renewed -> Optional.of(account));
    }

    private Future<?> renew(StoredAccount stored, String password) {
        Future<LegacyProof.@Nullable Wrapped> hex = keepLegacy && stored.legacy() instanceof LegacyProof.Wrapped wrapped
                ? Future.succeededFuture(wrapped)
                : hexVerifierOf(password);
        return hex.compose(kept -> store(stored.account(), password, kept));
    }

    private Future<Boolean> store(Account account, String password, LegacyProof.@Nullable Wrapped hex) {
        return verifierOf(password)
                .compose(verifier -> store.setVerifiers(account.id(), verifier, hex)
                        .onSuccess(_stored -> remember(account, verifier, password)));
    }

    private <T> Future<T> derive(Callable<T> work, Supplier<@Nullable ServiceException> stillWanted) {
        return pool.derive(work, stillWanted);
    }

    private Verifier newVerifier(String password) {
        byte[] salt = new byte[Verifier.SALT_BYTES];
        random.nextBytes(salt);
        return Verifier.derive(password, salt, iterations);
    }

    private boolean acceptsNobody(String password) {
        Verifier.spend(password, iterations);
        return false;
    }
}
