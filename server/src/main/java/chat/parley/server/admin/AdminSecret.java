package chat.parley.server.admin;

import chat.parley.server.start.StartException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What whoever looks after the server has to show. It is in a file for its owner alone; here only its hash is kept, and compared
 * in a time that tells nothing.
 */
public final class AdminSecret {
    private static final int BYTES = 32;
    private static final int MIN_CHARACTERS = 32;
    private static final int MAX_CHARACTERS = 200;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    private final byte[] hash;

    private AdminSecret(String secret) {
        this.hash = sha256(secret);
    }

    /**
     * A secret, and itself in clear when it was made just now: it is to be shown once.
     *
     * @param fresh null when it was there before
     */
    public record Taken(AdminSecret secret, @Nullable String fresh) {}

    /**
     * Reads the file, or makes it where there is none. Blocking.
     *
     * @throws StartException when it cannot be read or made, is damaged, or can be read by others than its owner
     */
    public static Taken take(Path file) {
        try {
            if (!Files.exists(file)) {
                String fresh = random(new SecureRandom());
                create(file, fresh);
                return new Taken(new AdminSecret(fresh), fresh);
            }
            return new Taken(new AdminSecret(read(file)), null);
        } catch (IOException failed) {
            throw wrong(file, "cannot be read or written: " + failed);
        }
    }

    /**
     * Reads the file, if there is one: for a process that is not the one to make it. Blocking.
     *
     * @throws StartException as {@link #read}
     */
    public static Optional<AdminSecret> find(Path file) {
        return Files.exists(file) ? Optional.of(new AdminSecret(read(file))) : Optional.empty();
    }

    /**
     * The secret in clear, for a client. Blocking.
     *
     * @throws StartException as {@link #take}, and when there is none
     */
    public static String read(Path file) {
        try {
            String secret = Files.readString(file).strip();
            if (secret.length() < MIN_CHARACTERS
                    || secret.length() > MAX_CHARACTERS
                    || !secret.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
                throw wrong(file, "has to be one word of " + MIN_CHARACTERS + " to " + MAX_CHARACTERS + " characters");
            }
            if (isPosix(file) && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                throw wrong(file, "is open to other users of this machine: chmod 600 it");
            }
            return secret;
        } catch (NoSuchFileException missing) {
            throw wrong(file, "does not exist; the server makes it when it starts");
        } catch (IOException failed) {
            throw wrong(file, "cannot be read: " + failed);
        }
    }

    /** Whether somebody has shown it. */
    boolean is(String shown) {
        return MessageDigest.isEqual(hash, sha256(shown));
    }

    private static void create(Path file, String secret) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        FileAttribute<?>[] attributes = isPosix(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        // whole or not at all, whenever this process is killed
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        Files.createFile(unfinished, attributes);
        Files.writeString(unfinished, secret + "\n", StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static String random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static StartException wrong(Path file, String why) {
        return new StartException("admin.secret: '" + file + "' " + why);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
