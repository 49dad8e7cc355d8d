package chat.parley.server.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** A new file for its owner's eyes only. */
final class PrivateFile {
    private PrivateFile() {}

    /** Makes it of all that comes; what is there already is not overwritten. */
    static void write(Path file, InputStream in) throws IOException {
        FileAttribute<?>[] ownerOnly =
                file.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        Files.createFile(file, ownerOnly);
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
            in.transferTo(out);
        }
    }
}
