package chat.parley.auth;

import chat.parley.auth.model.LegacyProof;
import chat.parley.auth.model.NamePolicy;
import chat.parley.auth.model.NewAccount;
import chat.parley.auth.model.PasswordText;
import chat.parley.auth.model.Verifier;
import chat.parley.auth.password.PasswordCheck;
import chat.parley.auth.policy.Quota;
import chat.parley.auth.store.AccountStore;
import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountRequest.CreateAccount;
import chat.parley.contracts.account.AccountRequest.Register;
import chat.parley.contracts.account.AccountRequest.RegisterClassic;
import chat.parley.contracts.account.Secret;
import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.audit.AuditLog;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.contracts.identity.AddressKey;
import chat.parley.protocol.Validated;
import chat.parley.protocol.name.Nickname;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes accounts. Call from one context. */
final class Enrolment {
    private static final int MAX_EMAIL = 254;

    private final AuthConfig config;
    private final NamePolicy names;
    private final NamesInUse inUse;
    private final AccountStore store;
    private final PasswordCheck passwords;
    private final Quota quota;
    private final Bans bans;
    private final AuditLog log;
    private final AuthMetrics metrics;
    private final Clock clock;
    private final LongSupplier nowMillis;

    /** @param nowMillis a clock that is never set back; {@code clock} tells the time of day */
    Enrolment(
            AuthConfig config,
            NamePolicy names,
            NamesInUse inUse,
            AccountStore store,
            PasswordCheck passwords,
            Quota quota,
            Bans bans,
            AuditLog log,
            AuthMetrics metrics,
            Clock clock,
            LongSupplier nowMillis) {
        this.config = config;
        this.names = names;
        this.inUse = inUse;
        this.store = store;
        this.passwords = passwords;
        this.quota = quota;
        this.bans = bans;
        this.log = log;
        this.metrics = metrics;
        this.clock = clock;
        this.nowMillis = nowMillis;
    }

    /** What is asked for, checked. */
    private record Checked(Nickname name, String firstName, String lastName) {}

    /** What is known of a new password. */
    private record Proofs(@Nullable Verifier verifier, LegacyProof.@Nullable Wrapped hex) {}

    Future<Account> register(Register request) {
        return enrol(request).onComplete(result -> metrics.registrationEnded(result.cause()));
    }

    /** For a client that sends the hex of the password instead: that is all that is known of it, until its first PLAIN. */
    Future<Account> registerClassic(RegisterClassic request) {
        return enrolClassic(request).onComplete(result -> metrics.registrationEnded(result.cause()));
    }

    private Future<Account> enrolClassic(RegisterClassic request) {
        String hex = LegacyProof.parseHex(new String(request.hex().bytes(), StandardCharsets.UTF_8));
        if (!config.keepLegacyVerifiers() || hex == null) {
            return Future.failedFuture(ServiceException.rejected(
                    Reason.WEAK_PASSWORD, "The password has to be sent as its SHA-256 in hex."));
        }
        return enrol(
                request.address(),
                () -> checkNames(request.name(), request.firstName(), request.lastName()),
                null,
                () -> passwords.verifierOfHex(hex).map(wrapped -> new Proofs(null, wrapped)),
                _made -> {});
    }

    private Future<Account> enrol(Register request) {
        byte[] bytes = request.password().bytes();
        String fault = PasswordText.fault(bytes);
        String password = PasswordText.decode(bytes);
        return enrol(
                request.address(),
                () -> {
                    Checked checked = checkNames(request.name(), request.firstName(), request.lastName());
                    if (fault != null || password == null) {
                        throw ServiceException.rejected(Reason.WEAK_PASSWORD, "The password " + fault + ".");
                    }
                    return checked;
                },
                bounded(request.email()),
                () -> passwords
                        .verifierOf(String.valueOf(password))
                        .compose(verifier -> passwords
                                .hexVerifierOf(String.valueOf(password))
                                .map(hex -> new Proofs(verifier, hex))),
                made -> {
                    if (made.proofs().verifier() != null) {
                        passwords.remember(made.account(), made.proofs().verifier(), String.valueOf(password));
                    }
                });
    }

    private record Made(Account account, Proofs proofs) {}

    private Future<Account> enrol(
            String address,
            Supplier<Checked> check,
            @Nullable String email,
            Supplier<Future<Proofs>> prove,
            Consumer<Made> then) {
        if (!config.registrationEnabled()) {
            return Future.failedFuture(
                    ServiceException.rejected(Reason.REGISTRATION_DISABLED, "This server makes no new accounts."));
        }
        ServiceException banned = bans.refusal(address);
        if (banned != null) {
            return Future.failedFuture(banned);
        }
        Checked checked;
        try {
            checked = check.get();
        } catch (ServiceException refused) {
            return Future.failedFuture(refused);
        }
        return whenFree(checked).compose(_free -> make(address, checked, email, prove, then));
    }

