package chat.parley.relay.wire;

import chat.parley.contracts.bus.BusServices;
import chat.parley.contracts.identity.RelayId;
import chat.parley.protocol.line.LineLimits;
import chat.parley.relay.RelayConfig;
import chat.parley.relay.RelayNode;
import chat.parley.relay.listener.ConnectionLimits;
import chat.parley.relay.listener.ListenerConfig;
import chat.parley.relay.metrics.RelayMetrics;
import chat.parley.relay.script.Settings;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Clock;
import java.util.List;

/** A relay to be measured, with nothing behind it that costs: {@code StandInServer PORT [LOOPS]}. */
final class StandInServer {
    private StandInServer() {}

    public static void main(String[] args) {
        int port = Integer.parseInt(args[0]);
        int loops = args.length > 1 ? Integer.parseInt(args[1]) : 1;
        Vertx vertx =
                Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(loops + 1));
        var config = new RelayConfig(
                new RelayId("relay.bench"),
                loops,
                List.of(new ListenerConfig("127.0.0.1", port, null, false)),
                LineLimits.FROM_CLIENT,
                new ConnectionLimits(0, 0, 16 << 20, 4_096, 10_000, 2_000),
                new Settings().registration(false, false, false).build(),
                500,
                false);
        vertx.deployVerticle(new MemoryServices())
                .compose(_ready -> vertx.deployVerticle(new RelayNode(
                        config, () -> new BusServices(vertx), _event -> {}, Clock.systemUTC(), RelayMetrics.NONE)))
                .onComplete(result -> {
                    if (result.failed()) {
                        result.cause().printStackTrace();
                        System.exit(1);
                    }
                    System.out.println("ready, native " + vertx.isNativeTransportEnabled());
                });
    }
}
