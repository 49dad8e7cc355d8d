package chat.parley.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The operator guide's tables, held to what the code knows. */
class OperatorGuideTest {
    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-zA-Z]+\\.[a-zA-Z.]+)` \\|.*\\| (live|restart) \\|.*$", Pattern.MULTILINE);

    private static String guide() throws IOException {
        return Files.readString(Path.of("..", "docs", "operator-guide.md"));
    }

    private static Map<String, String> whenByKey() throws IOException {
        return ROW.matcher(guide()).results().collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
    }

    @Test
    void namesEveryKey() throws Exception {
        String guide = guide();
        TreeSet<String> missing = new TreeSet<>(ConfigReader.defaults().keys());

        // a list's own keys follow it in the table, without its name
        missing.removeIf(key -> guide.contains("`" + key.replaceAll("\\[.*", "") + "`"));

        assertThat(missing).isEmpty();
    }

    @Test
    void tellsWhichKeysAreLive() throws Exception {
        TreeSet<String> live = whenByKey().entrySet().stream()
                .filter(row -> row.getValue().equals("live"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(live).isEqualTo(new TreeSet<>(LiveKeys.ALL));
    }
}
