package chat.parley.auth;

import chat.parley.auth.model.PasswordText;
import chat.parley.auth.model.Verifier;
import chat.parley.auth.password.DerivationPool;
import chat.parley.auth.policy.AttemptPolicy;
import chat.parley.contracts.account.AccountRequest.CheckOperator;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.contracts.identity.AddressKey;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody may run the server from inside. Whatever is tried costs one derivation, and failures are slowed down like those of
 * sign-ins, but counted by themselves. Call from one context.
 */
final class OperatorAccess {
    private final List<AuthConfig.Operator> operators;
    private final DerivationPool pool;
    private final AttemptPolicy attempts;
    private final int iterations;
    private final LongSupplier nowMillis;

    /** @param iterations of a derivation for names that are none, and for passwords in the clear */
    OperatorAccess(
            List<AuthConfig.Operator> operators,
            DerivationPool pool,
            AttemptPolicy attempts,
            int iterations,
            LongSupplier nowMillis) {
        this.operators = operators;
        this.pool = pool;
        this.attempts = attempts;
        this.iterations = iterations;
        this.nowMillis = nowMillis;
    }

    Future<Boolean> check(CheckOperator request) {
        String address = AddressKey.of(request.address());
        ServiceException refusal = refusal(address, request.name());
        String password = PasswordText.decode(request.password().bytes());
        if (refusal != null) {
            return Future.failedFuture(refusal);
        }
        return pool.derive(
                        () -> password != null && !password.isEmpty() && matches(request.name(), password),
                        () -> refusal(address, request.name()))
                .compose(right -> right ? admit(address, request.name()) : deny(address, request.name()));
    }

    private Future<Boolean> admit(String address, String name) {
        attempts.succeeded(address, name);
        return Future.succeededFuture(true);
    }

    private Future<Boolean> deny(String address, String name) {
        attempts.failed(address, name, nowMillis.getAsLong());
        return Future.failedFuture(ServiceException.denied(Reason.BAD_CREDENTIALS, "Wrong name or password"));
    }

    private @Nullable ServiceException refusal(String address, String name) {
        long wait = attempts.waitMillis(address, name, nowMillis.getAsLong());
        return wait > 0
                ? ServiceException.denied(
                        Reason.TOO_MANY_ATTEMPTS, "Too many failed attempts; try again in " + Durations.inWords(wait))
                : null;
    }

    /** On a thread of the pool. */
    private boolean matches(String name, String password) {
        for (AuthConfig.Operator operator : operators) {
            if (operator.name().equals(name)) {
                return matches(operator, password);
            }
        }
        Verifier.spend(password, iterations);
        return false;
    }

    private boolean matches(AuthConfig.Operator operator, String password) {
        Verifier verifier = Verifier.parse(operator.password());
        if (verifier != null) {
            return verifier.matches(password);
        }
        Verifier.spend(password, iterations);
        return MessageDigest.isEqual(bytes(operator.password()), bytes(password));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
