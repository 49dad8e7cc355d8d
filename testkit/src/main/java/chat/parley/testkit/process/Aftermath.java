package chat.parley.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
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

    /** Shorter passwords would be found by chance. */
    private static final int SHORTEST_SECRET = 6;

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
        List<String> leaks = new ArrayList<>();
        leaks(String.join("\n", written), "its output", secrets, leaks);
        for (Path file : files(folder)) {
            leaks(content(file), file.getFileName().toString(), secrets, leaks);
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

    private static void leaks(String text, String where, Set<String> secrets, List<String> leaks) {
        for (String secret : secrets) {
            if (secret.length() < SHORTEST_SECRET) {
                continue;
            }
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            String raw = new String(bytes, StandardCharsets.ISO_8859_1);
            if (text.contains(raw) || text.contains(Base64.getEncoder().encodeToString(bytes))) {
                leaks.add("'" + secret + "' in " + where);
            }
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
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
