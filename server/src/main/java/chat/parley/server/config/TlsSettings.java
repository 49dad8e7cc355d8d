package chat.parley.server.config;

import java.nio.file.Path;

/**
 * A listener's certificate: two PEM files, made when both are missing.
 *
 * @param cert the chain, the server's own certificate first
 * @param key the private key, PKCS#8
 */
public record TlsSettings(Path cert, Path key) {
    static TlsSettings read(Section section, Path dataDir) {
        return new TlsSettings(
                Paths.readOptional(section, "cert", dataDir.resolve("tls/cert.pem")),
                Paths.readOptional(section, "key", dataDir.resolve("tls/key.pem")));
    }
}
