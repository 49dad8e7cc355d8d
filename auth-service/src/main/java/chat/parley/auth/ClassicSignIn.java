package chat.parley.auth;

import chat.parley.auth.model.LegacyProof;
import chat.parley.auth.password.PasswordCheck;
import chat.parley.auth.policy.AttemptPolicy;
import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountRequest.SignInClassic;
import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.audit.AuditLog;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.contracts.identity.AddressKey;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Signs people in whose clients send the hex of their password in its place. Guesses are slowed down together with those of other
 * sign-ins. Call from one context.
 */
final class ClassicSignIn {
    private static final String MECHANISM = "classic";

    private final boolean enabled;
    private final PasswordCheck passwords;
    private final AttemptPolicy attempts;
    private final Bans bans;
    private final AuditLog log;
    private final AuthMetrics metrics;
    private final LongSupplier nowMillis;

    /** @param enabled whether a listener for such clients is configured */
    ClassicSignIn(
            boolean enabled,
            PasswordCheck passwords,
            AttemptPolicy attempts,
            Bans bans,
            AuditLog log,
            AuthMetrics metrics,
            LongSupplier nowMillis) {
        this.enabled = enabled;
        this.passwords = passwords;
        this.attempts = attempts;
        this.bans = bans;
        this.log = log;
        this.metrics = metrics;
        this.nowMillis = nowMillis;
    }

    Future<Account> signIn(SignInClassic request) {
        return check(request).onComplete(result -> metrics.signInEnded(MECHANISM, result.cause()));
    }

    private Future<Account> check(SignInClassic request) {
        ServiceException refusal = refusal(request);
        if (refusal == null) {
            refusal = bans.refusal(request.address());
        }
        if (refusal != null) {
            return Future.failedFuture(refusal);
        }
        String hex = LegacyProof.parseHex(new String(request.hex().bytes(), StandardCharsets.UTF_8));
        if (!enabled || hex == null) {
            return deny(request);
        }
        return passwords
                .checkHex(request.name(), hex, () -> refusal(request))
                .compose(found -> found.map(account -> admit(request, account)).orElseGet(() -> deny(request)));
    }

    private Future<Account> admit(SignInClassic request, Account account) {
        attempts.succeeded(AddressKey.of(request.address()), request.name());
        ServiceException banned = bans.refusal(account);
        if (banned != null) {
            log.record(new AuditEvent.SignInFailed(account.name(), request.address(), "the account is banned"));
            return Future.failedFuture(banned);
        }
        log.record(new AuditEvent.SignedIn(account.name(), MECHANISM, request.address()));
        return Future.succeededFuture(account);
    }

    private Future<Account> deny(SignInClassic request) {
        attempts.failed(AddressKey.of(request.address()), request.name(), nowMillis.getAsLong());
        log.record(new AuditEvent.SignInFailed(request.name(), request.address(), "wrong name or password"));
        return Future.failedFuture(ServiceException.denied(Reason.BAD_CREDENTIALS, "Wrong name or password."));
    }

    private @Nullable ServiceException refusal(SignInClassic request) {
        long wait = attempts.waitMillis(AddressKey.of(request.address()), request.name(), nowMillis.getAsLong());
        return wait > 0
                ? ServiceException.denied(
                        Reason.TOO_MANY_ATTEMPTS,
                        "Too many failed sign-ins; try again in " + Durations.inWords(wait) + ".")
                : null;
    }
}
