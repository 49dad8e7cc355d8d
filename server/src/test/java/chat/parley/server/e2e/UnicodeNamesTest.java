package chat.parley.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.protocol.line.Line;
import chat.parley.testkit.process.ClusterProcess;
import chat.parley.testkit.process.ServerProcess;
import chat.parley.testkit.wire.WireClient;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People are called what they are called, in any alphabet, and nobody is mistaken for another. */
class UnicodeNamesTest {
    private static final String CYRILLIC_COCO = "\u0441\u043E\u0441\u043E";

    private static ClusterProcess cluster;
    private static ServerProcess server;

    @BeforeAll
    static void start() {
        cluster = ClusterProcess.start(2, setup -> setup.guests().set("names.nicks", "unicode"));
        server = cluster.relay(1);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static List<String> commands(List<Line> answer) {
        return answer.stream().map(Line::command).toList();
    }

    /** What is answered to a registration that is refused. */
    private static Line refusedRegistration(String name) {
        server.secret("correct-horse-9");
        try (WireClient client = server.client(name).begin()) {
            client.send("REGISTER " + name + " * :correct-horse-9");
            return client.readUntil(line ->
                            line.command().equals("FAIL") || line.command().equals("REGISTER"))
                    .getLast();
        }
    }

    @Test
    void somebodyWithACyrillicNameDoesWhatEverybodyDoes() {
        try (WireClient zoya = server.newcomer("зоя").join("#сад");
                WireClient ada = server.newcomer("ada").join("#сад")) {
            assertThat(zoya.say("#сад", "привет").text()).isEqualTo("привет");
            assertThat(ada.expectFrom("зоя", "PRIVMSG", "#сад", "привет").source())
                    .startsWith("зоя!");
            ada.send("PRIVMSG Зоя :psst");
            zoya.expectFrom("ada", "PRIVMSG", "*", "psst");
            assertThat(ada.ask("WHOIS ЗОЯ")).anySatisfy(line -> {
                assertThat(line.command()).isEqualTo("311");
                assertThat(line.params().get(1)).isEqualTo("зоя");
            });
            assertThat(ada.ask("WHOIS ЗОЯ"))
                    .anyMatch(line ->
                            line.command().equals("330") && line.params().contains("зоя"));
            assertThat(ada.ask("ISON ЗОЯ"))
                    .anyMatch(line -> line.params().getLast().contains("зоя"));
            assertThat(ada.ask("WHO зоя")).anyMatch(line -> line.command().equals("352"));
            ada.send("MONITOR + ЗоЯ");
            ada.expect("730");
        }
        try (WireClient plain = server.client("зоя").signIn(server.passwordOf("зоя"));
                WireClient scram = server.client("ЗОЯ").signInWithScram(server.passwordOf("зоя"))) {
            assertThat(plain.ask("WHOIS зоя")).anyMatch(line -> line.command().equals("330"));
            assertThat(scram.ask("WHOIS зоя")).anyMatch(line -> line.command().equals("330"));
        }
    }

    @Test
    void aBanOfANameHoldsInAllItsCapitals() {
        try (WireClient founder = server.client("основа").guest().join("#клуб");
                WireClient lena = server.client("Лена").guest()) {
            founder.send("MODE #клуб +b ЛЕНА");
            founder.expect("MODE", "#клуб", "+b", "ЛЕНА!*@*");
            lena.send("JOIN #клуб");
            lena.expect("474");
            founder.send("MODE #клуб -b лена!*@*");
            founder.expect("MODE", "#клуб", "-b");
            lena.join("#клуб");
        }
    }

    @Test
    void namesThatMixAlphabetsAreRefused() {
        assertThat(refusedRegistration("zоя").params()).contains("BAD_ACCOUNT_NAME");
        try (WireClient guest = server.client("guest1").guest()) {
            assertThat(commands(guest.ask("NICK zоя"))).containsExactly("432");
            assertThat(commands(guest.ask("NICK \u0430nn"))).containsExactly("432");
            assertThat(commands(guest.ask("NICK a\u200Bnn"))).containsExactly("432");
            assertThat(commands(guest.ask("NICK " + "я".repeat(200)))).containsExactly("432");
        }
    }

    @Test
    void namesThatLookLikeAnAccountsAreRefusedEvenWhileNobodyIsThere() {
        try (WireClient coco = server.newcomer("coco")) {
            coco.quit();
        }
        Line refused = refusedRegistration(CYRILLIC_COCO);
        assertThat(refused.params()).contains("BAD_ACCOUNT_NAME");
        assertThat(refused.params().getLast()).contains("looks like");
        try (WireClient guest = server.client("guest2").guest()) {
            Line line = guest.ask("NICK " + CYRILLIC_COCO).getFirst();
            assertThat(line.command()).isEqualTo("433");
            assertThat(line.params().getLast()).contains("looks like");
        }
        try (WireClient late = server.client(CYRILLIC_COCO).begin()) {
            late.send("CAP END");
            assertThat(late.expect("433").params().getLast()).contains("looks like");
        }
    }

    @Test
    void namesThatLookLikeAGuestsAreRefusedWhileTheGuestIsThere() {
        try (WireClient guest = server.client("сор").guest();
                WireClient other = server.client("guest3").guest()) {
            assertThat(commands(other.ask("NICK cop"))).containsExactly("433");
            assertThat(refusedRegistration("cop").params()).contains("BAD_ACCOUNT_NAME");
            guest.quit();
            guest.expectClosed();
            assertThat(commands(other.ask("NICK cop"))).containsExactly("NICK");
        }
    }

    @Test
    void clientsAreToldHowNamesAreCompared() {
        try (WireClient guest = server.client("guest4").begin()) {
            guest.send("CAP END");
            List<Line> welcome = guest.readUntil(line -> line.command().equals("422"));
            assertThat(welcome)
                    .filteredOn(line -> line.command().equals("005"))
                    .flatExtracting(Line::params)
                    .contains("CASEMAPPING=ascii", "UTF8MAPPING=rfc8265", "UTF8ONLY", "NICKLEN=32");
        }
    }

    @Test
    void looksAreComparedAcrossRelays() {
        try (WireClient here = server.client("pop").guest();
                WireClient there = cluster.relay(2).client("guest5").guest()) {
            here.sync();
            assertThat(commands(there.ask("NICK рор"))).containsExactly("433");
            assertThat(commands(there.ask("NICK Рита"))).containsExactly("NICK");
            there.send("PRIVMSG pop :привет");
            here.expectFrom("Рита", "PRIVMSG", "pop", "привет");
        }
    }
}
