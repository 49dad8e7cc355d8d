package chat.parley.server;

import chat.parley.contracts.status.Role;
import chat.parley.server.start.StartException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is a process's own in a server's data folder, its accounts or its rooms or both, held for as long as the process runs: a
 * second one is refused. The locks are the operating system's, so that a killed process leaves none behind. Blocking; for the
 * thread that starts and stops the server.
 */
public final class DataFolder implements AutoCloseable {
    private final Path folder;
    private final List<FileChannel> locks;

    private DataFolder(Path folder, List<FileChannel> locks) {
        this.folder = folder;
        this.locks = locks;
    }

    /**
     * Takes what is a role's own in the folder, and makes the folder when it is missing, for this user's eyes only. A relay, which
     * owns nothing, leaves it alone.
     *
     * @throws StartException if it cannot be written, or another process has it
     */
    public static DataFolder take(Path folder, Role role) {
        List<FileChannel> locks = new ArrayList<>();
        if (role.hasAccounts() || role.hasRooms()) {
            makeWritable(folder, "server.dataDir");
        }
        try {
            if (role.hasAccounts()) {
                locks.add(lock(folder, "accounts"));
            }
            if (role.hasRooms()) {
                locks.add(lock(folder, "rooms"));
            }
            return new DataFolder(folder, locks);
        } catch (StartException refused) {
            locks.forEach(DataFolder::closeQuietly);
            throw refused;
        }
    }

    /** @param what is locked: its lock is the file of that name which ends in {@code .lock} */
    private static FileChannel lock(Path folder, String what) {
        Path file = folder.resolve(what + ".lock");
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!lock(channel)) {
                String holder = Files.readString(file).strip();
                channel.close();
                throw new StartException("server.dataDir '" + folder + "': its " + what
                        + " are in use by another Parley server"
                        + (holder.matches("[0-9]{1,10}") ? ", process " + holder : "")
                        + "; stop that one, or give this one a folder of its own");
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            return channel;
        } catch (IOException failed) {
            closeQuietly(channel);
            throw new StartException("server.dataDir: " + sentence(file, failed));
        }
    }

    /**
     * Makes sure that a folder is there and can be written to.
     *
     * @param key the configuration key that names it, for the error
     * @throws StartException if not
     */
    public static void makeWritable(Path folder, String key) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
                restrict(folder);
            }
        } catch (IOException failed) {
            throw new StartException(key + ": " + sentence(folder, failed));
        }
        if (!Files.isWritable(folder)) {
            throw new StartException(key + ": folder '" + folder + "' cannot be written to by this user");
        }
    }

    public Path path() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        for (FileChannel lock : locks) {
            lock.close();
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    private static void restrict(Path folder) throws IOException {
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static String sentence(Path path, IOException failed) {
        return switch (failed) {
            case AccessDeniedException denied -> "'" + denied.getFile() + "' cannot be written to by this user";
            case FileAlreadyExistsException notAFolder -> "'" + notAFolder.getFile() + "' is a file, not a folder";
            default -> "'" + path + "' cannot be used: " + failed.getMessage();
        };
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException alreadyFailing) {
                // the failure that led here is the one to be told
            }
        }
    }
}
