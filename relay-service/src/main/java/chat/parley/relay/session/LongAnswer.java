package chat.parley.relay.session;

import java.util.Iterator;
import java.util.function.Consumer;

/**
 * An answer that may be longer than what a client's connection may have waiting: piece by piece, the next one when the client's socket
 * has taken the last, so that nobody's queue runs over.
 *
 * @param <T> what it is about
 */
public final class LongAnswer<T> {
    private static final int CHARACTERS_A_PIECE = 65_536;

    private final Exchange exchange;
    private final Iterator<T> things;
    private final Consumer<T> tell;
    private final Runnable end;

    private LongAnswer(Exchange exchange, Iterator<T> things, Consumer<T> tell, Runnable end) {
        this.exchange = exchange;
        this.things = things;
        this.tell = tell;
        this.end = end;
    }

    /**
     * Tells it.
     *
     * @param tell sends what there is to say of one thing
     * @param end called when all of them are told, unless the client is gone before
     */
    public static <T> void tell(Exchange exchange, Iterable<T> things, Consumer<T> tell, Runnable end) {
        new LongAnswer<>(exchange, things.iterator(), tell, end).piece();
    }

    /**
     * Goes on with an answer of which the next part has to be asked for first.
     *
     * @param next called when everything sent before was written to the client, unless it is gone
     */
    public static void goOn(Exchange exchange, Runnable next) {
        exchange.beginAnswer();
        exchange.whenWritten(next, () -> {
            // the client is gone
        });
    }

    private void piece() {
        long enough = exchange.sentCharacters() + CHARACTERS_A_PIECE;
        while (things.hasNext() && exchange.sentCharacters() < enough) {
            tell.accept(things.next());
        }
        if (things.hasNext()) {
            goOn(exchange, this::piece);
        } else {
            end.run();
        }
    }
}
