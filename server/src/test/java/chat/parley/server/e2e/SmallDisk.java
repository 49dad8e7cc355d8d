package chat.parley.server.e2e;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A file system of a few megabytes, which only the system's administrator can make: elsewhere the test is left out. */
final class SmallDisk implements AutoCloseable {
    private static final int KILOBYTE = 1024;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    static SmallDisk at(Path folder, int megabytes) throws IOException {
        Files.createDirectories(folder);
        boolean mounted =
                succeeds("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "parley-test", folder.toString());
        assumeThat(mounted)
                .as("a file system of its own, for which one has to be root")
                .isTrue();
        return new SmallDisk(folder);
    }

    /** Leaves not a byte. */
    void fill() throws IOException {
        byte[] block = new byte[KILOBYTE];
        try (OutputStream out = Files.newOutputStream(filler())) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertFull();
        }
    }

    private void assertFull() throws IOException {
        if (Files.getFileStore(folder).getUsableSpace() > KILOBYTE * 4) {
            throw new AssertionError("There is room left on " + folder);
        }
    }

    void free() throws IOException {
        Files.delete(filler());
    }

    void readOnly() {
        if (!succeeds("mount", "-o", "remount,ro", folder.toString())) {
            throw new AssertionError("could not make " + folder + " read-only");
        }
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    private static boolean succeeds(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        if (!succeeds("umount", "-l", folder.toString())) {
            throw new AssertionError("could not unmount " + folder);
        }
    }
}
