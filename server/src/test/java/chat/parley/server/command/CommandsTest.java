package chat.parley.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.auth.model.Verifier;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private int run(String... arguments) throws InterruptedException {
        return Commands.run(new PrintWriter(out), new PrintWriter(err), Map.of(), arguments);
    }

    @Test
    void helps() throws Exception {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("up").contains("Start the whole server");
    }

    @Test
    void helpsWithACommand() throws Exception {
        assertThat(run("up", "--help")).isZero();
        assertThat(out.toString()).contains("--config").contains("--set").contains("Exit codes");
    }

    @Test
    void tellsItsVersion() throws Exception {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("parley ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth", "room", "relay"})
    void helpsWithTheProcessesOfACluster(String role) throws Exception {
        assertThat(run(role, "--help")).isZero();
        assertThat(out.toString())
                .contains("parley " + role)
                .contains("one process of a cluster")
                .contains("--check");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth", "room", "relay"})
    void startsNoProcessOfAClusterWhereNoneIsConfigured(String role) throws Exception {
        assertThat(run(role, "--set", "server.dataDir=" + folder)).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("parley: cluster.enabled: 'parley " + role
                        + "' is one process of several; write true here, or start 'parley up'\n");
    }

    /** bash itself says what it would offer. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "parley ad|admin",
                "parley ch|chat",
                "parley admin acc|accounts",
                "parley admin accounts res|reset",
                "parley admin accounts list --js|--json",
                "parley up --con|--config",
                "parley dance|",
            })
    void hasAShellCompleteWhatIsTyped(String typed, String completed) throws Exception {
        assertThat(run("admin", "completion")).isZero();
        Path script = Files.writeString(folder.resolve("completion"), out.toString());
        String last = typed.substring(typed.lastIndexOf(' ') + 1);
        Process bash = new ProcessBuilder(
                        "bash",
                        "--norc",
                        "-c",
                        ". \"$0\"; COMP_LINE=$1; COMP_WORDS=($1); COMP_CWORD=$((${#COMP_WORDS[@]} - 1));"
                                + " _complete_parley parley \"$2\" x; echo \"${COMPREPLY[*]}\"",
                        script.toString(),
                        typed,
                        last)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();

        String offered = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(offered.strip()).isEqualTo(completed == null ? "" : completed);
    }

    @Test
    void completesAllThatTheLauncherKnows() throws Exception {
        String launcher = Files.readString(Path.of("..", "parley"));
        assertThat(CompletionCommand.LAUNCHERS_OWN)
                .allSatisfy(word -> assertThat(launcher).containsPattern("(?m)^  " + word + " "));
    }

    @Test
    void refusesAnUnknownCommand() throws Exception {
        assertThat(run("dance")).isEqualTo(2);
        assertThat(err.toString()).startsWith("parley: ").contains("dance");
    }

    @Test
    void refusesAnUnknownOption() throws Exception {
        assertThat(run("up", "--conf", "x")).isEqualTo(2);
        assertThat(err.toString()).startsWith("parley: ").contains("--conf").contains("--help");
    }

    @Test
    void startsTheServerWhenNoCommandIsNamed() throws Exception {
        assertThat(run("--config", folder.resolve("none.yaml").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("there is no such file");
    }

    @Test
    void hashesAPassword() throws Exception {
        HashPassword command = new HashPassword(
                new Terminal(new PrintWriter(out), new PrintWriter(err), Map.of()),
                new ByteArrayInputStream("pässword\n".getBytes(StandardCharsets.UTF_8)));

        assertThat(new CommandLine(command).execute("--iterations", "4096")).isZero();

        Verifier verifier = Verifier.parse(out.toString().strip());
        assertThat(verifier).isNotNull().matches(one -> one.matches("pässword"));
    }

    @Test
    void refusesToHashNothing() throws Exception {
        HashPassword command = new HashPassword(
                new Terminal(new PrintWriter(out), new PrintWriter(err), Map.of()),
                new ByteArrayInputStream(new byte[0]));

        assertThat(new CommandLine(command).execute()).isEqualTo(2);
        assertThat(err.toString()).contains("a password has 1 to 300 characters");
    }

    @Test
    void understandsTheSameWithAndWithoutTheLibrary() throws Exception {
        assertThat(run("up", "--config=" + folder.resolve("none.yaml"))).isEqualTo(2);
        assertThat(run("up", "--config", folder.resolve("none.yaml").toString()))
                .isEqualTo(2);

        assertThat(err.toString().lines().distinct()).singleElement().asString().contains("there is no such file");
    }

    @Test
    void refusesAnOptionWithoutItsValue() throws Exception {
        assertThat(run("up", "--set")).isEqualTo(2);
        assertThat(err.toString()).contains("--set");
    }

    @Test
    void tellsEachConfigurationErrorInALine() throws Exception {
        Path file = Files.writeString(folder.resolve("parley.yaml"), "limits: {linesBurst: 0}\nlog: {level: loud}\n");

        assertThat(run("up", "--config", file.toString())).isEqualTo(2);

        assertThat(err.toString().lines())
                .containsExactly(
                        "parley: " + file
                                + ":1: limits.linesBurst: '0' has to be a whole number from 1 to 100000 (lines)",
                        "parley: " + file + ":2: log.level: 'loud' has to be one of error, warn, info, debug, trace");
    }

    @Test
    void checksAConfigurationWithoutStarting() throws Exception {
        Path file = Files.writeString(folder.resolve("parley.yaml"), "accounts: {guests: true}");

        assertThat(run("up", "--check", "--config", file.toString())).isZero();

        assertThat(out.toString()).contains("The configuration is good");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void saysInALineWhyItDidNotStart() throws Exception {
        Path notAFolder = Files.createFile(folder.resolve("data"));

        assertThat(run("up", "--set", "server.dataDir=" + notAFolder)).isEqualTo(1);

        assertThat(err.toString().lines()).singleElement().asString().contains("is a file, not a folder");
    }

    @Test
    void makesAClusterSecretForItsOwnerAloneAndShowsNothingOfIt() throws Exception {
        Path secret = folder.resolve("secret.pem");

        assertThat(run("admin", "cluster-secret", secret.toString())).isZero();

        assertThat(Files.readString(secret)).contains("BEGIN CERTIFICATE").contains("BEGIN PRIVATE KEY");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                .isEqualTo("rw-------");
        assertThat(out.toString()).contains(secret.toString()).doesNotContain("BEGIN");
    }

    @Test
    void overwritesNoClusterSecret() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.pem"), "precious");

        assertThat(run("admin", "cluster-secret", secret.toString())).isEqualTo(1);

        assertThat(secret).hasContent("precious");
        assertThat(err.toString()).startsWith("parley: ").contains("exists already");
    }
}
