package chat.parley.auth;

import chat.parley.auth.model.PasswordText;
import chat.parley.auth.password.PasswordCheck;
import chat.parley.auth.policy.AttemptPolicy;
import chat.parley.auth.store.AccountStore;
import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountRequest.ChangePassword;
import chat.parley.contracts.account.AccountRequest.CheckPassword;
import chat.parley.contracts.account.AccountRequest.DeleteAccount;
import chat.parley.contracts.account.Secret;
import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.audit.AuditLog;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.contracts.identity.AddressKey;
import io.vertx.core.Future;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What people do with their own accounts. Each takes the password, however well the session is known: guesses at it are slowed down
 * together with those of sign-ins. Call from one context.
 */
final class AccountCare {
    private final AccountStore store;
    private final PasswordCheck passwords;
    private final AttemptPolicy attempts;
    private final AuditLog log;
    private final LongSupplier nowMillis;

    AccountCare(
            AccountStore store, PasswordCheck passwords, AttemptPolicy attempts, AuditLog log, LongSupplier nowMillis) {
        this.store = store;
        this.passwords = passwords;
        this.attempts = attempts;
        this.log = log;
        this.nowMillis = nowMillis;
    }

    Future<Boolean> check(CheckPassword request) {
        return prove(request.name(), request.password(), request.address()).map(_account -> true);
    }

    Future<Boolean> change(ChangePassword request) {
        byte[] bytes = request.replacement().bytes();
        String fault = PasswordText.fault(bytes);
        String replacement = PasswordText.decode(bytes);
        if (fault != null || replacement == null) {
            return Future.failedFuture(
                    ServiceException.rejected(Reason.WEAK_PASSWORD, "The new password " + fault + "."));
        }
        return prove(request.name(), request.old(), request.address())
                .compose(account -> passwords
                        .replace(account, replacement, 0)
                        .onSuccess(_stored -> log.record(new AuditEvent.Act(
                                account.name(), "changed their password from " + request.address()))));
    }

    /** Idempotent but for the password, which nobody has any more. */
    Future<Boolean> delete(DeleteAccount request) {
        return prove(request.name(), request.password(), request.address())
                .compose(account -> store.delete(account.id()));
    }

    private Future<Account> prove(String name, Secret secret, String address) {
        String key = AddressKey.of(address);
        ServiceException refusal = refusal(key, name);
        if (refusal != null) {
            return Future.failedFuture(refusal);
        }
        String password = PasswordText.decode(secret.bytes());
        return passwords
                .check(name, password == null ? "" : password, () -> refusal(key, name))
                .compose(found -> found.map(Future::succeededFuture).orElseGet(() -> {
                    attempts.failed(key, name, nowMillis.getAsLong());
                    log.record(
                            new AuditEvent.SignInFailed(name, address, "wrong password for a change of the account"));
                    return Future.failedFuture(ServiceException.denied(Reason.BAD_CREDENTIALS, "Wrong password."));
                }));
    }

    private @Nullable ServiceException refusal(String key, String name) {
        long wait = attempts.waitMillis(key, name, nowMillis.getAsLong());
        return wait > 0
                ? ServiceException.denied(
                        Reason.TOO_MANY_ATTEMPTS,
                        "Too many failed attempts; try again in " + Durations.inWords(wait) + ".")
                : null;
    }
}
