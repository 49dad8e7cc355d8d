package chat.parley.server.cluster;

import chat.parley.server.tls.Authority;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jgroups.util.DefaultSocketFactory;
import org.jgroups.util.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Every connection between members is TLS 1.3, both ends show a certificate, and nobody's but the cluster's own authority's is
 * believed. This member's certificate is issued when it starts and is never written down. Its name is not checked: who has one is a
 * member.
 */
final class MemberTls {
    private static final String TLS = "TLSv1.3";
    private static final char[] IN_MEMORY = {};

    private final Authority.Identity identity;
    private final X509Certificate authority;

    MemberTls(Authority authority, String node) {
        this.identity = authority.issue(node, new SecureRandom());
        this.authority = authority.certificate();
    }

    /** For the group. */
    SocketFactory sockets() throws GeneralSecurityException, IOException {
        DefaultSocketFactory sockets = new DefaultSocketFactory(context(identity, authority));
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(new String[] {TLS});
        parameters.setNeedClientAuth(true);
        sockets.setServerSocketConfigurator(socket -> ((SSLServerSocket) socket).setSSLParameters(parameters));
        return sockets;
    }

    /** @param shown null to show no certificate */
    static SSLContext context(Authority.@Nullable Identity shown, X509Certificate believed)
            throws GeneralSecurityException, IOException {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, IN_MEMORY);
        if (shown != null) {
            own.setKeyEntry("member", shown.key(), IN_MEMORY, new Certificate[] {shown.certificate()});
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, IN_MEMORY);

        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, IN_MEMORY);
        trusted.setCertificateEntry("authority", believed);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);

        SSLContext context = SSLContext.getInstance(TLS);
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** For the event bus. */
    EventBusOptions secure(EventBusOptions bus) throws CertificateEncodingException {
        bus.setSsl(true);
        bus.setClientAuth(ClientAuth.REQUIRED);
        bus.setEnabledSecureTransportProtocols(Set.of(TLS));
        bus.setKeyCertOptions(new PemKeyCertOptions()
                .addCertValue(pem("CERTIFICATE", identity.certificate().getEncoded()))
                .addKeyValue(pem("PRIVATE KEY", identity.key().getEncoded())));
        bus.setTrustOptions(new PemTrustOptions().addCertValue(pem("CERTIFICATE", authority.getEncoded())));
        return bus;
    }

    private static Buffer pem(String kind, byte[] encoded) {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(encoded);
        return Buffer.buffer("-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n");
    }
}
