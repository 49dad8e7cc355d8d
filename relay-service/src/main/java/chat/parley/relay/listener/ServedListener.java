package chat.parley.relay.listener;

import chat.parley.relay.metrics.RelayMetrics;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.vertx.core.Future;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.ServerSSLOptions;
import org.jspecify.annotations.Nullable;

/** What listeners have in common, whichever server of Vert.x stands behind them. */
abstract sealed class ServedListener implements Listener permits TcpListener, WebSocketListener {
    private final ListenerConfig config;
    private final LoopParts parts;
    private final AddressRanges balancers;
    private final ListenerTls tls;
    private final Admission admission;

    ServedListener(ListenerConfig config, LoopParts parts) {
        this.config = config;
        this.parts = parts;
        this.balancers = config.balancers();
        this.tls = new ListenerTls(parts.vertx(), config);
        this.admission = new Admission(config, parts);
    }

    /** Begins to listen; the port that it got. */
    abstract Future<Integer> bind();

    /** Has connections to come use these. */
    abstract Future<Boolean> use(ServerSSLOptions options);

    /**
     * A connection's first moment is over: it is known whose it is.
     *
     * @param address null where that cannot be seen
     */
    abstract void arrived(Channel channel, @Nullable String address);

    final LoopParts parts() {
        return parts;
    }

    final Admission admission() {
        return admission;
    }

    final <O extends NetServerOptions> O configured(O options, int freePort) {
        options.setHost(config.host())
                .setPort(config.port() == 0 ? freePort : config.port())
                .setTcpNoDelay(true)
                .setReuseAddress(true)
                .setAcceptBacklog(parts.limits().acceptBacklog());
        tls.configure(options, parts.limits());
        return options;
    }

    /** A connection was accepted: behind a balancer, it is told first whose it is. */
    final void accepted(Channel channel) {
        boolean proxied = balancers.contain(channel.remoteAddress());
        SslContext behind = tls.behindBalancer();
        if (!proxied && behind == null) {
            arrived(channel, Gate.addressOf(channel));
            return;
        }
        channel.pipeline()
                .addFirst("gate", new Gate(proxied, behind, parts.limits().handshakeMillis(), new Gate.Beyond() {
                    @Override
                    public void open(@Nullable String address) {
                        arrived(channel, address);
                    }

                    @Override
                    public void refused(RelayMetrics.Refusal why) {
                        parts.metrics().refused(why);
                    }
                }));
    }

    @Override
    public final Future<ListenerConfig> listen() {
        return tls.read().compose(_read -> bind()).map(config::onPort);
    }

    @Override
    public final Future<Void> reloadCertificate() {
        return tls.reload(this::use);
    }

    @Override
    public final void refuseFurther() {
        admission.refuseFurther();
    }
}
