package chat.parley.server.tls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What is worth knowing of a certificate in use.
 *
 * @param fingerprint SHA-256 of the whole certificate, as clients show it: {@code AB:CD:…}
 * @param keyFingerprint SHA-256 of its public key alone, as Parley's own clients show and pin it: {@code SHA256:…} in base64.
 *     It stays the same when the certificate is renewed for the same key
 * @param notAfter when it stops being valid
 * @param ownMade it was made by this server, which therefore may renew it
 */
public record Certificate(String fingerprint, String keyFingerprint, Instant notAfter, boolean ownMade) {

    static Certificate of(X509Certificate certificate) {
        return new Certificate(
                HexFormat.ofDelimiter(":")
                        .formatHex(sha256(encoded(certificate)))
                        .toUpperCase(Locale.ROOT),
                "SHA256:"
                        + Base64.getEncoder()
                                .withoutPadding()
                                .encodeToString(
                                        sha256(certificate.getPublicKey().getEncoded())),
                certificate.getNotAfter().toInstant(),
                certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
                        && certificate.getSubjectX500Principal().getName().contains("O=" + SelfSigned.ORGANISATION));
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
