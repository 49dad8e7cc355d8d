package chat.parley.relay.listener;

import chat.parley.protocol.line.LineLimits;
import chat.parley.relay.metrics.RelayMetrics;
import io.vertx.core.Vertx;

/**
 * What the listeners of one event loop share.
 *
 * @param lines how long a client's lines may be
 * @param limits what a connection may take
 * @param addresses of all loops of this process
 * @param acceptor is given the connections
 */
public record LoopParts(
        Vertx vertx,
        LoopReader reader,
        LoopWriter writer,
        LineLimits lines,
        ConnectionLimits limits,
        AddressLimit addresses,
        RelayMetrics metrics,
        Acceptor acceptor) {}
