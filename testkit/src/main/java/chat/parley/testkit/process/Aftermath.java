package chat.parley.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What must not be found once a server is gone. */
final class Aftermath {
    private static final Pattern ENTRY = Pattern.compile("^\\d{4}-\\d\\d-\\d\\d \\S+ [A-Z]+ .*");
    private static final Pattern ERROR = Pattern.compile("^\\S+ \\S+ ERROR .*", Pattern.DOTALL);
    private static final int MOST_SHOWN = 20;

    private Aftermath() {}

    static void check(List<String> written, Path folder, Set<String> secrets, Set<String> expectedErrors) {
        List<String> errors = entries(written).stream()
                .filter(line -> ERROR.matcher(line).matches())
                .filter(line -> expectedErrors.stream().noneMatch(line::contains))
                .limit(MOST_SHOWN)
                .toList();
        if (!errors.isEmpty()) {
            throw new AssertionError("The server logged errors:\n" + String.join("\n", errors));
        }
        Leaks secret = new Leaks(secrets);
        List<String> leaks = new ArrayList<>();
        byte[] output = String.join("\n", written).getBytes(StandardCharsets.UTF_8);
        secret.in(output).forEach(leaked -> leaks.add("'" + leaked + "' in its output"));
        for (Path file : files(folder)) {
            secret.in(content(file)).forEach(leaked -> leaks.add("'" + leaked + "' in " + file.getFileName()));
        }
        if (!leaks.isEmpty()) {
            throw new AssertionError("The server wrote passwords: " + leaks);
        }
    }

    /** What was logged, each with its stack trace. */
    private static List<String> entries(List<String> written) {
        List<String> entries = new ArrayList<>();
        for (String line : written) {
            if (entries.isEmpty() || ENTRY.matcher(line).matches()) {
                entries.add(line);
            } else {
                entries.add(entries.removeLast() + "\n" + line);
            }
        }
        return entries;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