    private Future<Void> whenFree(Checked checked) {
        return store.find(checked.name().value()).compose(found -> {
            if (found.isPresent()) {
                return Future.failedFuture(taken(checked));
            }
            return inUse.lookalike(checked.name())
                    .compose(other ->
                            other.isPresent() ? Future.failedFuture(looksAlike(checked)) : Future.succeededFuture());
        });
    }

    private Checked checkNames(String name, String firstName, String lastName) {
        return new Checked(
                valid(names.check(name)),
                valid(NamePolicy.checkPersonName("first name", firstName)),
                valid(NamePolicy.checkPersonName("last name", lastName)));
    }

    /** Makes an account for whoever looks after the server. */
    Future<Account> create(CreateAccount request) {
        Checked checked;
        String password;
        try {
            checked = checkNames(request.name(), request.firstName(), request.lastName());
            password = password(request.password());
        } catch (ServiceException refused) {
            return Future.failedFuture(refused);
        }
        return whenFree(checked)
                .compose(_free -> proofs(password))
                .compose(proofs -> store(
                        "the server's administration",
                        checked,
                        bounded(request.email()),
                        proofs,
                        request.untilMillis()));
    }

    private Future<Proofs> proofs(String password) {
        return passwords
                .verifierOf(password)
                .compose(verifier -> passwords.hexVerifierOf(password).map(hex -> new Proofs(verifier, hex)));
    }

    /**
     * A password that is to be an account's.
     *
     * @throws ServiceException when it cannot be one
     */
    static String password(Secret secret) {
        String fault = PasswordText.fault(secret.bytes());
        String password = PasswordText.decode(secret.bytes());
        if (fault != null || password == null) {
            throw ServiceException.rejected(Reason.WEAK_PASSWORD, "The password " + fault + ".");
        }
        return password;
    }

    private static <T> T valid(Validated<T> validated) {
        return switch (validated) {
            case Validated.Valid<T> good -> good.value();
            case Validated.Invalid<T> bad -> throw ServiceException.rejected(Reason.BAD_ACCOUNT_NAME, bad.reason());
        };
    }

    private Future<Account> make(
            String address,
            Checked checked,
            @Nullable String email,
            Supplier<Future<Proofs>> prove,
            Consumer<Made> then) {
        String key = AddressKey.of(address);
        long wait = config.limitsEnabled() ? quota.take(key, nowMillis.getAsLong()) : 0;
        if (wait > 0) {
            return Future.failedFuture(ServiceException.denied(
                    Reason.TOO_MANY_ATTEMPTS,
                    "Too many accounts were made from your address; try again in " + Durations.inWords(wait) + "."));
        }
        return prove.get()
                .compose(proofs -> store(address, checked, email, proofs, 0)
                        .onSuccess(stored -> then.accept(new Made(stored, proofs))))
                .onFailure(_failure -> quota.giveBack(key));
    }

    private Future<Account> store(
            String address, Checked checked, @Nullable String email, Proofs proofs, long untilMillis) {
        if (!inUse.take(checked.name())) {
            return Future.failedFuture(looksAlike(checked));
        }
        NewAccount account = new NewAccount(
                checked.name(),
                checked.firstName(),
                checked.lastName(),
                email,
                proofs.verifier(),
                proofs.hex(),
                clock.millis(),
                untilMillis);
        return store.insert(account)
                .compose(stored ->
                        stored.map(Future::succeededFuture).orElseGet(() -> Future.failedFuture(taken(checked))))
                .onSuccess(stored -> {
                    inUse.made(checked.name());
                    log.record(new AuditEvent.UserCreated(stored.name(), address));
                })
                .onFailure(_failure -> inUse.giveBack(checked.name()));
    }

    private static @Nullable String bounded(@Nullable String email) {
        return email == null || email.isEmpty() || email.length() > MAX_EMAIL ? null : email;
    }

    private static ServiceException looksAlike(Checked checked) {
        return ServiceException.rejected(
                Reason.NAME_LOOKS_ALIKE,
                "The name " + checked.name() + " looks like the name of another account; choose another.");
    }

    private static ServiceException taken(Checked checked) {
        return ServiceException.rejected(
                Reason.ACCOUNT_EXISTS, "The name " + checked.name() + " is taken; choose another.");
    }
}
