package chat.parley.auth.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * The file of one start: {@code chatroom<yyyy_MM_dd_HHmmss>.log}, with a suffix when there is one of that second already. Files of
 * earlier starts are left alone. Blocking, for one thread at a time.
 */
final class LogFile {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyy_MM_dd_HHmmss", Locale.ROOT);
    private static final int MAX_SUFFIX = 1_000;

    private final Path path;
    private final SeekableByteChannel channel;

    LogFile(Path path, SeekableByteChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes the folder when it is missing, and a new file in it.
     *
     * @throws IOException with one sentence for the operator, which names the folder and the cause
     */
    static LogFile create(Path folder, ZonedDateTime time) throws IOException {
        String name = "chatroom" + NAME.format(time);
        try {
            Files.createDirectories(folder);
            for (int suffix = 1; suffix < MAX_SUFFIX; suffix++) {
                Path path = folder.resolve(name + (suffix == 1 ? "" : "_" + suffix) + ".log");
                try {
                    return new LogFile(
                            path, FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
                } catch (FileAlreadyExistsException taken) {
                    if (Files.isDirectory(folder)) {
                        continue;
                    }
                    throw taken;
                }
            }
        } catch (IOException e) {
            throw new IOException(unwritable(folder, e), e);
        }
        throw new IOException("audit.folder: " + folder + " has too many log files of this second.");
    }

    Path path() {
        return path;
    }

    /**
     * Appends lines; when it returns, the operating system has all of them, and the death of this process loses none. When it fails
     * none of them is in the file.
     */
    void append(List<String> lines) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(String.join("\n", lines) + "\n");
        long end = channel.size();
        try {
            channel.position(end);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            takeBack(end, e);
            throw e;
        }
    }

    void close() throws IOException {
        channel.close();
    }

    /** Part of it may have been written before the disk was full; giving space back works on a full disk too. */
    private void takeBack(long end, IOException cause) {
        try {
            channel.truncate(end);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private static String unwritable(Path folder, IOException e) {
        String cause = e instanceof FileAlreadyExistsException
                ? "it is not a folder"
                : e.getClass().getSimpleName();
        return "audit.folder: no log file can be made in " + folder + " (" + cause + ": " + e.getMessage() + ").";
    }
}
