package chat.parley.auth.audit;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.audit.AuditRequest.SearchLog;
import chat.parley.contracts.audit.LogLines;
import chat.parley.contracts.audit.LogLines.LogLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSearchTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    @TempDir
    Path folder;

    private void file(String name, String... lines) throws IOException {
        Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    }

    private LogLines find(String from, String to, String name, String text, int limit) throws IOException {
        return new LogSearch(folder, ZONE)
                .find(new SearchLog(
                        from.isEmpty() ? 0 : Instant.parse(from).toEpochMilli(),
                        to.isEmpty() ? Long.MAX_VALUE : Instant.parse(to).toEpochMilli(),
                        name,
                        text,
                        limit));
    }

    private List<String> texts(String from, String to, String name, String text, int limit) throws IOException {
        return find(from, to, name, text, limit).lines().stream()
                .map(LogLine::text)
                .toList();
    }

    private void twoStarts() throws IOException {
        file(
                "chatroom2026_11_22_100000.log",
                "**** Chatroom server started on 2026/11/22 10:00:00.000001",
                "2026/11/22 10:00:01.000000 ana has joined #lobby",
                "2026/11/22 10:00:02.000000 ana: Hello, Bob!");
        file(
                "chatroom2026_11_22_120000.log",
                "**** Chatroom server started on 2026/11/22 12:00:00.000000",
                "2026/11/22 12:00:01.000000 bob: hello anabel",
                "2026/11/22 12:00:02.000000 **** bob: kicked ana from #den: enough");
        file("notes.log", "2026/11/22 12:00:01.000000 not a line of ours, ana");
    }

    @Test
    void readsAllFilesOldestLineFirst() throws IOException {
        twoStarts();
        LogLines all = find("", "", "", "", 100);
        assertThat(all.lines()).hasSize(6);
        assertThat(all.complete()).isTrue();
        assertThat(all.lines().get(1))
                .isEqualTo(new LogLine(Instant.parse("2026-11-22T09:00:01Z").toEpochMilli(), "ana has joined #lobby"));
    }

    @Test
    void keepsTheLatest() throws IOException {
        twoStarts();
        assertThat(texts("", "", "", "", 4))
                .containsExactly(
                        "ana: Hello, Bob!",
                        "**** Chatroom server started on 2026/11/22 12:00:00.000000",
                        "bob: hello anabel",
                        "**** bob: kicked ana from #den: enough");
    }

    @Test
    void findsByTimeTextAndWholeName() throws IOException {
        twoStarts();
        assertThat(texts("2026-11-22T09:00:02Z", "2026-11-22T11:00:01Z", "", "", 100))
                .containsExactly("ana: Hello, Bob!", "**** Chatroom server started on 2026/11/22 12:00:00.000000");
        assertThat(texts("", "", "", "HELLO", 100)).containsExactly("ana: Hello, Bob!", "bob: hello anabel");
        assertThat(texts("", "", "Ana", "", 100))
                .containsExactly("ana has joined #lobby", "ana: Hello, Bob!", "**** bob: kicked ana from #den: enough");
        assertThat(texts("", "", "ana", "kicked", 100)).hasSize(1);
    }

    @Test
    void readsLinesOfJson() throws IOException {
        String line = "{\"time\":\"2026-11-22T10:32:03.169593+01:00\",\"event\":\"joined\",\"username\":\"ana\"}";
        file("chatroom2026_11_22_100000.log", line, "{\"time\":\"nonsense\"}", "{\"time\":\"");
        assertThat(find("", "", "ana", "", 9).lines())
                .containsExactly(
                        new LogLine(Instant.parse("2026-11-22T09:32:03.169Z").toEpochMilli(), line));
    }

    @Test
    void passesOverWhatIsNoLine() throws IOException {
        file("chatroom2026_11_22_100000.log", "", "rubbish", "2026/13/45 10:00:00.000000 x", "\u0000".repeat(100_000));
        Files.write(folder.resolve("chatroom2026_11_22_100001.log"), new byte[] {(byte) 0xFF, (byte) 0xFE, '\n'});
        assertThat(find("", "", "", "", 9).lines()).isEmpty();
    }

    @Test
    void readsSoMuchAndSaysThatThereIsMore() throws IOException {
        twoStarts();
        LogLines found = new LogSearch(folder, ZONE, 110).find(new SearchLog(0, Long.MAX_VALUE, "", "", 100));
        assertThat(found.complete()).isFalse();
        assertThat(found.lines())
                .extracting(LogLine::text)
                .first()
                .isEqualTo("**** Chatroom server started on 2026/11/22 12:00:00.000000");
    }
}
