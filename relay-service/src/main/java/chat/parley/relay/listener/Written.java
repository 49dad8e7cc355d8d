package chat.parley.relay.listener;

import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Who is to be told when what was appended to a connection so far is written. Used on its loop's thread only. */
final class Written {
    private List<Consumer<Boolean>> waiting = List.of();

    void add(Consumer<Boolean> told) {
        if (waiting.isEmpty()) {
            waiting = new ArrayList<>(1);
        }
        waiting.add(told);
    }

    boolean isAwaited() {
        return !waiting.isEmpty();
    }

    /** @param done false: the connection ended before that */
    void tell(boolean done) {
        take().forEach(one -> one.accept(done));
    }

    /** @param last the write behind all of it */
    void tellAfter(Future<?> last) {
        List<Consumer<Boolean>> taken = take();
        last.addListener(written -> taken.forEach(one -> one.accept(written.isSuccess())));
    }

    private List<Consumer<Boolean>> take() {
        List<Consumer<Boolean>> taken = waiting;
        waiting = List.of();
        return taken;
    }
}
