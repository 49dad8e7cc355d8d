package chat.parley.relay.listener;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.File;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A listener's certificate: in Vert.x's hands, or, where balancers may be in front and their header comes before TLS, in those of the
 * {@link Gate}. Used on the loop's context only.
 */
final class ListenerTls {
    private final Vertx vertx;
    private final ListenerConfig.@Nullable Tls files;
    private final boolean balanced;
    private @Nullable SslContext behindBalancer;

    ListenerTls(Vertx vertx, ListenerConfig config) {
        this.vertx = vertx;
        this.files = config.tls();
        this.balanced = !config.proxy().isEmpty();
    }

    /** Has a server speak TLS from the first byte on, where that is so. */
    void configure(NetServerOptions options, ConnectionLimits limits) {
        if (files != null && !balanced) {
            options.setSsl(true)
                    .setKeyCertOptions(pem(files))
                    .setSslHandshakeTimeout(limits.handshakeMillis())
                    .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        }
    }

    /** For a listener that balancers connect to; null for others, and for a plain one. Good after {@link #read}. */
    @Nullable
    SslContext behindBalancer() {
        return behindBalancer;
    }

    /** Reads what Vert.x does not. Fails when it cannot be used. */
    Future<Void> read() {
        ListenerConfig.Tls from = files;
        if (from == null || !balanced) {
            return Future.succeededFuture();
        }
        return vertx.executeBlocking(() -> SslContextBuilder.forServer(new File(from.cert()), new File(from.key()))
                        .build())
                .map(read -> {
                    behindBalancer = read;
                    return null;
                });
    }

    /**
     * Reads it again.
     *
     * @param update of the server that Vert.x made
     */
    Future<Void> reload(Function<ServerSSLOptions, Future<Boolean>> update) {
        return files == null || balanced
                ? read()
                : update.apply(new NetServerOptions()
                                .setSsl(true)
                                .setKeyCertOptions(pem(files))
                                .getSslOptions())
                        .mapEmpty();
    }

    private static PemKeyCertOptions pem(ListenerConfig.Tls files) {
        return new PemKeyCertOptions().addCertPath(files.cert()).addKeyPath(files.key());
    }
}
