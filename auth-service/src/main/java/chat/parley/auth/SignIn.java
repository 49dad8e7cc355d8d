package chat.parley.auth;

import chat.parley.auth.model.FalseVerifier;
import chat.parley.auth.model.StoredAccount;
import chat.parley.auth.model.Verifier;
import chat.parley.auth.password.PasswordCheck;
import chat.parley.auth.policy.AttemptPolicy;
import chat.parley.auth.sasl.OpenExchanges;
import chat.parley.auth.sasl.OpenExchanges.Open;
import chat.parley.auth.sasl.SaslEffect;
import chat.parley.auth.sasl.SaslExchange;
import chat.parley.auth.sasl.SaslInput;
import chat.parley.auth.store.AccountStore;
import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountRequest.AbortSasl;
import chat.parley.contracts.account.AccountRequest.BeginSasl;
import chat.parley.contracts.account.AccountRequest.ContinueSasl;
import chat.parley.contracts.account.SaslStep;
import chat.parley.contracts.account.Secret;
import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.audit.AuditLog;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.contracts.identity.AddressKey;
import com.ongres.scram.common.ScramFunctions;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Carries out what SASL exchanges ask for. Call from one context. */
final class SignIn {
    private static final byte[] NOTHING = {};
    private static final int NONCE_CHARACTERS = 24;
    private static final String WRONG = "wrong name or password";

    private final AccountStore store;
    private final PasswordCheck passwords;
    private final FalseVerifier falseVerifiers;
    private final OpenExchanges exchanges;
    private final AttemptPolicy attempts;
    private final Bans bans;
    private final AuditLog log;
    private final AuthMetrics metrics;
    private final SecureRandom random;
    private final LongSupplier nowMillis;

    SignIn(
            AccountStore store,
            PasswordCheck passwords,
            FalseVerifier falseVerifiers,
            OpenExchanges exchanges,
            AttemptPolicy attempts,
            Bans bans,
            AuditLog log,
            AuthMetrics metrics,
            SecureRandom random,
            LongSupplier nowMillis) {
        this.store = store;
        this.passwords = passwords;
        this.falseVerifiers = falseVerifiers;
        this.exchanges = exchanges;
        this.attempts = attempts;
        this.bans = bans;
        this.log = log;
        this.metrics = metrics;
        this.random = random;
        this.nowMillis = nowMillis;
    }

    Future<SaslStep.Challenge> begin(BeginSasl request) {
        return open(request).onFailure(cause -> metrics.signInEnded("none", cause));
    }

    private Future<SaslStep.Challenge> open(BeginSasl request) {
        String key = AddressKey.of(request.address());
        long wait = attempts.waitMillis(key, nowMillis.getAsLong());
        if (wait > 0) {
            return Future.failedFuture(tooMany(wait));
        }
        ServiceException banned = bans.refusal(request.address());
        if (banned != null) {
            return Future.failedFuture(banned);
        }
        SaslExchange exchange = SaslExchange.begin(
                request.mechanism(), () -> ScramFunctions.nonce(NONCE_CHARACTERS, random), request.certificate());
        if (exchange == null) {
            return Future.failedFuture(ServiceException.rejected(
                    Reason.SASL_MECHANISM, "Only PLAIN, SCRAM-SHA-256 and, with a certificate, EXTERNAL are offered."));
        }
        Open open = exchanges.open(exchange, request.mechanism(), request.address(), nowMillis.getAsLong());
        return open == null
                ? Future.failedFuture(ServiceException.unavailable(true, "Too many sign-ins at once; try again."))
                : Future.succeededFuture(new SaslStep.Challenge(open.id(), new Secret(NOTHING)));
    }

    Future<SaslStep> proceed(ContinueSasl request) {
        Open open = exchanges.take(request.exchange(), nowMillis.getAsLong());
        if (open == null) {
            return Future.failedFuture(ServiceException.rejected(
                    Reason.SASL_ABORTED, "That sign-in is over, or took longer than a minute; begin again."));
        }
        return step(
                        open,
                        open.exchange()
                                .on(new SaslInput.Message(request.response().bytes())))
                .onComplete(result -> settle(open, result));
    }

    Future<Boolean> abort(AbortSasl request) {
        exchanges.abort(request.exchange());
        return Future.succeededFuture(true);
    }

    private void settle(Open open, AsyncResult<SaslStep> result) {
        if (result.result() instanceof SaslStep.Challenge) {
            exchanges.putBack(open, nowMillis.getAsLong());
        } else {
            exchanges.over();
            metrics.signInEnded(open.mechanism(), result.cause());
        }
    }

