package chat.parley.relay.listener;

import io.netty.channel.Channel;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.HexFormat;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** A listener's certificate, for the {@link Gate}. Used on the loop's context only. */
final class ListenerTls {
    /**
     * Java's own, read when the first handshake begins: with TLS 1.2 a client could else begin one handshake after the other on the
     * same connection, each of which costs the event loop as much as hundreds of lines, and none of which is counted anywhere.
     */
    private static final String REFUSE_RENEGOTIATION = "jdk.tls.rejectClientInitiatedRenegotiation";

    static {
        if (System.getProperty(REFUSE_RENEGOTIATION) == null) {
            System.setProperty(REFUSE_RENEGOTIATION, "true");
        }
    }

    private final Vertx vertx;
    private final ListenerConfig.@Nullable Tls files;
    private @Nullable SslContext context;

    ListenerTls(Vertx vertx, ListenerConfig config) {
        this.vertx = vertx;
        this.files = config.tls();
    }

    /** What connections to come use; null for a plain listener. Good after {@link #read}. */
    @Nullable
    SslContext context() {
        return context;
    }

    /** Reads it, for the first time or again. Fails when it cannot be used; what there was stays then. */
    Future<Void> read() {
        ListenerConfig.Tls from = files;
        if (from == null) {
            return Future.succeededFuture();
        }
        return vertx.executeBlocking(() -> context(from)).map(read -> {
            context = read;
            return null;
        });
    }

    private SslContext context(ListenerConfig.Tls from) throws Exception {
        SslContextBuilder builder = SslContextBuilder.forServer(new PemKeyCertOptions()
                .addCertPath(from.cert())
                .addKeyPath(from.key())
                .getKeyManagerFactory(vertx));
        return (from.clientCertificates()
                        ? builder.clientAuth(ClientAuth.OPTIONAL).trustManager(AnyCertificate.INSTANCE)
                        : builder)
                .build();
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
}
