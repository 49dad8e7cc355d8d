package chat.parley.server.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Instant;
import javax.security.auth.x500.X500Principal;

/** Puts a certificate together and signs it (RFC 5280), with an elliptic or an RSA key. */
final class Issuing {
    static final String KEY_USAGE = "2.5.29.15";
    static final String BASIC_CONSTRAINTS = "2.5.29.19";
    static final byte[] DIGITAL_SIGNATURE = Der.bits(7, new byte[] {(byte) 0x80});

    private static final int SERIAL_BITS = 127;
    private static final int VERSION_3 = 2;
    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
    private static final byte[] RSA_WITH_SHA256 = Der.sequence(Der.oid("1.2.840.113549.1.1.11"), Der.nothing());

    private Issuing() {}

    /**
     * In DER.
     *
     * @param extensions a sequence of them
     */
    static byte[] certificate(
            X500Principal issuer,
            PrivateKey issuerKey,
            X500Principal subject,
            PublicKey subjectKey,
            Instant from,
            Instant to,
            byte[] extensions,
            SecureRandom random) {
        boolean elliptic = issuerKey.getAlgorithm().equals("EC");
        byte[] algorithm = elliptic ? ECDSA_WITH_SHA256 : RSA_WITH_SHA256;
        byte[] body = Der.sequence(
                Der.explicit(0, Der.integer(BigInteger.valueOf(VERSION_3))),
                Der.integer(new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE)),
                algorithm,
                issuer.getEncoded(),
                Der.sequence(Der.time(from), Der.time(to)),
                subject.getEncoded(),
                subjectKey.getEncoded(),
                Der.explicit(3, extensions));
        byte[] signature = sign(elliptic ? "SHA256withECDSA" : "SHA256withRSA", issuerKey, body);
        return Der.sequence(body, algorithm, Der.bits(0, signature));
    }

    static byte[] extension(String oid, boolean critical, byte[] value) {
        return critical
                ? Der.sequence(Der.oid(oid), Der.yes(), Der.octets(value))
                : Der.sequence(Der.oid(oid), Der.octets(value));
    }

    private static byte[] sign(String algorithm, PrivateKey key, byte[] content) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
