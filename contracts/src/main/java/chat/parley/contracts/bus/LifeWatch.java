package chat.parley.contracts.bus;

import chat.parley.contracts.failure.ServiceException;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks after requests whose answers may take long: while one is waited for, the service is asked every second which life of it
 * there is. When that is another one than before, or when it is not told twice in a row, those who wait are told at once that
 * nobody knows what became of their requests, instead of when the time for their answers is over.
 *
 * <p>Belongs to one context. Holds as many as are asked, which is at most one a session.
 */
final class LifeWatch {
    /** Between two looks. */
    static final long LOOK_MILLIS = 1_000;

    private static final int MOST_MISSED = 2;
    private static final long UNKNOWN = 0;

    private final Supplier<Future<Long>> life;
    private final Consumer<Runnable> later;
    private final Set<Waiting> waiting = new LinkedHashSet<>();
    private boolean looking;
    private long known = UNKNOWN;

    /**
     * Does nothing until there is something to look after.
     *
     * @param life asks which life there is; never 0
     * @param later runs something after {@link #LOOK_MILLIS}
     */
    LifeWatch(Supplier<Future<Long>> life, Consumer<Runnable> later) {
        this.life = life;
        this.later = later;
    }

    private static final class Waiting {
        final Promise<Object> promise = Promise.promise();
        long life;
        int missed;

        Waiting(long life) {
            this.life = life;
        }
    }

    /** What was just asked: the answer, or that none will come. */
    Future<Object> over(Future<Object> answer) {
        Waiting one = new Waiting(looking ? known : UNKNOWN);
        waiting.add(one);
        answer.onComplete(result -> {
            if (waiting.remove(one)) {
                one.promise.handle(result);
            }
        });
        if (!looking) {
            looking = true;
            look();
        }
        return one.promise.future();
    }

    private void look() {
        if (waiting.isEmpty()) {
            looking = false;
            known = UNKNOWN;
            return;
        }
        List<Waiting> asked = List.copyOf(waiting);
        life.get().onComplete(result -> {
            known = result.succeeded() ? result.result() : known;
            asked.stream().filter(one -> isLost(one, result)).forEach(this::lose);
            later.accept(this::look);
        });
    }

    private static boolean isLost(Waiting one, AsyncResult<Long> looked) {
        if (looked.failed()) {
            return ++one.missed >= MOST_MISSED;
        }
        one.missed = 0;
        if (one.life == UNKNOWN) {
            one.life = looked.result();
        }
        return one.life != looked.result();
    }

    private void lose(Waiting one) {
        if (waiting.remove(one)) {
            one.promise.fail(ServiceException.unavailable(
                    false, "That part of the server went away before it had answered; try again."));
        }
    }
}
