package chat.parley.contracts.bus;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageCodec;

/**
 * Hands the contracts' records over by reference: they are immutable, and sender and receiver live in one process.
 */
final class RecordCodec implements MessageCodec<Object, Object> {
    private static final String NAME = "parley";

    private RecordCodec() {}

    /** Makes the codec known to this Vert.x; harmless when it is already. */
    static void register(Vertx vertx) {
        try {
            vertx.eventBus().registerCodec(new RecordCodec());
        } catch (IllegalStateException alreadyRegistered) {
            // another client or server of the same process was first
        }
    }

    static DeliveryOptions options() {
        return new DeliveryOptions().setCodecName(NAME).setLocalOnly(true);
    }

    static DeliveryOptions options(long timeoutMillis) {
        return options().setSendTimeout(timeoutMillis);
    }

    @Override
    public void encodeToWire(Buffer buffer, Object message) {
        throw new UnsupportedOperationException("messages of one process never cross a wire");
    }

    @Override
    public Object decodeFromWire(int position, Buffer buffer) {
        throw new UnsupportedOperationException("messages of one process never cross a wire");
    }

    @Override
    public Object transform(Object message) {
        return message;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
