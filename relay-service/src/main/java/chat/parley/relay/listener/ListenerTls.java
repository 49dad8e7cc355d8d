package chat.parley.relay.listener;

import io.netty.channel.Channel;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.TrustOptions;
import java.io.File;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLPeerUnverifiedException;
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
            ask(options.setSsl(true).setKeyCertOptions(pem(files)), files)
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
        return vertx.executeBlocking(() -> {
                    SslContextBuilder builder =
                            SslContextBuilder.forServer(new File(from.cert()), new File(from.key()));
                    return (from.clientCertificates()
                                    ? builder.clientAuth(ClientAuth.OPTIONAL).trustManager(AnyCertificate.INSTANCE)
                                    : builder)
                            .build();
                })
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
                : update.apply(ask(new NetServerOptions().setSsl(true).setKeyCertOptions(pem(files)), files)
                                .getSslOptions())
                        .mapEmpty();
    }

    private static NetServerOptions ask(NetServerOptions options, ListenerConfig.Tls files) {
        return files.clientCertificates()
                ? options.setClientAuth(io.vertx.core.http.ClientAuth.REQUEST)
                        .setTrustOptions(TrustOptions.wrap(AnyCertificate.INSTANCE))
                : options;
    }

    /** The SHA-256 of the certificate that a client has shown, in lower-case hex; null where it has shown none. */
    static @Nullable String fingerprint(Channel channel) {
        SslHandler handler = channel.pipeline().get(SslHandler.class);
        if (handler == null) {
            return null;
        }
        try {
            Certificate shown = handler.engine().getSession().getPeerCertificates()[0];
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(shown.getEncoded()));
        } catch (SSLPeerUnverifiedException none) {
            return null;
        } catch (CertificateEncodingException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("a certificate that was read can be written", impossible);
        }
    }

    private static PemKeyCertOptions pem(ListenerConfig.Tls files) {
        return new PemKeyCertOptions().addCertPath(files.cert()).addKeyPath(files.key());
    }
}
