package chat.parley.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.testkit.process.ServerProcess;
import chat.parley.testkit.wire.WireClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The server's log of what people did. */
class LogFileTest {
    private static final String TIME = "\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}";

    @Test
    void eachStartMakesAFileThatSaysWhatPeopleDid() throws IOException {
        try (ServerProcess server = ServerProcess.setup().server().start()) {
            WireClient ada = server.client("ada").createAccount("correct-horse-1");
            WireClient bob = server.client("bob").createAccount("correct-horse-2");
            ada.say("#lobby", "hello everyone");
            ada.say("bob", "for you alone");
            ada.join("#tea").say("#tea", "in another room");
            ada.send("PART #tea");
            ada.sync();
            bob.sync();
            ada.quit();
            bob.close();
            try (WireClient intruder = server.client("ada").begin()) {
                intruder.authenticatePlain("wrong-password");
            }
            server.terminate();

            assertThat(texts(server.log()))
                    .containsSubsequence("Created new user ada", "New connection. Username: ada", "ada: hello everyone")
                    .containsSubsequence("ada: hello everyone", "ada wrote to bob", "#tea ada: in another room")
                    .containsSubsequence("ada has joined #tea", "ada has left #tea", "ada has left the chatroom.")
                    .contains("bob has left the chatroom.")
                    .anyMatch(text -> text.startsWith("Sign-in failed.") && text.contains("127.0.0.1"))
                    .noneMatch(text -> text.contains("for you alone"));
        }
    }

    @Test
    void itsNameAndItsLinesKeepTheOldSystemsForm() throws IOException {
        try (ServerProcess server = ServerProcess.setup().server().start()) {
            server.newcomer("ada").close();
            server.terminate();
            server.start();
            server.terminate();

            List<Path> files = files(server);
            assertThat(files).hasSize(2).allSatisfy(file -> {
                assertThat(file.getFileName().toString()).matches("chatroom\\d{4}_\\d\\d_\\d\\d_\\d{6}(_\\d+)?\\.log");
                List<String> lines = Files.readAllLines(file);
                assertThat(lines.getFirst()).matches("\\*\\*\\*\\* Chatroom server started on " + TIME);
                assertThat(lines.subList(1, lines.size())).allMatch(line -> line.matches(TIME + " .+"));
            });
        }
    }

    @Test
    void textsThatTryToForgeLinesStayOnTheirOwn() throws IOException {
        try (ServerProcess server = ServerProcess.setup().server().start()) {
            try (WireClient ada = server.newcomer("ada")) {
                ada.say("#lobby", "\u0007bell \u001b[31mred \u2028 bob: never said that");
            }
            server.terminate();
            assertThat(texts(server.log())).contains("ada: \\u0007bell \\u001b[31mred \\u2028 bob: never said that");
        }
    }

    @Test
    void aKilledServerLeavesWholeLinesAndNoGap() throws IOException {
        try (ServerProcess server = ServerProcess.setup().server().start()) {
            List<String> said = new ArrayList<>();
            try (WireClient ada = server.newcomer("ada")) {
                for (int i = 0; i < 300; i++) {
                    said.add("ada: message " + i);
                    ada.say("#lobby", "message " + i);
                }
                await().until(() -> texts(server.log()).contains("ada: message 200"));
                for (int i = 300; i < 400; i++) {
                    said.add("ada: message " + i);
                    ada.say("#lobby", "message " + i);
                }
                server.kill();
            }
            String file = Files.readString(files(server).getFirst());
            assertThat(file).endsWith("\n");
            List<String> logged = texts(server.log()).stream()
                    .filter(text -> text.startsWith("ada: "))
                    .toList();
            assertThat(logged).hasSizeGreaterThan(200).isEqualTo(said.subList(0, logged.size()));
        }
    }

    @Test
    void jsonIsAnOptionAndSoIsSilenceAboutTexts() throws IOException {
        try (ServerProcess server = ServerProcess.setup()
                .set("audit.format", "json")
                .set("audit.bodies", "none")
                .server()
                .start()) {
            try (WireClient ada = server.newcomer("ada")) {
                ada.say("#lobby", "a secret of mine");
            }
            server.terminate();
            assertThat(server.log())
                    .allMatch(line -> line.startsWith("{\"time\":") && line.endsWith("}"))
                    .anyMatch(line -> line.contains("\"event\":\"room-message\""))
                    .noneMatch(line -> line.contains("a secret of mine"));
        }
    }

    private static List<String> texts(List<String> lines) {
        return lines.stream()
                .map(line -> line.replaceFirst("^" + TIME + " ", ""))
                .toList();
    }

    private static List<Path> files(ServerProcess server) throws IOException {
        try (Stream<Path> files = Files.list(server.folder().resolve("logs"))) {
            return files.sorted().toList();
        }
    }
}
