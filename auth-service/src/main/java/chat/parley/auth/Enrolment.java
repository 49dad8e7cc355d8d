package chat.parley.auth;

import chat.parley.auth.model.NamePolicy;
import chat.parley.auth.model.NewAccount;
import chat.parley.auth.model.PasswordText;
import chat.parley.auth.model.Verifier;
import chat.parley.auth.password.PasswordCheck;
import chat.parley.auth.policy.Quota;
import chat.parley.auth.store.AccountStore;
import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountRequest.Register;
import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.audit.AuditLog;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.protocol.Validated;
import chat.parley.protocol.name.Nickname;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Makes accounts. Call from one context. */
final class Enrolment {
    private static final int MAX_EMAIL = 254;

    private final AuthConfig config;
    private final NamePolicy names;
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
    private record Checked(Nickname name, String firstName, String lastName, String password) {}

    Future<Account> register(Register request) {
        return enrol(request).onComplete(result -> metrics.registrationEnded(result.cause()));
    }

    private Future<Account> enrol(Register request) {
        if (!config.registrationEnabled()) {
            return Future.failedFuture(
                    ServiceException.rejected(Reason.REGISTRATION_DISABLED, "This server makes no new accounts."));
        }
        ServiceException banned = bans.refusal(request.address());
        if (banned != null) {
            return Future.failedFuture(banned);
        }
        Checked checked;
        try {
            checked = check(request);
        } catch (ServiceException refused) {
            return Future.failedFuture(refused);
        }
        return store.find(checked.name().value())
                .compose(found -> found.isPresent() ? Future.failedFuture(taken(checked)) : make(request, checked));
    }

    private Checked check(Register request) {
        Nickname name = valid(names.check(request.name()));
        String firstName = valid(NamePolicy.checkPersonName("first name", request.firstName()));
        String lastName = valid(NamePolicy.checkPersonName("last name", request.lastName()));
        byte[] bytes = request.password().bytes();
        String fault = PasswordText.fault(bytes);
        String password = PasswordText.decode(bytes);
        if (fault != null || password == null) {
            throw ServiceException.rejected(Reason.WEAK_PASSWORD, "The password " + fault + ".");
        }
        return new Checked(name, firstName, lastName, password);
    }

    private static <T> T valid(Validated<T> validated) {
        return switch (validated) {
            case Validated.Valid<T> good -> good.value();
            case Validated.Invalid<T> bad -> throw ServiceException.rejected(Reason.BAD_ACCOUNT_NAME, bad.reason());
        };
    }

    private Future<Account> make(Register request, Checked checked) {
        String key = AddressKey.of(request.address());
        long wait = config.limitsEnabled() ? quota.take(key, nowMillis.getAsLong()) : 0;
        if (wait > 0) {
            return Future.failedFuture(ServiceException.denied(
                    Reason.TOO_MANY_ATTEMPTS,
                    "Too many accounts were made from your address; try again in " + Durations.inWords(wait) + "."));
        }
        return passwords
                .verifierOf(checked.password())
                .compose(verifier -> store(request, checked, verifier))
                .onFailure(_failure -> quota.giveBack(key));
    }

    private Future<Account> store(Register request, Checked checked, Verifier verifier) {
        NewAccount account = new NewAccount(
                checked.name(),
                checked.firstName(),
                checked.lastName(),
                bounded(request.email()),
                verifier,
                clock.millis());
        return store.insert(account)
                .compose(stored ->
                        stored.map(Future::succeededFuture).orElseGet(() -> Future.failedFuture(taken(checked))))
                .onSuccess(stored -> {
                    passwords.remember(stored, verifier, checked.password());
                    log.record(new AuditEvent.UserCreated(stored.name(), request.address()));
                });
    }

    private static @Nullable String bounded(@Nullable String email) {
        return email == null || email.isEmpty() || email.length() > MAX_EMAIL ? null : email;
    }

    private static ServiceException taken(Checked checked) {
        return ServiceException.rejected(
                Reason.ACCOUNT_EXISTS, "The name " + checked.name() + " is taken; choose another.");
    }
}
