package chat.parley.relay.listener;

import chat.parley.relay.metrics.RelayMetrics;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.vertx.core.Future;
import io.vertx.core.net.NetServerOptions;
import org.jspecify.annotations.Nullable;

/**
 * What listeners have in common, whichever server of Vert.x stands behind them. These speak without TLS, which is the
 * {@link Gate}'s.
 */
// Netty tells of closes by the channel's end
@SuppressWarnings("FutureReturnValueIgnored")
abstract sealed class ServedListener implements Listener permits TcpListener, WebSocketListener {
    /** How many may go through a handshake only to be told that there is no place for them. */
    private static final int MOST_BEING_TOLD = 16;

    private final ListenerConfig config;
    private final LoopParts parts;
    private final AddressRanges balancers;
    private final ListenerTls tls;
    private final Admission admission;
    private int beingTold;

    ServedListener(ListenerConfig config, LoopParts parts) {
        this.config = config;
        this.parts = parts;
        this.balancers = config.balancers();
        this.tls = new ListenerTls(parts.vertx(), config);
        this.admission = new Admission(config, parts);
    }

    /** Begins to listen; the port that it got. */
    abstract Future<Integer> bind();

    /** A client may begin: it has a place, which it loses when its channel is closed. */
    abstract void arrived(Channel channel, AddressLimit.Place place);

    /** A client is told why there is no place for it, and is closed. */
    abstract void refuse(Channel channel, String why);

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
        return options;
    }

    /** A connection was accepted: behind a balancer, it is told first whose it is. */
    final void accepted(Channel channel) {
        boolean proxied = balancers.contain(channel.remoteAddress());
        SslContext secured = tls.context();
        Guest guest = new Guest(channel, secured != null);
        if (proxied || secured != null) {
            channel.pipeline()
                    .addFirst("gate", new Gate(proxied, secured, parts.limits().handshakeMillis(), guest));
        } else if (guest.known(Gate.addressOf(channel))) {
            guest.open();
        } else {
            channel.close();
        }
    }

    /** Somebody on the way in. */
    private final class Guest implements Gate.Beyond {
        private final Channel channel;
        private final boolean secured;
        private AddressLimit.@Nullable Place place;
        private String refusal = "";

        Guest(Channel channel, boolean secured) {
            this.channel = channel;
            this.secured = secured;
        }

        @Override
        public boolean known(@Nullable String address) {
            String why = admission.enter(address);
            if (why == null && address != null) {
                AddressLimit.Place taken = admission.place(address);
                place = taken;
                channel.closeFuture().addListener(_closed -> taken.leave());
                return true;
            }
            refusal = String.valueOf(why);
            return !secured || staysToBeTold();
        }

        /** Who has no place is told so over TLS as well, but not by more handshakes at a time than a few. */
        private boolean staysToBeTold() {
            if (beingTold >= MOST_BEING_TOLD) {
                return false;
            }
            beingTold++;
            channel.closeFuture().addListener(_closed -> beingTold--);
            return true;
        }

        @Override
        public void open() {
            AddressLimit.Place taken = place;
            if (taken == null) {
                refuse(channel, refusal);
            } else {
                arrived(channel, taken);
            }
        }

        @Override
        public void refused(RelayMetrics.Refusal why) {
            parts.metrics().refused(why);
        }
    }

    @Override
    public final Future<ListenerConfig> listen() {
        return tls.read().compose(_read -> bind()).map(config::onPort);
    }

    @Override
    public final Future<Void> reloadCertificate() {
        return tls.read();
    }

    @Override
    public final void refuseFurther() {
        admission.refuseFurther();
    }
}
