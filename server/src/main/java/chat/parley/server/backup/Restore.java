package chat.parley.server.backup;

import chat.parley.database.jdbc.Dialect;
import chat.parley.server.config.DatabaseSettings;
import chat.parley.server.start.StartException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Puts a backup in the databases' place. Nothing is changed before all of it has been looked over; what was there is kept beside it.
 * Whoever calls holds the data folder. Blocking.
 */
public final class Restore {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    /** What SQLite keeps beside a database. */
    private static final List<String> BESIDE = List.of("-wal", "-shm");

    private final Path backup;
    private final Instant now;

    /** @param backup the folder with the copies */
    public Restore(Path backup, Instant now) {
        this.backup = backup;
        this.now = now;
    }

    /** Which of the databases. */
    public enum Which {
        ACCOUNTS {
            @Override
            Path copy(Path backup) {
                return backup.resolve(chat.parley.auth.jdbc.DatabaseCopy.FILE);
            }

            @Override
            String url(DatabaseSettings settings) {
                return settings.accounts();
            }

            @Override
            Path database(DatabaseSettings settings) {
                return chat.parley.auth.jdbc.DatabaseCopy.file(settings.accounts());
            }

            @Override
            @Nullable
            String fault(Path copy) {
                return chat.parley.auth.jdbc.DatabaseCopy.fault(copy);
            }
        },
        ROOMS {
            @Override
            Path copy(Path backup) {
                return backup.resolve(chat.parley.room.jdbc.DatabaseCopy.FILE);
            }

            @Override
            String url(DatabaseSettings settings) {
                return settings.rooms();
            }

            @Override
            Path database(DatabaseSettings settings) {
                return chat.parley.room.jdbc.DatabaseCopy.file(settings.rooms());
            }

            @Override
            @Nullable
            String fault(Path copy) {
                return chat.parley.room.jdbc.DatabaseCopy.fault(copy);
            }
        };

        abstract Path copy(Path backup);

        abstract String url(DatabaseSettings settings);

        abstract Path database(DatabaseSettings settings);

        abstract @Nullable String fault(Path copy);
    }

    /**
     * Does it.
     *
     * @return the files that are in their place now, and what was there before: lines for people
     * @throws StartException when a copy is missing or of no use, or a file cannot be written
     */
    public List<String> carryOut(List<Which> which, DatabaseSettings settings) {
        for (Which one : which) {
            if (Dialect.of(one.url(settings)) != Dialect.SQLITE) {
                throw new StartException("the " + one.name().toLowerCase(Locale.ROOT)
                        + " are in PostgreSQL: restore them with pg_restore; nothing was changed");
            }
            String fault = one.fault(one.copy(backup));
            if (fault != null) {
                throw new StartException("'" + one.copy(backup) + "' " + fault + "; nothing was changed");
            }
        }
        List<String> lines = new ArrayList<>();
        for (Which one : which) {
            put(one.copy(backup), one.database(settings), lines);
        }
        return lines;
    }

    private void put(Path copy, Path database, List<String> lines) {
        try {
            Path folder = database.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            // under the name that it will have, but for an end: so the move below stays within one file system
            Path incoming = database.resolveSibling(database.getFileName() + ".restoring");
            Files.copy(copy, incoming, StandardCopyOption.REPLACE_EXISTING);
            if (incoming.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(incoming, PosixFilePermissions.fromString("rw-------"));
            }
            try (FileChannel channel = FileChannel.open(incoming, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            if (Files.exists(database)) {
                Path before = database.resolveSibling(database.getFileName() + ".before-" + TIME.format(now));
                for (String end : BESIDE) {
                    moveIfThere(
                            database.resolveSibling(database.getFileName() + end),
                            before.resolveSibling(before.getFileName() + end));
                }
                Files.move(database, before, StandardCopyOption.ATOMIC_MOVE);
                lines.add("kept  " + before);
            }
            Files.move(incoming, database, StandardCopyOption.ATOMIC_MOVE);
            lines.add("put   " + database);
        } catch (IOException failed) {
            throw new StartException("'" + database + "' cannot be put in its place: " + failed);
        }
    }

    private static void moveIfThere(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