    private Future<SaslStep> step(Open open, SaslEffect effect) {
        return switch (effect) {
            case SaslEffect.Challenge challenge ->
                Future.succeededFuture(new SaslStep.Challenge(open.id(), new Secret(challenge.message())));
            case SaslEffect.FindVerifier find -> findVerifier(open, find.name());
            case SaslEffect.CheckPassword check -> checkPassword(open, check);
            case SaslEffect.FindOwner find ->
                store.certificates()
                        .owner(find.fingerprint())
                        .compose(owner -> step(open, open.exchange().on(new SaslInput.Checked(owner.orElse(null)))));
            case SaslEffect.SignIn signIn -> signIn(open, signIn.account());
            case SaslEffect.Deny _deny -> deny(open);
            case SaslEffect.DenyCertificate _deny -> denyCertificate(open);
            case SaslEffect.Malformed malformed -> refuse(open, malformed.why());
        };
    }

    private Future<SaslStep> findVerifier(Open open, String name) {
        ServiceException refusal = refusal(open, name);
        return refusal != null
                ? Future.failedFuture(refusal)
                : store.find(name).compose(stored -> step(open, open.exchange().on(found(name, stored))));
    }

    private SaslInput.Found found(String name, Optional<StoredAccount> stored) {
        Verifier own = stored.map(StoredAccount::own).orElse(null);
        return own == null
                ? new SaslInput.Found(null, falseVerifiers.of(name))
                : new SaslInput.Found(stored.get().account(), own);
    }

    private Future<SaslStep> checkPassword(Open open, SaslEffect.CheckPassword check) {
        ServiceException refusal = refusal(open, check.name());
        return refusal != null
                ? Future.failedFuture(refusal)
                : passwords
                        .check(check.name(), check.password(), () -> refusal(open, check.name()))
                        .compose(
                                account -> step(open, open.exchange().on(new SaslInput.Checked(account.orElse(null)))));
    }

    private Future<SaslStep> signIn(Open open, Account account) {
        attempts.succeeded(AddressKey.of(open.address()), claimedName(open), shown(open), nowMillis.getAsLong());
        ServiceException banned = bans.refusal(account);
        if (banned != null) {
            log.record(new AuditEvent.SignInFailed(account.name(), open.address(), "the account is banned"));
            return Future.failedFuture(banned);
        }
        log.record(new AuditEvent.SignedIn(account.name(), open.mechanism(), open.address()));
        return Future.succeededFuture(new SaslStep.SignedIn(account));
    }

    private Future<SaslStep> deny(Open open) {
        String key = AddressKey.of(open.address());
        attempts.failed(key, claimedName(open), shown(open), nowMillis.getAsLong());
        long wait = attempts.waitMillis(key, claimedName(open), nowMillis.getAsLong());
        String held = wait > 0 ? "; further ones are refused for " + Durations.inWords(wait) : "";
        log.record(new AuditEvent.SignInFailed(claimedName(open), open.address(), WRONG + held));
        return Future.failedFuture(ServiceException.denied(Reason.BAD_CREDENTIALS, "Wrong name or password."));
    }

    private Future<SaslStep> denyCertificate(Open open) {
        log.record(new AuditEvent.SignInFailed(claimedName(open), open.address(), "unknown certificate"));
        return Future.failedFuture(
                ServiceException.denied(Reason.BAD_CREDENTIALS, "Your certificate belongs to no such account."));
    }

    private Future<SaslStep> refuse(Open open, String why) {
        log.record(new AuditEvent.SignInFailed(open.exchange().claimedName(), open.address(), why));
        return Future.failedFuture(ServiceException.rejected(Reason.SASL_MALFORMED, why));
    }

    private @Nullable ServiceException refusal(Open open, String name) {
        long wait = attempts.waitMillis(AddressKey.of(open.address()), name, nowMillis.getAsLong());
        return wait > 0 ? tooMany(wait) : null;
    }

    private static ServiceException tooMany(long waitMillis) {
        return ServiceException.denied(
                Reason.TOO_MANY_ATTEMPTS,
                "Too many failed sign-ins; try again in " + Durations.inWords(waitMillis) + ".");
    }

    private static AttemptPolicy.Shown shown(Open open) {
        return open.exchange().inTheClear() ? AttemptPolicy.Shown.PLAIN : AttemptPolicy.Shown.SCRAM;
    }

    private static String claimedName(Open open) {
        String name = open.exchange().claimedName();
        return name == null ? "" : name;
    }
}
