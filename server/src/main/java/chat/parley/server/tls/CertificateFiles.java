package chat.parley.server.tls;

import chat.parley.server.config.TlsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;

/**
 * A listener's certificate and key on disk. Everything here blocks: for worker threads, and for the thread that starts the server.
 */
public final class CertificateFiles {
    private static final Duration RENEW_BEFORE_END = Duration.ofDays(30);

    private final TlsSettings files;
    private final String serverName;
    private final Clock clock;
    private final SecureRandom random;

    /** @param serverName goes into a certificate that is made */
    public CertificateFiles(TlsSettings files, String serverName, Clock clock, SecureRandom random) {
        this.files = files;
        this.serverName = serverName;
        this.clock = clock;
        this.random = random;
    }

    /** What a change of the files is known by. */
    public record Stamp(FileTime cert, FileTime key) {}

    /**
     * Makes certificate and key when both are missing, renews a certificate that was made here and is near its end, and checks
     * whatever then is there. Of several processes that share the files and start at once, one makes them.
     */
    public Certificate prepare() throws CertificateException {
        if (isMissing()) {
            Path folder = files.key().toAbsolutePath().resolveSibling("");
            try {
                // Half of a pair may be what another process is about to complete.
                FolderLock.holding(folder, this::makeWhatIsMissing);
            } catch (IOException failed) {
                refuseHalfAPair();
                throw cannotBeWritten(files.key(), failed);
            }
        }
        Certificate certificate = check();
        if (!nearsItsEnd(certificate)) {
            return certificate;
        }
        renew();
        return check();
    }

    /** Whether {@link #prepare} would have to make something. */
    public boolean isMissing() {
        return !isThere(files.cert()) || !isThere(files.key());
    }

    /** Reads both files again and checks that they can be used together. */
    public Certificate check() throws CertificateException {
        X509Certificate certificate = PemFiles.certificate(files.cert());
        PemFiles.keyOf(certificate, files.cert(), files.key());
        return Certificate.of(certificate);
    }

    /** Whether it is one of ours and its time has come. */
    public boolean nearsItsEnd(Certificate certificate) {
        return certificate.ownMade()
                && clock.instant().isAfter(certificate.notAfter().minus(RENEW_BEFORE_END));
    }

    /** Changes when either file does. Fails when one is missing. */
    public Stamp stamp() throws IOException {
        return new Stamp(Files.getLastModifiedTime(files.cert()), Files.getLastModifiedTime(files.key()));
    }

    private static boolean isThere(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    private void makeWhatIsMissing() throws CertificateException {
        refuseHalfAPair();
        if (!isThere(files.key())) {
            make();
        }
    }

    private void refuseHalfAPair() throws CertificateException {
        boolean cert = isThere(files.cert());
        if (cert != isThere(files.key())) {
            throw new CertificateException((cert ? "private key '" + files.key() : "certificate '" + files.cert())
                    + "' is missing, while '" + (cert ? files.cert() : files.key())
                    + "' is there; without both, they are made");
        }
    }

    private static CertificateException cannotBeWritten(Path file, IOException failed) {
        return new CertificateException("'" + file + "' cannot be written: " + failed);
    }

    private void make() throws CertificateException {
        KeyPair keys = SelfSigned.newKeys(random);
        String pem = SelfSigned.certificate(keys.getPublic(), keys.getPrivate(), serverName, clock.instant(), random);
        write(files.key(), SelfSigned.pem(keys.getPrivate()), "rw-------");
        write(files.cert(), pem, "rw-r--r--");
    }

    private void renew() throws CertificateException {
        X509Certificate old = PemFiles.certificate(files.cert());
        PrivateKey key = PemFiles.keyOf(old, files.cert(), files.key());
        write(
                files.cert(),
                SelfSigned.certificate(old.getPublicKey(), key, serverName, clock.instant(), random),
                "rw-r--r--");
    }

    /** Never seen half written, nor by anybody else. */
    private static void write(Path file, String text, String permissions) throws CertificateException {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path unfinished = Files.createTempFile(folder, ".parley", ".pem");
            Files.writeString(unfinished, text);
            if (Files.getFileStore(unfinished).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString(permissions));
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw cannotBeWritten(file, failed);
        }
    }
}
