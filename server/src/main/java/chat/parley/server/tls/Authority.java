package chat.parley.server.tls;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.security.auth.x500.X500Principal;

/**
 * A certificate authority of our own: whoever has its key can issue certificates, whoever trusts it believes these and no others.
 * Immutable.
 */
public final class Authority {
    private static final Duration LIFE = Duration.ofDays(365 * 50);
    private static final Duration LEAD = Duration.ofDays(1);
    private static final int ID_BYTES = 4;
    private static final byte[] CERTIFICATE_SIGNING = Der.bits(2, new byte[] {0x04});

    private final X509Certificate certificate;
    private final PrivateKey key;

    private Authority(X509Certificate certificate, PrivateKey key) {
        this.certificate = certificate;
        this.key = key;
    }

    /** One that an authority vouches for, with its key. */
    public record Identity(X509Certificate certificate, PrivateKey key) {
        @Override
        public String toString() {
            return "Identity[" + certificate.getSubjectX500Principal() + "]";
        }
    }

    /** Makes one, in PEM: the certificate, then the key. It stands until the key is replaced, 50 years at most. */
    public static String create(Instant now, SecureRandom random) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        X500Principal name =
                new X500Principal("CN=Cluster " + HexFormat.of().formatHex(id) + ", O=" + SelfSigned.ORGANISATION);
        KeyPair keys = SelfSigned.newKeys(random);
        byte[] extensions = Der.sequence(
                Issuing.extension(Issuing.BASIC_CONSTRAINTS, true, Der.sequence(Der.yes())),
                Issuing.extension(Issuing.KEY_USAGE, true, CERTIFICATE_SIGNING));
        Instant from = now.minus(LEAD);
        byte[] certificate = Issuing.certificate(
                name, keys.getPrivate(), name, keys.getPublic(), from, from.plus(LIFE), extensions, random);
        return SelfSigned.pem("CERTIFICATE", certificate) + SelfSigned.pem(keys.getPrivate());
    }

    /** Reads what {@link #create} made. Blocking. */
    public static Authority read(Path file) throws CertificateException {
        X509Certificate certificate = PemFiles.certificate(file);
        PrivateKey key = PemFiles.keyOf(certificate, file, file);
        if (certificate.getBasicConstraints() < 0) {
            throw new CertificateException("certificate '" + file + "' is not one of an authority");
        }
        return new Authority(certificate, key);
    }

    /** A new key, with a certificate that stands as long as this authority's own, for either end of a connection. */
    public Identity issue(String name, SecureRandom random) {
        KeyPair keys = SelfSigned.newKeys(random);
        byte[] encoded = Issuing.certificate(
                certificate.getSubjectX500Principal(),
                key,
                new X500Principal("CN=" + name + ", O=" + SelfSigned.ORGANISATION),
                keys.getPublic(),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                Der.sequence(
                        Issuing.extension(Issuing.BASIC_CONSTRAINTS, true, Der.sequence()),
                        Issuing.extension(Issuing.KEY_USAGE, true, Issuing.DIGITAL_SIGNATURE)),
                random);
        try {
            X509Certificate issued = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
            return new Identity(issued, keys.getPrivate());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public X509Certificate certificate() {
        return certificate;
    }
}
