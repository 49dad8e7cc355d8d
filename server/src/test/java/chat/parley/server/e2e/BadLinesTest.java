package chat.parley.server.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.protocol.line.Line;
import chat.parley.testkit.ledger.Bystanders;
import chat.parley.testkit.process.ServerProcess;
import chat.parley.testkit.wire.WireClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that nobody should send. Each is answered with a clear error, and nobody else notices. */
class BadLinesTest {
    private static final int MEGABYTE = 1024 * 1024;

    @RegisterExtension
    static final ServerProcess server = ServerProcess.setup().guests().server();

    private static @Nullable Bystanders bystanders;

    @BeforeAll
    static void chat() {
        bystanders = new Bystanders(server.newcomer("anna"), server.newcomer("ben"), 5_000);
    }

    @AfterAll
    static void nobodyNoticed() {
        requireNonNull(bystanders).close();
    }

    private static WireClient guest(String name) {
        WireClient guest = server.client(name).guest();
        guest.sync();
        return guest;
    }

    private static byte[] latin1(String line) {
        return line.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void bytesThatAreNoUtf8AreRefusedAndNotPassedOn() {
        try (WireClient writer = guest("w1").join("#bytes");
                WireClient reader = guest("r1").join("#bytes")) {
            writer.sendBytes(latin1("PRIVMSG #bytes :caf\u00e9\r\n"));
            writer.expect("FAIL", "PRIVMSG", "INVALID_UTF8");
            writer.say("#bytes", "café");
            assertThat(reader.syncMessages()).extracting("text").containsExactly("café");
        }
    }

    @Test
    void aNulAndALoneCarriageReturnAreRefused() {
        try (WireClient client = guest("w2")) {
            client.sendBytes(latin1("PRIVMSG w2 :a\0b\r\n"));
            client.expect("FAIL", "*", "INVALID_LINE");
            client.sendBytes(latin1("PRIVMSG w2 :a\rQUIT\r\n"));
            client.expect("FAIL", "*", "INVALID_LINE");
            assertThat(client.sync()).isEmpty();
        }
    }

    @Test
    void emptyLinesAreNothing() {
        try (WireClient client = guest("w3")) {
            client.sendBytes(latin1("\r\n\n\r\n   \r\n\n"));
            assertThat(client.sync()).isEmpty();
        }
    }

    @Test
    void aLineTooLongIsRefusedAndNotCut() {
        try (WireClient client = guest("w4").join("#long")) {
            client.send("PRIVMSG #long :" + "x".repeat(600));
            client.expect("417");
            client.say("#long", "short");
            assertThat(client.history("#long")).extracting("text").containsExactly("short");
        }
    }

    @Test
    void thousandsOfTagsAreRefused() {
        String tags = IntStream.range(0, 900).mapToObj(i -> "+t" + i).collect(Collectors.joining(";"));
        try (WireClient client = guest("w5")) {
            client.send("@" + tags + " PRIVMSG w5 :hi");
            assertThat(client.next()).satisfies(BadLinesTest::isARefusal);
            client.send("@" + "+t;".repeat(4000) + " PRIVMSG w5 :hi");
            client.expect("417");
            assertThat(client.sync()).isEmpty();
        }
    }

    @Test
    void thousandsOfParametersAreRefused() {
        try (WireClient client = guest("w6")) {
            client.send("JOIN" + " #a".repeat(100));
            client.expect("FAIL", "*", "INVALID_LINE");
            client.send("JOIN" + " #a".repeat(5_000));
            client.expect("417");
            assertThat(client.sync()).isEmpty();
        }
    }

    @Test
    void linesOfAMegabyteTakeNoMemoryAndEndTheirConnections() {
        byte[] piece = latin1("x".repeat(MEGABYTE));
        long before = server.residentBytes();
        for (int i = 0; i < 20; i++) {
            try (WireClient client = guest("w7n" + i)) {
                client.sendBytes(latin1("PRIVMSG w7 :")).sendBytes(piece);
                client.expect("417");
                assertThat(client.expectClosed()).extracting(Line::command).containsExactly("ERROR");
            }
        }
        assertThat(server.residentBytes() - before).isLessThan(50L * MEGABYTE);
    }

    @Test
    void aLineWithoutEndHoldsNobodyUp() {
        try (WireClient endless = guest("w8");
                WireClient other = guest("w9")) {
            endless.sendBytes(latin1("PRIVMSG w9 :never en"));
            other.say("w8", "are you there?");
            endless.sendBytes(latin1("ding\r\n"));
            endless.sync();
            assertThat(other.syncMessages()).extracting("text").containsExactly("never ending");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JOIN #a",
                "PRIVMSG a :b",
                "NOTICE a :b",
                "NAMES #a",
                "WHO #a",
                "WHOIS a",
                "LIST",
                "TOPIC #a :b",
                "MODE #a +i",
                "PART #a",
                "AWAY :b",
                "CHATHISTORY LATEST #a * 10",
                "ISON a",
                "SETNAME :b",
                "LUSERS",
                "TAGMSG a",
                "KICK #a b"
            })
    void aCommandBeforeItsStateIsRefused(String line) {
        try (WireClient client = server.client("early")) {
            client.send(line);
            client.expect("451");
        }
    }

    @Test
    void aCommandAfterItsStateIsRefused() {
        try (WireClient client = guest("w10")) {
            client.send("USER again 0 * :again");
            client.expect("462");
            client.send("PASS again");
            client.expect("462");
        }
    }

    @Test
    void anUnknownCommandIsNamed() {
        try (WireClient client = guest("w11")) {
            client.send("FLY to the moon");
            client.expect("421", "w11", "FLY");
            client.send("Ünknown x");
            client.expect("421", "w11", "Ünknown");
        }
    }

    static List<String> badNicks() {
        return List.of(
                "with:colon",
                "with,comma",
                "with!mark",
                "with@at",
                "#room",
                "1digit",
                "-hyphen",
                "ctrl\u0001x",
                "\u0430dmin",
                "zero\u200bwidth",
                "right\u202eleft",
                "x".repeat(33),
                "x".repeat(400),
                "*",
                "a.b",
                "é");
    }

    @ParameterizedTest
    @MethodSource("badNicks")
    void aBadNickIsRefused(String nick) {
        try (WireClient client = guest("w12")) {
            client.send("NICK " + nick);
            client.expect("432");
            assertThat(client.say("w12", "still me").from()).isEqualTo("w12");
        }
    }

    @ParameterizedTest
    @MethodSource("badAccountNames")
    void aBadAccountNameIsRefused(String name) {
        try (WireClient client = server.client("w13").begin()) {
            client.send("REGISTER " + name + " * :some-password");
            Line fail = client.expect("FAIL", "REGISTER");
            assertThat(fail.paramOr(1, "")).isIn("BAD_ACCOUNT_NAME", "NEED_NICK");
        }
    }

    /** An asterisk stands for one's own nick. */
    static List<String> badAccountNames() {
        return badNicks().stream().filter(name -> !name.equals("*")).toList();
    }

    @Test
    void aNameOfTenThousandCharactersIsRefused() {
        try (WireClient client = guest("w14")) {
            for (String line : List.of("NICK ", "JOIN #", "PRIVMSG ", "WHOIS ", "MODE #", "AUTHENTICATE ")) {
                client.send(line + "x".repeat(10_000));
                client.expect("417");
            }
            assertThat(client.sync()).isEmpty();
        }
    }

    @Test
    void namesThatDifferOnlyInCapitalsAreOne() {
        try (WireClient one = guest("Casey").join("#Mixed");
                WireClient other = server.client("casey").begin()) {
            other.send("CAP END");
            other.expect("433", "*", "casey");
            one.send("JOIN #mIXED");
            assertThat(one.sync()).isEmpty();
            one.say("#MIXED", "same room");
            assertThat(one.history("#mixed")).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#",
                "nohash",
                "#with:colon",
                "#bell\u0007",
                "#zero\u200bwidth",
                "#right\u202eleft",
                "#*",
                "#?",
                "#tab\there"
            })
    void aBadRoomNameIsRefused(String room) {
        try (WireClient client = guest("w15")) {
            client.send("JOIN " + room);
            assertThat(client.next())
                    .satisfies(line -> assertThat(line.command()).isIn("403", "476"));
            assertThat(client.sync()).isEmpty();
        }
    }

    @Test
    void anEmptyPasswordMakesNoAccount() {
        try (WireClient client = server.client("w16").begin()) {
            client.send("REGISTER w16 * :");
            client.expect("FAIL", "REGISTER", "WEAK_PASSWORD");
            assertThat(client.authenticatePlain("").command()).isEqualTo("904");
        }
    }

    @Test
    void aPasswordThatIsTooLongIsRefused() {
        try (WireClient client = server.client("w17").begin()) {
            client.send("REGISTER w17 * :" + "p".repeat(16_000));
            client.expect("417");
            client.send("REGISTER w17 * :" + "p".repeat(400));
            client.expect("FAIL", "REGISTER", "WEAK_PASSWORD");
            client.send("AUTHENTICATE PLAIN");
            client.expect("AUTHENTICATE", "+");
            for (int i = 0; i < MEGABYTE / 400; i++) {
                client.send("AUTHENTICATE " + "QUFB".repeat(100));
            }
            client.expect("904");
            assertThat(client.sync())
                    .allSatisfy(line -> assertThat(line.command()).isIn("904", "908"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"!!!!", "QUFB=QUFB", "QUF", "====", "AAAA AAAA"})
    void base64ThatIsNoneFails(String text) {
        try (WireClient client = server.client("w18").begin()) {
            client.send("AUTHENTICATE PLAIN");
            client.expect("AUTHENTICATE", "+");
            client.send("AUTHENTICATE " + text);
            client.expect("904");
            assertThat(client.authenticatePlain("no-such-password").command()).isEqualTo("904");
        }
    }

    @Test
    void saslAbortedMidwayCanBeBegunAgain() {
        server.newcomer("abby").close();
        try (WireClient client = server.client("abby").begin()) {
            client.send("AUTHENTICATE SCRAM-SHA-256");
            client.expect("AUTHENTICATE", "+");
            client.send("AUTHENTICATE *");
            client.expect("906");
            client.send("AUTHENTICATE PLAIN");
            client.expect("AUTHENTICATE", "+");
            client.send("AUTHENTICATE " + "QUFB".repeat(100));
            client.send("AUTHENTICATE *");
            client.expect("906");
            assertThat(client.authenticateScram(server.passwordOf("abby")).command())
                    .isEqualTo("903");
            client.enter();
        }
    }

    @Test
    void saslLeftInTheMiddleIsForgotten() {
        server.newcomer("bess").close();
        for (int i = 0; i < 100; i++) {
            try (WireClient client = server.client("bess").begin()) {
                client.send("AUTHENTICATE SCRAM-SHA-256");
                client.expect("AUTHENTICATE", "+");
            }
        }
        server.device("bess").close();
    }

    private static void isARefusal(Line line) {
        assertThat(line.command()).isIn("417", "FAIL");
    }
}
