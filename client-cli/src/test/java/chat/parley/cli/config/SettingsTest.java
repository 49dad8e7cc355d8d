package chat.parley.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @TempDir
    Path folder = Path.of("");

    private Settings read(String text) throws IOException {
        Path file = folder.resolve("chat.yaml");
        Files.writeString(file, text);
        return SettingsFile.read(file);
    }

    @Test
    void hasSensibleDefaults() throws IOException {
        assertThat(read("")).isEqualTo(Settings.DEFAULTS);
        assertThat(Settings.DEFAULTS.effectivePort()).isEqualTo(6697);
        assertThat(Settings.DEFAULTS.with("tls", "no").effectivePort()).isEqualTo(6667);
    }

    @Test
    void readsEveryKey() throws IOException {
        assertThat(read("host: chat.example\nport: 7000\nuser: ana\nansi: no\ntls: false\n"))
                .isEqualTo(new Settings("chat.example", 7000, "ana", Settings.Ansi.NO, false));
    }

    @Test
    void readsJsonToo() throws IOException {
        assertThat(read("{\"port\": 7000, \"ansi\": \"auto\"}").port()).isEqualTo(7000);
    }

    @Test
    void takesAnEmptyValueForTheDefault() throws IOException {
        assertThat(read("host:\nport:\nuser: ''\n")).isEqualTo(Settings.DEFAULTS);
    }

    @ParameterizedTest
    @CsvSource({
        "port: 99999, port is '99999'",
        "port: many, port is 'many'",
        "ansi: rainbow, ansi is 'rainbow'",
        "tls: perhaps, tls is 'perhaps'",
        "host: a b, host is 'a b'",
        "prot: 1, there is no setting 'prot'",
        "host: [a], host must be a single value",
        "just words, must be lines of the form",
        "'a: [', is not YAML in line",
    })
    void namesTheFileTheKeyAndTheValueThatAreWrong(String text, String complaint) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("chat.yaml: ")
                .hasMessageContaining(complaint)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void saysThatTheFileIsMissing() {
        assertThatThrownBy(() -> SettingsFile.read(folder.resolve("none.yaml")))
                .hasMessageEndingWith("there is no such file");
    }

    @Test
    void findsItsFolderWhereTheSystemKeepsSettings() {
        assertThat(Folder.usual(Map.of(), Path.of("/home/ana")).settings())
                .hasToString("/home/ana/.config/parley/chat.yaml");
        assertThat(Folder.usual(Map.of("HOME", "/other"), Path.of("/home/ana")).settings())
                .hasToString("/other/.config/parley/chat.yaml");
        assertThat(Folder.usual(Map.of("XDG_CONFIG_HOME", "/cfg"), Path.of("/home/ana"))
                        .knownHosts())
                .hasToString("/cfg/parley/known_hosts");
    }

    @Test
    void remembersUntilWhenMessagesWereSeen() {
        var seen = new SeenFile(folder.resolve("parley").resolve("seen"));
        Instant time = Instant.parse("2026-11-22T09:00:00Z");
        assertThat(seen.read("a:1", "ana")).isNull();

        seen.write("a:1", "ana", time);
        seen.write("a:1", "bob", time.plusSeconds(1));
        seen.write("a:1", "ana", time.plusSeconds(2));

        assertThat(seen.read("a:1", "ana")).isEqualTo(time.plusSeconds(2));
        assertThat(seen.read("a:1", "bob")).isEqualTo(time.plusSeconds(1));
    }

    @Test
    void survivesADamagedRecordOfWhatWasSeen() throws IOException {
        Path file = folder.resolve("seen");
        Files.writeString(file, "a:1 ana yesterday\n");

        assertThat(new SeenFile(file).read("a:1", "ana")).isNull();
    }
}
