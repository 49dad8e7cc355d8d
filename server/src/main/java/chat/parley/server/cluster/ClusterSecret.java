package chat.parley.server.cluster;

import chat.parley.server.start.StartException;
import chat.parley.server.tls.Authority;
import chat.parley.server.tls.CertificateException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Set;

/**
 * The file that makes a process a member: the cluster's certificate authority, with its key, in PEM. Whoever can read it can join;
 * it never leaves the file, but for the memory of the members. Blocking.
 */
public final class ClusterSecret {
    private static final String KEY = "cluster.secret: ";
    private static final String ABOUT = "# The secret of a Parley cluster. Whoever can read this file is a member.\n";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("------rwx");

    private ClusterSecret() {}

    /**
     * Makes a new one, for its owner alone to read.
     *
     * @throws StartException when there is a file of that name already, or it cannot be written
     */
    public static void create(Path file) {
        String text = ABOUT + Authority.create(Instant.now(), new SecureRandom());
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        try (SeekableByteChannel out = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (FileAlreadyExistsException exists) {
            throw new StartException(
                    "'" + file + "' exists already, and is not overwritten: who has it would be no member any more");
        } catch (IOException failed) {
            throw new StartException("'" + file + "' cannot be written: " + failed);
        }
    }

    /** @throws StartException when it is missing, damaged, or readable by others than its owner and group */
    static Authority read(Path file) {
        try {
            Authority authority = Authority.read(file);
            if (Files.getFileStore(file).supportsFileAttributeView("posix")
                    && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                throw new StartException(KEY + "'" + file + "' is open to every user of this machine: chmod o-rwx it");
            }
            return authority;
        } catch (CertificateException wrong) {
            throw new StartException(KEY + wrong.getMessage());
        } catch (IOException failed) {
            throw new StartException(KEY + "'" + file + "' cannot be read: " + failed);
        }
    }
}
