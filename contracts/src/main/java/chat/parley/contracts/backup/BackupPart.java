package chat.parley.contracts.backup;

import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.failure.ServiceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One service's part of a backup: a file in a folder beside its database, for this user's eyes only, which is there whole or not at
 * all. Blocking.
 */
public final class BackupPart {
    private static final String FOLDER = "backups";

    /** What the part holds. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes all of it.
         *
         * @param unfinished an empty file that exists
         * @throws IOException when it cannot be written, in words
         */
        void writeTo(Path unfinished) throws IOException;
    }

    private BackupPart() {}

    /**
     * Makes the part.
     *
     * @param database what it is a copy of
     * @param file what the part is called within its backup
     * @throws ServiceException when there is a backup of that name already, or the copy cannot be written
     */
    public static Copied make(Path database, BackupName name, String file, Content content) {
        Path folder = folder(database).resolve(name.value());
        Path copy = folder.resolve(file);
        Path unfinished = folder.resolve(file + ".unfinished");
        if (Files.exists(copy)) {
            throw ServiceException.rejected(
                    Reason.BACKUP_EXISTS, "There is a backup called " + name.value() + " already.");
        }
        try {
            makeFolder(folder);
            Files.deleteIfExists(unfinished);
            Files.createFile(unfinished, onlyFor(unfinished, "rw-------"));
            content.writeTo(unfinished);
            sync(unfinished, StandardOpenOption.WRITE);
            Copied copied = new Copied(copy.toAbsolutePath().toString(), Files.size(unfinished), sha256(unfinished));
            Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE);
            sync(folder, StandardOpenOption.READ);
            return copied;
        } catch (IOException failed) {
            discard(unfinished, failed);
            throw ServiceException.unavailable(
                    true, "The copy of " + database + " cannot be made: " + failed.getMessage());
        }
    }

    private static void discard(Path unfinished, Exception because) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException further) {
            because.addSuppressed(further);
        }
    }

    private static Path folder(Path database) {
        Path folder = database.toAbsolutePath().getParent();
        return folder == null ? Path.of(FOLDER) : folder.resolve(FOLDER);
    }

    private static void makeFolder(Path folder) throws IOException {
        try {
            Files.createDirectories(folder, onlyFor(folder, "rwx------"));
        } catch (FileAlreadyExistsException file) {
            throw new IOException("'" + file.getFile() + "' is a file, not a folder", file);
        }
    }

    private static FileAttribute<?>[] onlyFor(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static void sync(Path path, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digesting = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digesting.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
