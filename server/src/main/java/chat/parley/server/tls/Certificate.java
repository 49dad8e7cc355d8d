package chat.parley.server.tls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What is worth knowing of a certificate in use.
 *
 * @param fingerprint SHA-256 of the whole certificate, as clients show it: {@code AB:CD:…}
 * @param notAfter when it stops being valid
 * @param ownMade it was made by this server, which therefore may renew it
 */
public record Certificate(String fingerprint, Instant notAfter, boolean ownMade) {

    static Certificate of(X509Certificate certificate) {
        return new Certificate(
                fingerprint(certificate),
                certificate.getNotAfter().toInstant(),
                certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
                        && certificate.getSubjectX500Principal().getName().contains("O=" + SelfSigned.ORGANISATION));
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").formatHex(digest).toUpperCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException | CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
