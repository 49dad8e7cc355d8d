package chat.parley.server.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a certificate and its private key, and says in words what is wrong with them. Blocking. */
final class PemFiles {
    private static final long MAX_BYTES = 1_000_000;
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final Pattern FIRST_CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]+)-----END CERTIFICATE-----");

    private PemFiles() {}

    /** The server's own certificate: the first of the file. */
    static X509Certificate certificate(Path file) throws CertificateException {
        Matcher pem = FIRST_CERTIFICATE.matcher(text(file));
        if (!pem.find()) {
            throw new CertificateException(
                    "certificate '" + file + "' has no BEGIN CERTIFICATE in it: it has to be PEM");
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(pem.group(1));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException damaged) {
            throw new CertificateException("certificate '" + file + "' is damaged");
        }
    }

    /** The private key that belongs to a certificate, which is made sure of. */
    static PrivateKey keyOf(X509Certificate certificate, Path certificateFile, Path file) throws CertificateException {
        String text = text(file);
        Matcher pem = KEY.matcher(text);
        if (!pem.find()) {
            throw new CertificateException("private key '" + file + "' " + whyNoKey(text));
        }
        PrivateKey key;
        try {
            key = KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1))));
        } catch (GeneralSecurityException | IllegalArgumentException damaged) {
            throw new CertificateException(
                    "private key '" + file + "' is damaged, or of another kind than the certificate's ("
                            + certificate.getPublicKey().getAlgorithm() + ")");
        }
        if (!belongTogether(certificate, key)) {
            throw new CertificateException(
                    "private key '" + file + "' is not the one of certificate '" + certificateFile + "'");
        }
        return key;
    }

    private static String whyNoKey(String text) {
        if (text.contains("ENCRYPTED")) {
            return "is encrypted; give one without a passphrase (openssl pkey -in … -out …)";
        }
        return text.contains("PRIVATE KEY-----")
                ? "is not in the form PKCS#8 (openssl pkcs8 -topk8 -nocrypt -in … -out …)"
                : "has no BEGIN PRIVATE KEY in it: it has to be PEM";
    }

    private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
        byte[] probe = {1, 2, 3};
        try {
            Signature signature = Signature.getInstance(
                    switch (key.getAlgorithm()) {
                        case "EC" -> "SHA256withECDSA";
                        case "RSA" -> "SHA256withRSA";
                        default -> key.getAlgorithm();
                    });
            signature.initSign(key);
            signature.update(probe);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(probe);
            return signature.verify(signed);
        } catch (GeneralSecurityException unusable) {
            return false;
        }
    }

    private static String text(Path file) throws CertificateException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new CertificateException("'" + file + "' is far too long for a certificate or a key");
            }
            return Files.readString(file, StandardCharsets.US_ASCII);
        } catch (NoSuchFileException missing) {
            throw new CertificateException("'" + file + "' is missing");
        } catch (AccessDeniedException denied) {
            throw new CertificateException("'" + file + "' cannot be read by this user");
        } catch (CharacterCodingException binary) {
            throw new CertificateException("'" + file + "' is no text: it has to be PEM");
        } catch (IOException failed) {
            throw new CertificateException("'" + file + "' cannot be read: " + failed.getMessage());
        }
    }
}
