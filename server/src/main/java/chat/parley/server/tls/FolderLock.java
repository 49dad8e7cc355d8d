package chat.parley.server.tls;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Lets one process at a time, and one thread of it, work on a folder that several share. The lock is the operating system's, so that
 * a killed process leaves none behind. Blocking.
 */
final class FolderLock {
    private static final String LOCK_FILE = ".parley.lock";
    private static final Object THIS_PROCESS = new Object();

    private FolderLock() {}

    /** What is done meanwhile. Whoever was waiting does it after that, and so has to look again whether it is still to be done. */
    interface Work {
        void carryOut() throws CertificateException;
    }

    /**
     * Waits for the folder, for as long as others take, and works. The folder is made when it is missing.
     *
     * @throws IOException when the folder cannot be written to: nothing was done then
     */
    static void holding(Path folder, Work work) throws CertificateException, IOException {
        synchronized (THIS_PROCESS) {
            Files.createDirectories(folder);
            Path file = folder.resolve(LOCK_FILE);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock();
                work.carryOut();
                // Only when all went well: who comes later and makes the file anew finds nothing left to do.
                Files.deleteIfExists(file);
            }
        }
    }
}
