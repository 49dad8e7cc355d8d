package chat.parley.auth;

import chat.parley.auth.jdbc.JdbcAccountStore;
import chat.parley.auth.model.FalseVerifier;
import chat.parley.auth.model.NamePolicy;
import chat.parley.auth.model.StoredAccount;
import chat.parley.auth.password.DerivationPool;
import chat.parley.auth.password.LegacyWrapping;
import chat.parley.auth.password.PasswordCache;
import chat.parley.auth.password.PasswordCheck;
import chat.parley.auth.policy.AttemptPolicy;
import chat.parley.auth.policy.Quota;
import chat.parley.auth.sasl.OpenExchanges;
import chat.parley.auth.store.AccountStore;
import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.audit.AuditLog;
import chat.parley.contracts.bus.BusServer;
import chat.parley.contracts.bus.Registration;
import chat.parley.protocol.name.AsciiNicks;
import chat.parley.protocol.name.NickRules;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the user table and answers {@link AccountRequest}s. One instance, on one event loop, which it never blocks: the database and the
 * derivation of keys have threads of their own.
 *
 * <p>Its start fails with a {@link chat.parley.auth.store.DatabaseUnusableException} when the database is of no use.
 */
public final class AuthVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(AuthVerticle.class);
    private static final long HOUR_MILLIS = 3_600_000;
    private static final int MAX_TRACKED_ADDRESSES = 10_000;
    private static final int MAX_REMEMBERED_PASSWORDS = 100_000;

    private final AuthConfig config;
    private final AuditLog log;
    private final Clock clock;
    private final LongSupplier nowMillis;
    private final SecureRandom random = new SecureRandom();
    /** Of this start, as others tell it from another one. */
    private final long life = random.nextLong(1, Long.MAX_VALUE);

    private final NamePolicy names;
    private final AuthMetrics metrics;

    private @Nullable AccountStore store;
    private @Nullable DerivationPool pool;
    private @Nullable LegacyWrapping wrapping;
    private Future<Void> wrapped = Future.succeededFuture();
    private @Nullable Registration registration;

    /**
     * Makes one that is yet to be deployed.
     *
     * @param clock tells the time of day; how long things take is measured by a clock that nobody sets
     */
    public AuthVerticle(AuthConfig config, AuditLog log, Clock clock) {
        this(config, log, clock, Metrics.globalRegistry);
    }

    /**
     * Makes one that is yet to be deployed.
     *
     * @param clock tells the time of day; how long things take is measured by a clock that nobody sets
     * @param meters where it counts sign-ins, and measures derivations
     */
    public AuthVerticle(AuthConfig config, AuditLog log, Clock clock, MeterRegistry meters) {
        this(config, AsciiNicks.RULES, log, clock, meters);
    }

    /**
     * Makes one that is yet to be deployed.
     *
     * @param nicks which names accounts may have
     * @param clock tells the time of day; how long things take is measured by a clock that nobody sets
     * @param meters where it counts sign-ins, and measures derivations
     */
    public AuthVerticle(AuthConfig config, NickRules nicks, AuditLog log, Clock clock, MeterRegistry meters) {
        this(config, nicks, log, clock, meters, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    }

    AuthVerticle(
            AuthConfig config,
            NickRules nicks,
            AuditLog log,
            Clock clock,
            MeterRegistry meters,
            LongSupplier nowMillis) {
        this.config = config;
        this.log = log;
        this.clock = clock;
        this.nowMillis = nowMillis;
        this.metrics = new AuthMetrics(meters);
        this.names = new NamePolicy(config.reservedNames(), nicks);
    }

    @Override
    public Future<?> start() {
        return JdbcAccountStore.open(vertx, config.databaseUrl(), names, random, clock)
                .compose(opened -> {
                    store = opened;
                    return NamesInUse.load(opened, names.nicks())
                            .compose(inUse ->
                                    Bans.load(opened.bans(), clock).compose(bans -> serve(opened, inUse, bans)));
                });
    }

    @Override
    public Future<?> stop() {
        if (wrapping != null) {
            wrapping.stop();
        }
        Future<?> closed = registration == null ? Future.succeededFuture() : registration.close();
        return closed.eventually(() -> pool == null ? Future.succeededFuture() : pool.close())
                .eventually(() -> wrapped)
                .eventually(() -> store == null ? Future.succeededFuture() : store.close());
    }

    private Future<Void> serve(AccountStore opened, NamesInUse inUse, Bans bans) {
        DerivationPool derivations = new DerivationPool(
                vertx,
                Runtime.getRuntime().availableProcessors(),
                config.maxWaitingDerivations(),
                metrics::derivationTook);
        pool = derivations;
        PasswordCache cache = new PasswordCache(
                TimeUnit.MINUTES.toMillis(config.passwordCacheMinutes()), MAX_REMEMBERED_PASSWORDS, random);
        PasswordCheck passwords = new PasswordCheck(
                opened,
                derivations,
                cache,
                config.passwordIterations(),
                config.keepLegacyVerifiers(),
                random,
                nowMillis);
        OpenExchanges exchanges = new OpenExchanges(config.maxExchanges(), random.nextInt(Integer.MAX_VALUE));
        metrics.watch(derivations, exchanges);
        AttemptPolicy attempts = new AttemptPolicy(
                config.limitsEnabled(), config.failedSignInsPerAddress(), config.failedSignInsPerAccount());
        SignIn signIn = new SignIn(
                opened,
                passwords,
                new FalseVerifier(opened.falseSaltKey(), config.passwordIterations()),
                exchanges,
                attempts,
                bans,
                log,
                metrics,
                random,
                nowMillis);
        Quota quota = new Quota(config.registrationsPerAddressPerHour(), HOUR_MILLIS, MAX_TRACKED_ADDRESSES);
        Enrolment enrolment =
                new Enrolment(config, names, inUse, opened, passwords, quota, bans, log, metrics, clock, nowMillis);
        OperatorAccess operators = new OperatorAccess(
                config.operators(),
                derivations,
                new AttemptPolicy(
                        config.limitsEnabled(), config.failedSignInsPerAddress(), config.failedSignInsPerAccount()),
                config.passwordIterations(),
                nowMillis);
        AccountCare care = new AccountCare(opened, passwords, attempts, log, nowMillis);
        GatewayAccess gateways = new GatewayAccess(config.gateways(), derivations, random);
        AccountMetadata metadata = new AccountMetadata(opened);
        Certificates certificates = new Certificates(opened.certificates(), log, clock);
        ClassicSignIn classic =
                new ClassicSignIn(config.keepLegacyVerifiers(), passwords, attempts, bans, log, metrics, nowMillis);
        Administration administration = new Administration(opened, passwords, enrolment);
        return BusServer.serveAccounts(
                        vertx,
                        request -> answer(
                                request,
                                signIn,
                                classic,
                                enrolment,
                                care,
                                metadata,
                                certificates,
                                operators,
                                gateways,
                                bans,
                                opened,
                                inUse,
                                administration))
                .compose(served -> {
                    registration = served;
                    return config.keepLegacyVerifiers() ? Future.<Void>succeededFuture() : opened.dropNeedlessHexes();
                })
                .onSuccess(_dropped -> wrapHexes(opened, derivations));
    }

    private Future<?> answer(
            AccountRequest<?> request,
            SignIn signIn,
            ClassicSignIn classic,
            Enrolment enrolment,
            AccountCare care,
            AccountMetadata metadata,
            Certificates certificates,
            OperatorAccess operators,
            GatewayAccess gateways,
            Bans bans,
            AccountStore store,
            NamesInUse inUse,
            Administration administration) {
        return switch (request) {
            case AccountRequest.Register register -> enrolment.register(register);
            case AccountRequest.RegisterClassic register -> enrolment.registerClassic(register);
            case AccountRequest.SignInClassic classically -> classic.signIn(classically);
            case AccountRequest.BeginSasl begin -> signIn.begin(begin);
            case AccountRequest.ContinueSasl proceed -> signIn.proceed(proceed);
            case AccountRequest.AbortSasl abort -> signIn.abort(abort);
            case AccountRequest.CheckOperator check -> operators.check(check);
            case AccountRequest.CheckGateway check -> gateways.check(check);
            case AccountRequest.CheckPassword check -> care.check(check);
            case AccountRequest.ChangePassword change -> care.change(change);
            case AccountRequest.DeleteAccount delete -> care.delete(delete);
            case AccountRequest.ChangeMetadata change -> metadata.change(change);
            case AccountRequest.AddCertificate add -> certificates.add(add);
            case AccountRequest.ListCertificates list -> certificates.list(list);
            case AccountRequest.RemoveCertificate remove -> certificates.remove(remove);
            case AccountRequest.AddBan add -> bans.add(add);
            case AccountRequest.RemoveBan remove -> bans.remove(remove);
            case AccountRequest.ListBans _list -> bans.all();
            case AccountRequest.FindBan find -> bans.find(find);
            case AccountRequest.Attend _attend -> Future.succeededFuture(life);
            case AccountRequest.FindAccount find -> find(store, find.name());
            case AccountRequest.FindReserver find -> inUse.reserver(find.nick());
            case AccountRequest.Administration<?> asked -> administration.on(asked);
        };
    }

    private static Future<Optional<Account>> find(AccountStore store, String name) {
        return store.find(name).map(found -> found.map(StoredAccount::account));
    }

    private void wrapHexes(AccountStore opened, DerivationPool derivations) {
        LegacyWrapping legacy = new LegacyWrapping(opened, derivations, config.passwordIterations(), random);
        wrapping = legacy;
        wrapped = legacy.run()
                .onFailure(cause -> {
                    if (!legacy.isStopped()) {
                        LOG.atError()
                                .setCause(cause)
                                .log("Not every password hash of the system before is wrapped; the next start goes on");
                    }
                })
                .transform(_ended -> Future.succeededFuture());
    }
}
