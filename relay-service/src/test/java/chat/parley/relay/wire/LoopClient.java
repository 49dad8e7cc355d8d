package chat.parley.relay.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;

/** One client of a {@link LoopWorld}. */
final class LoopClient {
    private final LoopWorld world;
    final EmbeddedChannel channel;
    /** How many writes came since the last {@link #heard}. */
    int writes;

    LoopClient(LoopWorld world, EmbeddedChannel channel) {
        this.world = world;
        this.channel = channel;
    }

    void send(String... lines) {
        write(lines);
        world.settle();
    }

    /** Sends without anybody taking a turn. */
    void write(String... lines) {
        channel.writeInbound(Unpooled.copiedBuffer(String.join("\r\n", lines) + "\r\n", UTF_8));
    }

    LoopClient join(String room) {
        send("JOIN " + room);
        world.commit();
        heard();
        return this;
    }

    /** Its connection breaks. */
    void vanish() {
        channel.close().syncUninterruptibly();
    }

    /** The lines that came since the last time. */
    List<String> heard() {
        channel.runPendingTasks();
        var text = new StringBuilder();
        writes = 0;
        for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
            text.append(bytes.toString(UTF_8));
            writes += bytes.isReadable() ? 1 : 0;
            bytes.release();
        }
        return text.isEmpty() ? List.of() : List.of(text.toString().split("\r\n"));
    }
}
