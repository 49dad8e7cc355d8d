package chat.parley.testkit.process;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The classes of servers in processes of their own: this process's class path without its tests, each folder packed into a jar, and
 * an archive of what a start needs, read and linked beforehand, which saves each process nearly half of the work of its start. (The JDK makes
 * archives of jars only.) Made when it is first needed, and kept under {@code target} for whoever runs the same classes: several
 * processes of tests beside each other, and later ones.
 */
final class ClassArchive {
    private static final Path PLACE = Path.of("target", "server-processes").toAbsolutePath();
    private static final String TESTS = "test-classes";
    private static final String ARCHIVE = "classes.jsa";

    private static @Nullable List<String> flags;

    private ClassArchive() {}

    /** The flags by which Java finds the classes. */
    static synchronized List<String> flags() {
        if (flags == null) {
            try {
                flags = prepare();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }
        return flags;
    }

    private static List<String> prepare() throws IOException, InterruptedException {
        List<Path> sources = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .filter(source -> Files.exists(source) && !source.endsWith(TESTS))
                .toList();
        Path folder = PLACE.resolve(digest(sources));
        Files.createDirectories(PLACE);
        try (FileChannel file =
                        FileChannel.open(PLACE.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = file.lock()) {
            assert held.isValid();
            List<Path> jars = jars(folder, sources);
            if (!Files.exists(folder.resolve(ARCHIVE))) {
                make(folder, sources, jars);
            }
            return List.of("-XX:SharedArchiveFile=" + folder.resolve(ARCHIVE), "-cp", path(jars));
        }
    }

    private static List<Path> jars(Path folder, List<Path> sources) {
        List<Path> jars = new ArrayList<>();
        for (Path source : sources) {
            jars.add(Files.isDirectory(source) ? folder.resolve(jars.size() + ".jar") : source);
        }
        return jars;
    }

    private static String path(List<Path> jars) {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static void make(Path folder, List<Path> sources, List<Path> jars)
            throws IOException, InterruptedException {
        try (Stream<Path> old = Files.list(PLACE)) {
            old.filter(Files::isDirectory).forEach(Aftermath::delete);
        }
        Files.createDirectories(folder);
        for (int i = 0; i < jars.size(); i++) {
            if (!jars.get(i).equals(sources.get(i))) {
                pack(sources.get(i), jars.get(i));
            }
        }
        Path rehearsal = Files.createDirectory(folder.resolve("rehearsal"));
        Path made = folder.resolve("made.jsa");
        List<String> java = new ArrayList<>(List.of(Setup.java()));
        java.addAll(Setup.FLAGS);
        java.addAll(List.of("-XX:ArchiveClassesAtExit=" + made, "-cp", path(jars)));
        Rehearsal.play(rehearsal, java);
        Aftermath.delete(rehearsal);
        Files.move(made, folder.resolve(ARCHIVE), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void pack(Path folder, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out)) {
            for (Path file : files(folder)) {
                packed.putNextEntry(
                        new JarEntry(folder.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, packed);
            }
        }
    }

    /** Changes when any class does. */
    private static String digest(List<Path> sources) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(text(System.getProperty("java.vm.version"), System.getProperty("java.home"), Setup.FLAGS));
            for (Path source : sources) {
                for (Path file : Files.isDirectory(source) ? files(source) : List.of(source)) {
                    digest.update(text(file, Files.size(file), Files.getLastModifiedTime(file)));
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no SHA-256", e);
        }
    }

    private static byte[] text(Object... parts) {
        return List.of(parts).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
