package chat.parley.relay;

import chat.parley.contracts.ServiceRequest;
import chat.parley.contracts.Services;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.relay.delivery.LoopTimer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Services that answer when a test says so, and a clock that goes when it says so. */
final class Questions implements Services, LoopTimer {
    private final List<Question> open = new ArrayList<>();
    private final PriorityQueue<Later> later = new PriorityQueue<>(Comparator.comparingLong(Later::atMillis));
    long nowMillis = 1_000_000;

    private record Question(ServiceRequest<?> request, Promise<Object> answer) {}

    private record Later(long atMillis, Runnable task) {}

    @Override
    @SuppressWarnings("unchecked") // a request's type argument is the type of its answer
    public <R> Future<R> ask(ServiceRequest<R> request) {
        Promise<Object> answer = Promise.promise();
        open.add(new Question(request, answer));
        return (Future<R>) answer.future();
    }

    @Override
    public void after(long millis, Runnable task) {
        later.add(new Later(nowMillis + millis, task));
    }

    /** The questions of a kind that nobody answered yet, oldest first. */
    <Q> List<Q> open(Class<Q> kind) {
        return open.stream()
                .map(Question::request)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** Answers the oldest of a kind. */
    void answer(Class<?> kind, Object answer) {
        take(kind).complete(answer);
    }

    void answerNothing(Class<?> kind) {
        refuse(kind, ServiceException.unavailable(false, "No answer came in time."));
    }

    void refuse(Class<?> kind, ServiceException failure) {
        take(kind).fail(failure);
    }

    private Promise<Object> take(Class<?> kind) {
        Question oldest = open.stream()
                .filter(one -> kind.isInstance(one.request()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody asked a " + kind.getSimpleName()));
        open.remove(oldest);
        return oldest.answer();
    }

    /** Lets time pass, and does what falls due. */
    void pass(long millis) {
        long end = nowMillis + millis;
        for (Later next = later.peek(); next != null && next.atMillis() <= end; next = later.peek()) {
            later.remove();
            nowMillis = next.atMillis();
            next.task().run();
        }
        nowMillis = end;
    }
}
