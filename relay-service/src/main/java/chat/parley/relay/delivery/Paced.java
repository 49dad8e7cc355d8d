package chat.parley.relay.delivery;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;

/** Does something for each of many, only so many at a time. Used on the context that calls it. */
public final class Paced {
    private Paced() {}

    /**
     * Succeeds when it is done for all, however each of them ended.
     *
     * @param atOnce how many may be under way together
     */
    public static <T> Future<Void> each(Collection<T> all, int atOnce, Function<T, Future<?>> task) {
        Queue<T> left = new ArrayDeque<>(all);
        List<Future<Void>> lanes = new ArrayList<>(atOnce);
        for (int i = 0; i < atOnce && !left.isEmpty(); i++) {
            Promise<Void> done = Promise.promise();
            lanes.add(done.future());
            next(left, task, done);
        }
        return Future.join(lanes).mapEmpty();
    }

    private static <T> void next(Queue<T> left, Function<T, Future<?>> task, Promise<Void> done) {
        for (T one = left.poll(); one != null; one = left.poll()) {
            Future<?> begun = task.apply(one);
            if (!begun.isComplete()) {
                begun.onComplete(_ended -> next(left, task, done));
                return;
            }
        }
        done.complete();
    }
}
