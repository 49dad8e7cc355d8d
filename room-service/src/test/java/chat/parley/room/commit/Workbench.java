package chat.parley.room.commit;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.contracts.room.Accepted;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.room.metrics.RoomMetrics;
import chat.parley.room.model.ChangeSet;
import chat.parley.room.model.Conversation;
import chat.parley.room.model.Conversations;
import chat.parley.room.model.Decider;
import chat.parley.room.model.Limits;
import chat.parley.room.model.Verdict;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/** A commit loop without a thread: turns and time go on when a test says so. */
final class Workbench {
    final BrittleStore store = new BrittleStore();
    final List<Event> told = new ArrayList<>();
    final Conversations conversations = new Conversations(1);
    final CommitLoop loop;
    long millis = 1_000_000;
    private final Queue<Runnable> turns = new ArrayDeque<>();

    Workbench() {
        this(new LoopLimits(1_000, 1_000_000, 1_500, 1_850));
    }

    Workbench(LoopLimits limits) {
        InstantSource source = () -> Instant.ofEpochMilli(millis);
        loop = new CommitLoop(
                store,
                conversations,
                new Decider(conversations, new Limits(null, 50, 1_000, 100, 10), _person -> true),
                limits,
                this::tell,
                RoomMetrics.NONE,
                source.withZone(ZoneOffset.UTC),
                () -> TimeUnit.MILLISECONDS.toNanos(millis),
                turns::add);
    }

    private void tell(List<Entry> decided, ChangeSet changes) {
        for (Entry entry : decided) {
            entry.answer(entry.verdict() instanceof Verdict.Answer(Object answer) ? answer : entry.verdict());
        }
        for (Conversation conversation : changes.touched()) {
            told.addAll(conversation.takeFresh());
        }
    }

    Future<Object> submit(RoomRequest<?> request) {
        return loop.submit(request);
    }

    /** Runs what waits for the event loop. */
    void turn() {
        for (Runnable turn = turns.poll(); turn != null; turn = turns.poll()) {
            turn.run();
        }
    }

    Future<Object> ask(RoomRequest<?> request) {
        Future<Object> answer = submit(request);
        turn();
        return answer;
    }

    Accepted accepted(RoomRequest<?> request) {
        return (Accepted) ask(request).result();
    }

    /** Time goes on, and the loop looks at the clock. */
    void pass(long more) {
        millis += more;
        loop.tick();
        turn();
    }

    static Failure failure(Future<Object> answer) {
        return ServiceException.failureOf(answer.cause());
    }

    static boolean isRefused(Future<Object> answer) {
        return answer.failed()
                && failure(answer) instanceof Failure.Unavailable(boolean certain, String _text)
                && certain;
    }

    static boolean isUnknown(Future<Object> answer) {
        return answer.failed()
                && failure(answer) instanceof Failure.Unavailable(boolean certain, String _text)
                && !certain;
    }
}
