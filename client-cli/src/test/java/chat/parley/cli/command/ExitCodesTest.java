package chat.parley.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.cli.command.ClientProcess.Result;
import chat.parley.cli.connection.FakeServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers of the client rely on: exit codes, what goes to which stream, where a password may come from. */
class ExitCodesTest {

    private static final Map<String, String> PASSWORD = Map.of("PARLEY_PASSWORD", "secret");
    private static final String CONFIRMS_HELLO = FakeServer.LETS_ANA_IN + """
            C: @label=<l>;parley.chat/nonce=<n> PRIVMSG bob :hello there
            S: @label=<l>;msgid=m1;time=2026-11-22T09:00:00.000Z :ana!u@h PRIVMSG bob :hello there
            C: QUIT
            """;

    @TempDir
    Path folder = Path.of("");

    private Result run(Map<String, String> environment, String input, String... arguments) throws Exception {
        return new ClientProcess(folder).run(environment, input, arguments);
    }

    @Test
    void isZeroWhenTheMessageIsStored() throws Exception {
        try (FakeServer server = FakeServer.tls("first", CONFIRMS_HELLO)) {
            Result result = run(PASSWORD, "", "send", "-u", "ana", "-p", "" + server.port(), "@bob", "hello", "there");

            assertThat(server.complaints()).isEmpty();
            assertThat(result.code()).as(result.err()).isZero();
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).contains("It is trusted from now on: SHA256:");
        }
    }

    @Test
    void isOneWhenTheMessageIsNotDelivered() throws Exception {
        String script = FakeServer.LETS_ANA_IN + """
                C: @label=<l>;* PRIVMSG nobody hi
                S: @label=<l> :s 401 ana nobody :No such nick
                C: QUIT
                """;
        try (FakeServer server = FakeServer.tls("first", script)) {
            Result result = run(PASSWORD, "", "send", "-u", "ana", "-p", "" + server.port(), "@nobody", "hi");

            assertThat(result.code()).isEqualTo(1);
            assertThat(result.err()).contains("not delivered to @nobody: Nobody is called nobody.");
        }
    }

    @Test
    void isOneWhenNoReceiptComes() throws Exception {
        try (FakeServer server = FakeServer.tls("first", FakeServer.LETS_ANA_IN)) {
            Result result =
                    run(PASSWORD, "", "send", "--timeout", "1", "-u", "ana", "-p", "" + server.port(), "@bob", "hi");

            assertThat(result.code()).isEqualTo(1);
            assertThat(result.err()).contains("did not confirm");
        }
    }

    @Test
    void isTwoWhenTheCommandLineIsWrong() throws Exception {
        assertThat(run(Map.of(), "", "send").code()).isEqualTo(2);
        assertThat(run(Map.of(), "", "chat", "--nonsense").code()).isEqualTo(2);
        assertThat(run(Map.of(), "").code()).isEqualTo(2);
    }

    @Test
    void isTwoWithOneLineWhenASettingIsWrong() throws Exception {
        Files.createDirectories(folder.resolve("parley"));
        Files.writeString(folder.resolve("parley").resolve("chat.yaml"), "ansi: rainbow\n");

        Result result = run(PASSWORD, "", "send", "-u", "ana", "@bob", "hi");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).contains("chat.yaml: ansi is 'rainbow', must be yes, no or auto");
    }

    @Test
    void isTwoWhenThereIsNoPassword() throws Exception {
        Result result = run(Map.of(), "", "send", "-u", "ana", "@bob", "hi");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("a password is needed");
    }

    @Test
    void isThreeWhenNobodyListens() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Result result = run(PASSWORD, "", "tail", "-u", "ana", "-p", "" + port);

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).isEqualTo("parley: Nothing listens at localhost:" + port + ".\n");
    }

    @Test
    void isFourWhenThePasswordIsWrong() throws Exception {
        String script = """
                C: CAP LS 302
                S: :s CAP * LS :sasl=PLAIN
                C: CAP REQ sasl
                S: :s CAP * ACK :sasl
                C: AUTHENTICATE PLAIN
                S: :s 904 * :Invalid username or password
                """;
        try (FakeServer server = FakeServer.tls("first", script)) {
            Result result = run(PASSWORD, "", "send", "-u", "ana", "-p", "" + server.port(), "@bob", "hi");

            assertThat(result.code()).isEqualTo(4);
            assertThat(result.err()).contains("Wrong username or password.");
        }
    }

    @Test
    void tellsTheServersReasonAsTextThatATerminalDoesNotActUpon() throws Exception {
        String script = """
                C: CAP LS 302
                S: :s 465 * :\u001b]0;gone\u0007 away
                """;
        try (FakeServer server = FakeServer.tls("first", script, script)) {
            Result send = run(PASSWORD, "", "send", "-u", "ana", "-p", "" + server.port(), "@bob", "hi");
            Result chat = run(PASSWORD, "", "chat", "-u", "ana", "-p", "" + server.port());

            assertThat(send.err()).contains("You are banned from this server: \u241b]0;gone\u2407 away");
            assertThat(chat.err()).contains("You are banned from this server: \u241b]0;gone\u2407 away");
        }
    }

    @Test
    void isFiveWhenTheCertificateHasChanged() throws Exception {
        try (FakeServer server = FakeServer.tls("first", CONFIRMS_HELLO, CONFIRMS_HELLO)) {
            String port = "" + server.port();
            run(PASSWORD, "", "send", "-u", "ana", "-p", port, "@bob", "hello", "there");
            int heard = server.heard().size();
            server.become("second");

            Result result = run(PASSWORD, "", "send", "-u", "ana", "-p", port, "@bob", "hello", "there");

            assertThat(result.code()).isEqualTo(5);
            assertThat(result.err()).contains("THE CERTIFICATE OF localhost:" + port + " HAS CHANGED");
            assertThat(server.heard()).hasSize(heard);
        }
    }

    @Test
    void takesThePasswordFromAFileAndMessagesFromAPipe() throws Exception {
        Path file = folder.resolve("password");
        Files.writeString(file, "secret\n");
        String script = FakeServer.LETS_ANA_IN + """
                C: @label=<a>;* PRIVMSG bob one
                S: @label=<a> :ana!u@h PRIVMSG bob one
                C: @label=<b>;* PRIVMSG bob two
                S: @label=<b> :ana!u@h PRIVMSG bob two
                C: QUIT
                """;
        try (FakeServer server = FakeServer.tls("first", script)) {
            Result result = run(
                    Map.of(),
                    "one\n\ntwo\n",
                    "send",
                    "-u",
                    "ana",
                    "--password-file",
                    file.toString(),
                    "-p",
                    "" + server.port(),
                    "@bob",
                    "-");

            assertThat(server.complaints()).isEmpty();
            assertThat(result.code()).as(result.err()).isZero();
        }
    }

    @Test
    void resendsAfterALostConnectionUnderTheSameNonce() throws Exception {
        String loses = FakeServer.LETS_ANA_IN + "C: @label=*;parley.chat/nonce=* PRIVMSG bob hi\nX\n";
        String takes = FakeServer.LETS_ANA_IN + """
                C: @label=<l>;parley.chat/nonce=<n> PRIVMSG bob hi
                S: @label=<l>;msgid=m1 :ana!u@h PRIVMSG bob hi
                C: QUIT
                """;
        try (FakeServer server = FakeServer.tls("first", loses, takes)) {
            Result result = run(PASSWORD, "", "send", "-u", "ana", "-p", "" + server.port(), "@bob", "hi");

            assertThat(server.complaints()).isEmpty();
            assertThat(result.code()).as(result.err()).isZero();
            assertThat(server.heard().stream()
                            .filter(line -> line.endsWith("PRIVMSG bob hi"))
                            .distinct())
                    .hasSize(1);
        }
    }

    @Test
    void tailWritesOneLineAMessageWithoutColours() throws Exception {
        String script = FakeServer.LETS_ANA_IN + """
                C: JOIN #lobby
                S: :ana!u@h JOIN #lobby
                S: @time=2026-11-22T09:00:00.000Z :bob!u@h PRIVMSG #lobby :\u001b[31mhello\u0007
                S: :bob!u@h PRIVMSG #elsewhere :not here
                S: ERROR :Closing
                X
                """;
        String refuses = """
                C: CAP LS 302
                S: :s CAP * LS :sasl=PLAIN
                C: CAP REQ sasl
                S: :s CAP * ACK :sasl
                C: AUTHENTICATE PLAIN
                S: :s 904 * :Invalid username or password
                """;
        try (FakeServer server = FakeServer.tls("first", script, refuses)) {
            Result result = run(
                    Map.of("PARLEY_PASSWORD", "secret", "TZ", "UTC"),
                    "",
                    "tail",
                    "-u",
                    "ana",
                    "-p",
                    "" + server.port());

            assertThat(result.out()).isEqualTo("2026-11-22 09:00:00 #lobby bob: \u241b[31mhello\u2407\n");
            assertThat(result.code()).isEqualTo(4);
        }
    }

    @Test
    void chatTakesItsAnswersFromAPipe() throws Exception {
        String script = """
                C: CAP LS 302
                S: :s CAP * LS :sasl=PLAIN echo-message labeled-response batch standard-replies draft/account-registration=before-connect
                C: CAP REQ *
                S: :s CAP * ACK :sasl echo-message labeled-response batch standard-replies draft/account-registration
                C: NICK ana
                C: USER *
                C: @parley.chat/first-name=Ana;parley.chat/last-name=Smith REGISTER ana * secret
                S: REGISTER SUCCESS ana :ok
                C: CAP END
                S: :s 001 ana :Welcome
                S: :s 422 ana :No MOTD
                S: :ana!u@h JOIN #lobby
                C: PING parley-ready
                S: :s PONG s parley-ready
                C: @label=<l> PRIVMSG #lobby :hello all
                S: @label=<l> :ana!u@h PRIVMSG #lobby :hello all
                C: QUIT
                """;
        try (FakeServer server = FakeServer.tls("first", script)) {
            Result result = run(
                    Map.of(), "2\nana\nAna\nSmith\nsecret\nsecret\nhello all\n#Q\n", "chat", "-p", "" + server.port());

            assertThat(server.complaints()).isEmpty();
            assertThat(result.code()).as(result.err()).isZero();
            assertThat(result.out()).contains("#lobby ana: hello all").doesNotContain("secret", "\u001b");
            assertThat(result.err())
                    .contains("Sign in   1", "Sign on   2", "Quit      Q")
                    .doesNotContain("secret");
        }
    }

    @Test
    void everyCommandHasHelpThatTellsTheExitCodes() throws Exception {
        for (String command : new String[] {"chat", "send", "tail"}) {
            Result result = run(Map.of(), "", command, "--help");

            assertThat(result.code()).isZero();
            assertThat(result.out()).contains("Usage: parley " + command, "the server's certificate has changed");
        }
    }
}
