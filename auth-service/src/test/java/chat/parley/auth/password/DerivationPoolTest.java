package chat.parley.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.failure.ServiceException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class DerivationPoolTest {
    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<String> order = new CopyOnWriteArrayList<>();
    private Context context;
    private DerivationPool pool;

    @BeforeEach
    void make(Vertx vertx) {
        context = vertx.getOrCreateContext();
        pool = new DerivationPool(vertx, 1, 2, _nanos -> {});
    }

    @Test
    void refusesWhoeverComesBeyondItsBound() throws TimeoutException {
        Future<String> running = onContext(() -> gated("first"));
        onContext(() -> derive("second"));
        onContext(() -> derive("third"));
        Future<String> refused = onContext(() -> derive("fourth"));
        Failure failure = ServiceException.failureOf(failureOf(refused));
        assertThat(failure)
                .isInstanceOfSatisfying(
                        Failure.Unavailable.class,
                        one -> assertThat(one.certain()).isTrue());
        gate.countDown();
        assertThat(await(running)).isEqualTo("first");
    }

    @Test
    void letsThoseWhoSignInGoFirst() throws TimeoutException {
        onContext(() -> gated("first"));
        Future<String> background = onContext(() -> pool.deriveInBackground(() -> note("background")));
        onContext(() -> derive("second"));
        gate.countDown();
        await(background);
        assertThat(order).containsExactly("first", "second", "background");
    }

    @Test
    void asksAgainWhenTheTurnComes() throws TimeoutException {
        onContext(() -> gated("first"));
        Future<String> second = onContext(() ->
                pool.derive(() -> note("second"), () -> ServiceException.denied(Reason.TOO_MANY_ATTEMPTS, "wait")));
        Future<String> third = onContext(() -> derive("third"));
        gate.countDown();
        await(third);
        assertThat(failureOf(second)).hasMessage("wait");
        assertThat(order).containsExactly("first", "third");
    }

    @Test
    void finishesWhatRunsAndRefusesTheRestWhenItCloses() throws TimeoutException {
        Future<String> running = onContext(() -> gated("first"));
        Future<String> waiting = onContext(() -> derive("second"));
        Future<Void> closed = onContext(() -> pool.close());
        assertThat(failureOf(waiting)).isInstanceOf(ServiceException.class);
        assertThat(closed.isComplete()).isFalse();
        gate.countDown();
        await(closed);
        assertThat(await(running)).isEqualTo("first");
        assertThat(failureOf(onContext(() -> derive("late")))).isInstanceOf(ServiceException.class);
    }

    private Future<String> derive(String name) {
        return pool.derive(() -> note(name), () -> null);
    }

    private Future<String> gated(String name) {
        return pool.derive(
                () -> {
                    gate.await();
                    return note(name);
                },
                () -> null);
    }

    private String note(String name) {
        order.add(name);
        return name;
    }

    private <T> Future<T> onContext(Supplier<Future<T>> call) throws TimeoutException {
        Promise<Future<T>> made = Promise.promise();
        context.runOnContext(_turn -> made.complete(call.get()));
        return await(made.future());
    }

    private static Throwable failureOf(Future<?> future) throws TimeoutException {
        return await(future.transform(result -> Future.succeededFuture(result.cause())));
    }

    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(60, TimeUnit.SECONDS);
    }
}
