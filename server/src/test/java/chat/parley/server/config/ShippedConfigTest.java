package chat.parley.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The shipped file, the defaults and the reader say the same. */
class ShippedConfigTest {
    private static final Path FOLDER = Path.of("..", "config");

    private static Configuration shipped(String name) throws ConfigException {
        return new ConfigReader(FOLDER.resolve(name), Map.of(), List.of()).read();
    }

    @Test
    void shipsTheDefaults() throws ConfigException {
        assertThat(shipped("parley.yaml").changedSince(ConfigReader.defaults())).isEmpty();
    }

    @Test
    void shipsEveryKey() throws Exception {
        Value.Mapping written = YamlText.file(Files.readString(FOLDER.resolve("parley.yaml")), "parley.yaml");
        TreeSet<String> missing = new TreeSet<>(ConfigReader.defaults().keys());

        missing.removeIf(key -> has(written, Value.path(key)));

        assertThat(missing).isEmpty();
    }

    private static boolean has(Value value, List<String> path) {
        if (path.isEmpty()) {
            return true;
        }
        return value instanceof Value.Mapping mapping
                && mapping.entries().containsKey(path.getFirst())
                && has(mapping.entries().get(path.getFirst()), path.subList(1, path.size()));
    }

    @Test
    void commentsEveryKeyWithItsDefault() throws IOException {
        List<String> lines = Files.readAllLines(FOLDER.resolve("parley.yaml"));
        Pattern key = Pattern.compile(" *([a-zA-Z]+): *(\\S.*)");
        for (int i = 0; i < lines.size(); i++) {
            Matcher matcher = key.matcher(lines.get(i));
            if (matcher.matches() && !insideTheListeners(lines, i)) {
                String comment = lines.get(i - 1);
                assertThat(comment)
                        .as("comment on line %d, %s", i + 1, matcher.group(1))
                        .contains("Default: ");
                String told = comment.substring(comment.indexOf("Default: ") + 9);
                assertThat(told).as("line %d, %s", i + 1, matcher.group(1)).startsWith(matcher.group(2));
            }
        }
    }

    @Test
    void marksTheKeysThatCountAtOnce() throws IOException {
        List<String> lines = Files.readAllLines(FOLDER.resolve("parley.yaml"));
        TreeSet<String> marked = new TreeSet<>();
        List<String> path = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher key = Pattern.compile("( *)([a-zA-Z]+):.*").matcher(lines.get(i));
            if (key.matches() && !insideTheListeners(lines, i)) {
                path = new ArrayList<>(
                        path.subList(0, Math.min(path.size(), key.group(1).length() / 2)));
                path.add(key.group(2));
                if (i > 0 && lines.get(i - 1).contains("Live.")) {
                    marked.add(String.join(".", path));
                }
            }
        }

        assertThat(marked).isEqualTo(new TreeSet<>(LiveKeys.ALL));
    }

    private static boolean insideTheListeners(List<String> lines, int at) {
        String before = lines.subList(0, at).stream().collect(Collectors.joining("\n"));
        return before.contains("\n  irc:") && !before.contains("The same by WebSocket");
    }

    @Test
    void shipsAnExampleInJson() throws ConfigException {
        assertThat(shipped("parley.json").changedSince(ConfigReader.defaults())).isEmpty();
    }

    @Test
    void shipsWhatContainersAreConfiguredBy() throws ConfigException {
        for (Path file :
                List.of(FOLDER.resolve("cluster.yaml"), Path.of("..", "deploy", "kubernetes", "parley.yaml"))) {
            Settings settings = new ConfigReader(
                            file,
                            Map.of("PARLEY_CLUSTER_BIND", "10.97.67.0/25"),
                            List.of("listeners.irc.0.proxy=[10.97.67.128/25]"))
                    .read()
                    .settings();

            assertThat(settings.cluster().enabled()).as(file.toString()).isTrue();
            assertThat(settings.listeners().irc())
                    .as(file.toString())
                    .allSatisfy(listener -> assertThat(listener.tls()).isNotNull());
        }
    }
}
