package chat.parley.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {
    private static final ConfigReader READER = new ConfigReader(null, Map.of(), List.of());

    @TempDir
    Path folder;

    private static Settings read(String yaml) throws ConfigException {
        return READER.parse(yaml, "parley.yaml").settings();
    }

    private static List<String> problems(String yaml) {
        return catchThrowableOfType(ConfigException.class, () -> READER.parse(yaml, "parley.yaml"))
                .lines();
    }

    private static Settings readWith(Map<String, String> environment, String... assignments) throws ConfigException {
        return new ConfigReader(null, environment, List.of(assignments)).read().settings();
    }

    private static List<String> problemsWith(Map<String, String> environment, String... assignments) {
        return catchThrowableOfType(ConfigException.class, () -> readWith(environment, assignments))
                .lines();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "# nothing but a comment\n",
                "---\n",
                "{}",
                "~",
                "server:\nlimits:\n  # all commented out\n"
            })
    void runsOnDefaultsWhereNothingIsWritten(String yaml) throws ConfigException {
        assertThat(read(yaml)).isEqualTo(ConfigReader.defaults().settings());
    }

    @Test
    void keepsWhatIsWrittenAndDefaultsTheRest() throws ConfigException {
        Settings settings = read("accounts: {guests: true}\nlimits:\n  linesPerSecond: 7\n");

        assertThat(settings.accounts().guests()).isTrue();
        assertThat(settings.accounts().forceNick()).isTrue();
        assertThat(settings.limits().linesPerSecond()).isEqualTo(7);
        assertThat(settings.limits().linesBurst()).isEqualTo(40);
    }

    @Test
    void readsJson() throws ConfigException {
        assertThat(read("{\"rooms\": {\"lobby\": null}, \"accounts\": {\"passwordIterations\": 4096}}")
                        .rooms()
                        .lobby())
                .isNull();
    }

    @Test
    void derivesDatabasesAndCertificatesFromTheDataFolder() throws ConfigException {
        Settings settings = read("server: {dataDir: /srv/chat}\nlisteners: {irc: [{port: 1, tls: {}}]}");

        assertThat(settings.database().accounts()).isEqualTo("jdbc:sqlite:/srv/chat/accounts.db");
        assertThat(settings.database().rooms()).isEqualTo("jdbc:sqlite:/srv/chat/rooms.db");
        assertThat(settings.listeners().irc().getFirst().tls())
                .isEqualTo(new TlsSettings(Path.of("/srv/chat/tls/cert.pem"), Path.of("/srv/chat/tls/key.pem")));
    }

    @ParameterizedTest
    @CsvSource({"0123,0123", "No,No", "1e3,1e3", "2024-01-01,2024-01-01", "12:30,12:30", "'\"null\"',null"})
    void takesTextAsItIsWrittenWhateverYamlWouldMakeOfIt(String written, String meant) throws ConfigException {
        assertThat(read("server: {password: " + written + "}").server().password())
                .isEqualTo(new Hidden(meant));
    }

    @Test
    void namesAnUnknownKeyAndTheOneThatWasProbablyMeant() {
        assertThat(problems("limits:\n  enabled: true\n  linesPerSekond: 3\n"))
                .containsExactly(
                        "parley.yaml:3: limits.linesPerSekond: there is no such key; did you mean 'linesPerSecond'?");
    }

    @Test
    void listsTheKeysThatThereAreWhenNoneIsNear() {
        assertThat(problems("rooms: {xyzzy: 1}"))
                .containsExactly("parley.yaml:1: rooms.xyzzy: there is no such key; there are: lobby");
    }

    @Test
    void tellsEverythingThatIsWrongAtOnce() {
        assertThat(problems("servr: {}\naccounts: {guests: maybe}\nlimits: {lineBytes: 80}"))
                .containsExactly(
                        "parley.yaml:2: accounts.guests: 'maybe' has to be true or false",
                        "parley.yaml:3: limits.lineBytes: '80' has to be a whole number from 512 to 16384 (bytes)",
                        "parley.yaml:1: servr: there is no such key; did you mean 'server'?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"abc", "1.5", "010", "0x10", "1e3", "'7'", "99999999999999999999999", "-1", "true", "null", "''"
            })
    void refusesWhatIsNoWholeNumberInItsBounds(String value) {
        assertThat(problems("limits: {linesBurst: " + value + "}"))
                .singleElement()
                .asString()
                .contains("limits.linesBurst")
                .contains("has to be a whole number from 1 to 100000 (lines)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "{a: 1}"})
    void refusesStructureWhereAValueIsExpected(String value) {
        assertThat(problems("limits: {linesBurst: " + value + "}"))
                .singleElement()
                .asString()
                .contains("limits.linesBurst");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "[1, 2]", "text"})
    void refusesAValueWhereASectionIsExpected(String value) {
        assertThat(problems("limits: " + value)).containsExactly("parley.yaml:1: limits: has to be keys with values");
    }

    @Test
    void refusesAKeyThatStandsTwice() {
        assertThat(problems("limits:\n  linesBurst: 1\n  linesBurst: 2\n"))
                .containsExactly("parley.yaml:3: the key 'linesBurst' stands here twice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- a\n- b",
                "just a text",
                "server: [",
                "server: {name: x",
                "a: b: c",
                "\tserver: 1",
                "x: !!java.net.URL [a]",
                "- &a [1]\n- *a"
            })
    void refusesWhatIsNoMapping(String yaml) {
        assertThat(problems(yaml))
                .singleElement()
                .asString()
                .startsWith("parley.yaml")
                .doesNotContain("\n");
    }

    @Test
    void refusesReferencesThatWouldMakeTheTextGrow() {
        assertThat(problems("limits: &x {linesBurst: 3}\nrelay: *x\n"))
                .singleElement()
                .asString()
                .contains("parley.yaml");
    }

    @Test
    void refusesNestingWithoutEnd() {
        assertThat(problems("server: " + "[".repeat(1000) + "]".repeat(1000))).hasSize(1);
    }

    @Test
    void saysThatAPlaceInAListNeedsTheListInTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("empty.yaml"), "");
        ConfigReader reader = new ConfigReader(file, Map.of(), List.of("listeners.irc.0.port=7000"));

        assertThat(catchThrowableOfType(ConfigException.class, reader::read).lines())
                .containsExactly("--set listeners.irc.0.port: the file has no such list, only defaults;"
                        + " write the list there first");
    }

    @Test
    void refusesTwoListenersOnOnePort() {
        assertThat(problems("listeners: {irc: [{port: 7000}, {port: 7000}]}"))
                .containsExactly("parley.yaml:1: listeners.irc: two listeners on 127.0.0.1:7000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "listeners: {irc: []}|at least one listener",
                "listeners: {irc: null}|has to be a list",
                "listeners: {irc: [{port: 65536}]}|listeners.irc[0].port",
                "listeners: {irc: [{port: 1, tls: true}]}|listeners.irc[0].tls",
                "listeners: {irc: [{port: 1, proxy: 10.0.0.1}]}|has to be a list",
                "listeners: {irc: [{port: 1, proxy: [haproxy]}]}|'haproxy' is neither an address nor a range",
                "listeners: {irc: [{port: 1, tls: {crt: x}}]}|did you mean 'cert'?",
                "listeners: {classic: [{tls: {}}]}|there is no such key",
                "gateways: [{name: web, password: x}]|has to name the addresses",
                "gateways: [{name: web, password: x, hosts: [example.org]}]|'example.org' is no IP address",
                "gateways: [{name: web, hosts: [192.0.2.1]}]|is missing",
                "listeners: {classic: [{insecure: true}]}|there is no such key",
                "listeners: {classic: [{tls: {}}]}|there is no such key",
                "listeners: {classic: [{insecure: true}]}|there is no such key",
                "listeners: {websocket: [{origins: [chat.example.org]}]}|neither * nor an origin",
                "listeners: {websocket: [{port: 6667, host: 127.0.0.1}]}|two listeners on 127.0.0.1:6667",
                "cluster: {enabled: true}|cluster.secret",
                "cluster: {enabled: true, secret: s.pem}|cluster.discovery",
                "cluster: {discovery: 'host'}|host:port",
                "cluster: {discovery: 'host:0'}|host:port",
                "cluster: {discovery: 'a:1,,b:2'}|host:port",
                "cluster: {discovery: 'dns:'}|no host name",
                "cluster: {node: 'a b'}|cluster.node",
                "cluster: {port: 65536}|cluster.port",
                "cluster: {busPort: -1}|cluster.busPort",
                "database: {accounts: 'jdbc:postgresql:rooms'}|has to be postgresql://USER@HOST:PORT/DATABASE",
                "database: {accounts: 'mysql://db/rooms'}|has to be jdbc:sqlite: and the path of a file, or postgresql://",
                "database: {rooms: 'jdbc:sqlite:'}|has to be jdbc:sqlite:",
                "audit: {bodies: some}|has to be one of none, rooms, all",
                "log: {level: loud}|has to be one of error, warn, info, debug, trace",
                "rooms: {lobby: lobby}|does not begin with #",
                "server: {name: nodots}|has no dot",
                "server: {name: ''}|is empty",
                "server: {network: two words}|one word",
                "server: {dataDir: ''}|at least one character",
                "operators: [{name: root}]|operators[0].password",
                "operators: [{password: secret}]|operators[0].name",
                "operators: [text]|operators[0]: has to be keys with values",
                "operators: [{name: root, password: 'SCRAM-SHA-256$4096:abc'}]|begins like a verifier",
            })
    void namesTheKeyOfAWrongValue(String yaml, String expected) {
        assertThat(problems(yaml)).anySatisfy(line -> assertThat(line).contains(expected));
    }

    @Test
    void neverShowsAPassword() throws ConfigException {
        Settings settings = read("server: {password: s3cret}\noperators: [{name: root, password: 0ther}]");

        assertThat(settings.toString()).doesNotContain("s3cret").doesNotContain("0ther");
        assertThat(problems("server: {password: s3cret, x: 1}\noperators: [{name: '', password: [s3cret]}]")
                        .toString())
                .doesNotContain("s3cret");
    }

    @Test
    void refusesAMissingFile() {
        assertThat(fileProblems(folder.resolve("none.yaml")))
                .singleElement()
                .asString()
                .endsWith("there is no such file");
    }

    @Test
    void refusesAFolderAsFile() {
        assertThat(fileProblems(folder)).singleElement().asString().endsWith("this is a folder");
    }

    @Test
    void refusesAFileThatIsNoText() throws IOException {
        Path file = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});

        assertThat(fileProblems(file)).singleElement().asString().endsWith("not a text in UTF-8");
    }

    @Test
    void refusesControlCharactersInAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("control.yaml"), "server: {name: \"a\u0000b\"}");

        assertThat(fileProblems(file)).singleElement().asString().startsWith(file.toString());
    }

    private static List<String> fileProblems(Path file) {
        ConfigReader reader = new ConfigReader(file, Map.of(), List.of());
        return catchThrowableOfType(ConfigException.class, reader::read).lines();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PARLEY_ACCOUNTS_FORCENICK", "PARLEY_ACCOUNTS_FORCE_NICK", "PARLEY_accounts_forceNick"})
    void letsAVariableOverrideAKey(String variable) throws ConfigException {
        assertThat(readWith(Map.of(variable, "false")).accounts().forceNick()).isFalse();
    }

    @Test
    void readsWhoseWordAboutAddressesIsTaken() throws ConfigException {
        Settings settings = read("listeners: {irc: [{port: 1, proxy: [10.1.2.3, 'fd00::/8']}, {port: 2}]}");

        assertThat(settings.listeners().irc())
                .extracting(ListenerSettings::proxy)
                .containsExactly(List.of("10.1.2.3", "fd00::/8"), List.of());
    }

    @Test
    void letsAVariableReplaceAList() throws ConfigException {
        Settings settings = readWith(Map.of("PARLEY_LISTENERS_IRC", "[{host: '::1', port: 7000}]"));

        assertThat(settings.listeners().irc())
                .extracting(ListenerSettings::address)
                .containsExactly("[::1]:7000");
    }

    @Test
    void namesTheVariableWhoseValueIsWrong() {
        assertThat(problemsWith(Map.of("PARLEY_ACCOUNTS_GUESTS", "perhaps")))
                .containsExactly("PARLEY_ACCOUNTS_GUESTS: accounts.guests: 'perhaps' has to be true or false");
    }

    @Test
    void namesAVariableThatIsNearlyAKey() {
        assertThat(problemsWith(Map.of("PARLEY_ACCOUNT_GUESTS", "true")))
                .containsExactly("PARLEY_ACCOUNT_GUESTS: there is no such key; did you mean PARLEY_ACCOUNTS_GUESTS?");
    }

    @Test
    void passesOverVariablesOfOthers() throws ConfigException {
        Map<String, String> others = Map.of(
                "PARLEY_JAVA_HOME",
                "/x",
                "PARLEY_JAVA_OPTS",
                "-Xmx1g",
                "PARLEY_CMD",
                "x",
                "PARLEY_SASL",
                "PLAIN",
                "PATH",
                ":");

        assertThat(readWith(others)).isEqualTo(ConfigReader.defaults().settings());
    }

    @Test
    void letsSetOverrideVariablesAndFile() throws Exception {
        Path file = Files.writeString(folder.resolve("parley.yaml"), "relay: {eventLoops: 1}\nlog: {level: warn}\n");
        ConfigReader reader =
                new ConfigReader(file, Map.of("PARLEY_RELAY_EVENTLOOPS", "2"), List.of("relay.eventLoops=3"));

        Settings settings = reader.read().settings();

        assertThat(settings.relay().eventLoops()).isEqualTo(3);
        assertThat(settings.log().level()).isEqualTo(LogSettings.Level.WARN);
    }

    @Test
    void setsOneItemOfAList() throws Exception {
        Path file = Files.writeString(folder.resolve("parley.yaml"), "listeners: {irc: [{port: 1}, {port: 2}]}");
        ConfigReader reader = new ConfigReader(file, Map.of(), List.of("listeners.irc.1.port=3"));

        assertThat(reader.read().settings().listeners().irc())
                .extracting(ListenerSettings::port)
                .containsExactly(1, 3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "accounts.guests|write --set key=value",
                "=true|write --set key=value",
                "accounts.guest=true|did you mean 'guests'?",
                "accounts..guests=true|there is no such key",
                "accounts.guests=[|no valid YAML",
                "accounts.guests=|has to be true or false",
                "log.level.deep=1|has to be one of",
                "rooms=5|has to be keys with values",
            })
    void namesWhatIsWrongWithSet(String assignment, String expected) {
        assertThat(problemsWith(Map.of(), assignment))
                .singleElement()
                .asString()
                .startsWith("--set")
                .contains(expected);
    }

    @Test
    void tellsWhichKeysChanged() throws ConfigException {
        Configuration before = READER.parse("operators: [{name: a, password: b}]", "x");
        Configuration after =
                READER.parse("operators: [{name: a, password: c}]\nlog: {level: debug}\nserver: {motd: hello}", "x");

        assertThat(after.changedSince(before)).containsExactly("log.level", "operators", "server.motd");
        assertThat(after.changedSince(after)).isEmpty();
    }
}
