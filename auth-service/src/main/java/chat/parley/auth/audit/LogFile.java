package chat.parley.auth.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
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
    private static final String PREFIX = "chatroom";
    private static final String SUFFIX = ".log";
    private static final int MAX_SUFFIX = 1_000;

    private final Path path;
    private final SeekableByteChannel channel;

    LogFile(Path path, SeekableByteChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes the folder when it is missing, and a new file in it that begins with a line.
     *
     * @throws IOException with one sentence for the operator, which names the folder and the cause
     */
    static LogFile create(Path folder, ZonedDateTime time, String firstLine) throws IOException {
        try {
            Files.createDirectories(folder);
            LogFile file = open(folder, PREFIX + NAME.format(time));
            try {
                file.append(List.of(firstLine));
            } catch (IOException e) {
                file.close();
                Files.deleteIfExists(file.path());
                throw e;
            }
            return file;
        } catch (IOException e) {
            throw new IOException(unwritable(folder, e), e);
        }
    }

    /** Whether a file is called like one of these, of whichever start. */
    static boolean isOne(String fileName) {
        return fileName.startsWith(PREFIX) && fileName.endsWith(SUFFIX);
    }

    private static LogFile open(Path folder, String name) throws IOException {
        for (int suffix = 1; suffix < MAX_SUFFIX; suffix++) {
            Path path = folder.resolve(name + (suffix == 1 ? "" : "_" + suffix) + SUFFIX);
            try {
                return new LogFile(
                        path, FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
            } catch (FileAlreadyExistsException taken) {
                // another start of this second has it
            }
        }
        throw new IOException("too many starts within a second");
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
        String cause = switch (e) {
            case FileAlreadyExistsException _file -> "it is not a folder";
            case AccessDeniedException _denied -> "this user may not write there";
            case FileSystemException system when system.getReason() != null -> system.getReason();
            default -> String.valueOf(e.getMessage());
        };
        return "audit.folder: no log file can be made in " + folder + ": " + cause + ".";
    }
}
