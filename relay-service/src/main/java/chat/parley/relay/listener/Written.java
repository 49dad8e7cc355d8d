package chat.parley.relay.listener;

import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Who is to be told when what was appended to a connection so far is written. Used on its loop's thread only. */
final class Written {
    private final List<Consumer<Boolean>> waiting = new ArrayList<>(1);

    void add(Consumer<Boolean> told) {
        waiting.add(told);
    }

    /** @param done false: the connection ended before that */
    void tell(boolean done) {
        waiting.forEach(one -> one.accept(done));
    }

    /** @param last the write behind all of it */
    void tellAfter(Future<?> last) {
        last.addListener(written -> tell(written.isSuccess()));
    }
}
