package chat.parley.contracts.bus;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the contracts' records over by reference within a process, for they are immutable, and by {@link WireFormat} to another one.
 * Neither side ever throws: what cannot be sent arrives as {@link Malformed}, as what cannot be read does.
 */
final class RecordCodec implements MessageCodec<Object, Object> {
    private static final Logger LOG = LoggerFactory.getLogger(RecordCodec.class);
    private static final String NAME = "parley";

    /** Made when the first message crosses a wire: who is alone in a process never loads what it takes. */
    private static final class Wire {
        static final WireFormat FORMAT = new WireFormat();
    }

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
        return new DeliveryOptions().setCodecName(NAME);
    }

    static DeliveryOptions options(long timeoutMillis) {
        return options().setSendTimeout(timeoutMillis);
    }

    @Override
    public void encodeToWire(Buffer buffer, Object message) {
        byte[] bytes;
        try {
            bytes = Wire.FORMAT.encode(message);
        } catch (IllegalArgumentException wrong) {
            LOG.atError().setCause(wrong).log("a message could not be sent");
            bytes = new byte[0]; // an exception here would take others' messages along
        }
        buffer.appendInt(bytes.length).appendBytes(bytes);
    }

    @Override
    public Object decodeFromWire(int position, Buffer buffer) {
        int from = position + Integer.BYTES;
        if (from > buffer.length() || buffer.getInt(position) != buffer.length() - from) {
            return new Malformed("not of the length that it says");
        }
        return Wire.FORMAT.decode(buffer.getBytes(from, buffer.length()));
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
