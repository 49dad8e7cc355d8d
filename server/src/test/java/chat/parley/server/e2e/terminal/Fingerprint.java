package chat.parley.server.e2e.terminal;

import chat.parley.testkit.process.ServerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;

/** The SHA-256 of the certificate that a server has made for itself, in the forms in which clients want it. */
final class Fingerprint {
    private final byte[] digest;

    private Fingerprint(byte[] digest) {
        this.digest = digest;
    }

    static Fingerprint of(ServerProcess server) {
        try (InputStream file = Files.newInputStream(server.folder().resolve("data/tls/cert.pem"))) {
            byte[] certificate = CertificateFactory.getInstance("X.509")
                    .generateCertificate(file)
                    .getEncoded();
            return new Fingerprint(MessageDigest.getInstance("SHA-256").digest(certificate));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    String plain() {
        return HexFormat.of().formatHex(digest);
    }

    String withColons() {
        return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    }
}
