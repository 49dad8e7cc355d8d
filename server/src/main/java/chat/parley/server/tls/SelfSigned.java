package chat.parley.server.tls;

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
import java.util.Base64;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/**
 * Makes a certificate that nobody vouches for but itself (RFC 5280); clients remember it when they first see it. Written out here,
 * since a library for it would cost every start more than all of this file does.
 */
final class SelfSigned {
    /** By which a certificate of ours is known again. */
    static final String ORGANISATION = "Made by Parley";

    /** The longest life that clients accept of a certificate which a user trusts by hand. */
    private static final Duration LIFE = Duration.ofDays(825);

    /** For clients whose clock is behind. */
    private static final Duration LEAD = Duration.ofDays(1);

    private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

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
     * @param serverName letters, digits, dots and hyphens
     */
    static String certificate(
            PublicKey publicKey, PrivateKey privateKey, String serverName, Instant now, SecureRandom random) {
        X500Principal name = new X500Principal("CN=" + serverName + ", O=" + ORGANISATION);
        Instant from = now.minus(LEAD);
        byte[] certificate = Issuing.certificate(
                name, privateKey, name, publicKey, from, from.plus(LIFE), extensions(serverName), random);
        return pem("CERTIFICATE", certificate);
    }

    static String pem(PrivateKey key) {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    private static byte[] extensions(String serverName) {
        return Der.sequence(
                Issuing.extension(SUBJECT_ALTERNATIVE_NAME, false, alternativeNames(serverName)),
                Issuing.extension(Issuing.BASIC_CONSTRAINTS, true, Der.sequence()),
                Issuing.extension(Issuing.KEY_USAGE, true, Issuing.DIGITAL_SIGNATURE),
                Issuing.extension(EXTENDED_KEY_USAGE, false, Der.sequence(Der.oid(SERVER_AUTHENTICATION))));
    }

    private static byte[] alternativeNames(String serverName) {
        Stream<byte[]> names = HostNames.names(serverName).stream()
                .map(name -> Der.implicit(DNS_NAME, name.getBytes(StandardCharsets.US_ASCII)));
        Stream<byte[]> addresses =
                HostNames.addresses().stream().map(address -> Der.implicit(IP_ADDRESS, address.getAddress()));
        return Der.sequence(Stream.concat(names, addresses).toArray(byte[][]::new));
    }

    static String pem(String kind, byte[] encoded) {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(encoded);
        return "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
    }
}
