package chat.parley.server.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes a certificate that nobody vouches for but itself; clients remember it when they first see it. */
final class SelfSigned {
    /** By which a certificate of ours is known again. */
    static final String ORGANISATION = "Made by Parley";

    /** The longest life that browsers accept of a certificate which a user trusts by hand. */
    private static final Duration LIFE = Duration.ofDays(825);

    /** For clients whose clock is behind. */
    private static final Duration LEAD = Duration.ofDays(1);

    private static final int SERIAL_BITS = 127;
    private static final int MAX_COMMON_NAME = 64;

    private SelfSigned() {}

    static KeyPair newKeys(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * In PEM.
     *
     * @param publicKey kept when a certificate is renewed, so that who has pinned the key notices nothing
     */
    static String certificate(
            PublicKey publicKey, PrivateKey privateKey, String serverName, Instant now, SecureRandom random) {
        var subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, ORGANISATION)
                .addRDN(BCStyle.CN, serverName.substring(0, Math.min(serverName.length(), MAX_COMMON_NAME)))
                .build();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                subject,
                new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE),
                Date.from(now.minus(LEAD)),
                Date.from(now.minus(LEAD).plus(LIFE)),
                subject,
                publicKey);
        try {
            builder.addExtension(Extension.subjectAlternativeName, false, names(serverName))
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(
                            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            String algorithm = privateKey.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
            byte[] encoded = builder.build(new JcaContentSignerBuilder(algorithm).build(privateKey))
                    .getEncoded();
            return pem("CERTIFICATE", encoded);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (OperatorCreationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String pem(PrivateKey key) {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    private static GeneralNames names(String serverName) {
        List<GeneralName> names = new ArrayList<>();
        HostNames.names(serverName).forEach(name -> names.add(new GeneralName(GeneralName.dNSName, name)));
        HostNames.addresses().forEach(address -> names.add(new GeneralName(GeneralName.iPAddress, address)));
        return new GeneralNames(names.toArray(GeneralName[]::new));
    }

    private static String pem(String kind, byte[] encoded) {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(encoded);
        return "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
    }
}
