package chat.parley.relay.listener;

import chat.parley.protocol.line.LineLimits;
import chat.parley.relay.session.Peer;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;

/** Connections without sockets. */
public final class EmbeddedConnections {
    private EmbeddedConnections() {}

    /** Opens one; what is written to the channel's inbound side is what the client sends. */
    public static EmbeddedChannel open(LoopReader reader, LoopWriter writer, Acceptor acceptor) {
        var vertx = new ChannelInboundHandlerAdapter();
        var channel = new EmbeddedChannel(vertx);
        var limits = new ConnectionLimits(0, 0, 1 << 20, 1, 1_000, 1_000);
        Connection connection = new Connection(reader, writer, limits, LineLimits.FROM_CLIENT, Framing.LINES, channel);
        connection.open(
                vertx, acceptor.opened(connection, new Peer("192.0.2.1", "192.0.2.1", false, true)), null, () -> {});
        return channel;
    }
}
