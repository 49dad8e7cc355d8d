package chat.parley.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.parley.contracts.ServiceRequest;
import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountRequest.BeginSasl;
import chat.parley.contracts.account.AccountRequest.ContinueSasl;
import chat.parley.contracts.account.AccountRequest.Register;
import chat.parley.contracts.account.SaslStep;
import chat.parley.contracts.account.Secret;
import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.bus.BusServices;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.protocol.name.AsciiNicks;
import chat.parley.protocol.name.NickRules;
import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.exception.ScramException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** An auth verticle on a database of its own, and somebody who asks it over the bus. */
final class AuthRig {
    static final int CHEAP_ITERATIONS = 4_096;
    static final String ADDRESS = "192.0.2.7";

    final List<AuditEvent> log = new CopyOnWriteArrayList<>();
    final MeterRegistry meters = new SimpleMeterRegistry();
    final AtomicLong nowMillis = new AtomicLong(1_000_000);
    private final Vertx vertx;
    private final BusServices services;
    private @Nullable String deployment;

    AuthRig(Vertx vertx) {
        this.vertx = vertx;
        this.services = new BusServices(vertx);
    }

    static AuthConfig config(Path folder) {
        return new AuthSettings(folder).build();
    }

    AuthRig start(AuthConfig config) {
        return start(config, AsciiNicks.RULES);
    }

    AuthRig start(AuthConfig config, NickRules nicks) {
        deployment = await(vertx.deployVerticle(
                new AuthVerticle(config, nicks, log::add, Clock.systemUTC(), meters, nowMillis::get)));
        return this;
    }

    void stop() {
        if (deployment != null) {
            await(vertx.undeploy(deployment));
            deployment = null;
        }
    }

    <R> R ask(ServiceRequest<R> request) {
        return await(services.ask(request));
    }

    <R> Failure refused(ServiceRequest<R> request) {
        return await(services.ask(request)
                .transform(result -> result.cause() instanceof ServiceException refused
                        ? Future.succeededFuture(refused.failure())
                        : Future.failedFuture(new AssertionError("not refused: " + result))));
    }

    <R> List<R> askTogether(List<? extends ServiceRequest<R>> requests) {
        List<Future<R>> answers = requests.stream().map(services::ask).toList();
        return await(Future.all(answers)).list();
    }

    List<Failure> refusedTogether(List<? extends ServiceRequest<?>> requests) {
        List<Future<Failure>> refusals = requests.stream()
                .map(request -> services.ask(request)
                        .<Failure>transform(
                                result -> Future.succeededFuture(ServiceException.failureOf(result.cause()))))
                .toList();
        return await(Future.all(refusals)).list();
    }

    /** The failures of those of some requests that fail. */
    List<Failure> failuresTogether(List<? extends ServiceRequest<?>> requests) {
        List<Future<Optional<Failure>>> answers = requests.stream()
                .map(request -> services.ask(request)
                        .<Optional<Failure>>transform(result -> Future.succeededFuture(
                                result.succeeded()
                                        ? Optional.empty()
                                        : Optional.of(ServiceException.failureOf(result.cause())))))
                .toList();
        return await(Future.all(answers)).<Optional<Failure>>list().stream()
                .flatMap(Optional::stream)
                .toList();
    }

    Account register(String name, String password) {
        return ask(registration(name, password, ADDRESS));
    }

    static Register registration(String name, String password, String address) {
        return new Register(name, "Ada", "Lovelace", null, secret(password), address);
    }

    long begin(String mechanism, String address) {
        return ask(new BeginSasl(mechanism, address)).exchange();
    }

    static ContinueSasl plain(long exchange, String name, String password) {
        return new ContinueSasl(exchange, secret("\0" + name + "\0" + password));
    }

    /** Signs in with PLAIN. */
    Account signIn(String name, String password) {
        return ((SaslStep.SignedIn) ask(plain(begin("PLAIN", ADDRESS), name, password))).account();
    }

    Failure refusedSignIn(String name, String password, String address) {
        return refused(plain(begin("PLAIN", address), name, password));
    }

    /** Signs in with SCRAM, as a client that checks the server's proof. */
    Account signInWithScram(String name, String password) throws ScramException {
        ScramClient client = scramClient(name, password);
        long exchange = begin("SCRAM-SHA-256", ADDRESS);
        SaslStep first = ask(message(exchange, client.clientFirstMessage().toString()));
        client.serverFirstMessage(text(first));
        SaslStep last = ask(message(exchange, client.clientFinalMessage().toString()));
        client.serverFinalMessage(text(last));
        return ((SaslStep.SignedIn) ask(message(exchange, ""))).account();
    }

    Failure refusedScram(String name, String password) throws ScramException {
        ScramClient client = scramClient(name, password);
        long exchange = begin("SCRAM-SHA-256", ADDRESS);
        client.serverFirstMessage(
                text(ask(message(exchange, client.clientFirstMessage().toString()))));
        return refused(message(exchange, client.clientFinalMessage().toString()));
    }

    static ContinueSasl message(long exchange, String text) {
        return new ContinueSasl(exchange, secret(text));
    }

    static ScramClient scramClient(String name, String password) {
        return ScramClient.builder()
                .advertisedMechanisms(List.of("SCRAM-SHA-256"))
                .username(name)
                .password(password.toCharArray())
                .build();
    }

    static String text(SaslStep step) {
        return new String(((SaslStep.Challenge) step).message().bytes(), UTF_8);
    }

    static Secret secret(String text) {
        return new Secret(text.getBytes(UTF_8));
    }

    /** How many keys have been derived so far. */
    long derivations() {
        return meters.get("parley.auth.derivation").timer().count();
    }

    static <T> T await(Future<T> future) {
        try {
            return future.await(60, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException late) {
            throw new AssertionError("no answer within a minute", late);
        }
    }
}
