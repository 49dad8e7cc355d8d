package chat.parley.auth;

import chat.parley.auth.password.DerivationPool;
import chat.parley.auth.sasl.OpenExchanges;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.ServiceException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the auth service counts and measures. */
final class AuthMetrics {
    private final MeterRegistry meters;
    private final Timer derivations;

    AuthMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.derivations = Timer.builder("parley.auth.derivation")
                .description("Key derivations for passwords, and how long each kept a thread")
                .register(meters);
    }

    void watch(DerivationPool pool, OpenExchanges exchanges) {
        Gauge.builder("parley.auth.derivations.waiting", pool, DerivationPool::waiting)
                .description("Passwords that wait for a thread to be checked")
                .register(meters);
        Gauge.builder("parley.auth.exchanges", exchanges, OpenExchanges::size)
                .description("Sign-ins under way")
                .register(meters);
    }

    void derivationTook(long nanos) {
        derivations.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** @param cause null when it succeeded */
    void signInEnded(String mechanism, @Nullable Throwable cause) {
        Counter.builder("parley.auth.sign.ins")
                .description("Sign-ins that ended, by mechanism and result")
                .tag("mechanism", mechanism)
                .tag("result", result(cause))
                .register(meters)
                .increment();
    }

    /** @param cause null when it succeeded */
    void registrationEnded(@Nullable Throwable cause) {
        Counter.builder("parley.auth.registrations")
                .description("Registrations, by result")
                .tag("result", result(cause))
                .register(meters)
                .increment();
    }

    private static String result(@Nullable Throwable cause) {
        if (cause == null) {
            return "ok";
        }
        return switch (ServiceException.failureOf(cause)) {
            case Failure.Rejected rejected -> word(rejected.reason());
            case Failure.Denied denied -> word(denied.reason());
            case Failure.Unavailable _unavailable -> "unavailable";
            case Failure.Bug _bug -> "bug";
        };
    }

    private static String word(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
