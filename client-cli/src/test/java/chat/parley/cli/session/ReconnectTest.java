package chat.parley.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReconnectTest {

    private final Rig rig = Rig.online();

    /** Back online, on a new connection. Keeps what was sent after the PONG. */
    private static Rig comeBack(Rig rig) {
        var server = new ScramServer("secret", "salt", 4096);
        rig.open().receive(":s CAP * LS :" + Rig.ALL).acknowledgeAll();
        rig.sent();
        rig.receive("AUTHENTICATE +");
        rig.receive(server.first(rig.onlySent()));
        rig.receive(server.last(rig.onlySent()), ":s 903 * :ok", ":s 001 ana :Welcome back");
        rig.receive(":s 005 ana CHATHISTORY=50 :are supported", ":s 422 ana :No MOTD");
        rig.sent();
        return rig.receive(":ana!u@h JOIN #lobby * :Ana Smith", ":s PONG s parley-ready");
    }

    @Test
    void triesAgainAndSaysSo() {
        rig.lose();

        assertThat(rig.events(Event.Interrupted.class)).hasSize(1);
        assertThat(rig.connects()).hasSize(1);
        assertThat(rig.view().link()).isEqualTo(Event.Link.WAITING);
    }

    @Test
    void waitsLongerEachTimeButNeverLongerThanFortySeconds() {
        for (int i = 0; i < 12; i++) {
            rig.lose();
        }

        List<Duration> waits = rig.connects();
        assertThat(waits.get(0)).isLessThan(Duration.ofSeconds(1));
        assertThat(waits.get(3)).isGreaterThan(waits.get(0));
        assertThat(waits).allMatch(wait -> wait.compareTo(Duration.ofSeconds(40)) <= 0);
    }

    @Test
    void endsWhenTheFirstConnectionCannotBeMade() {
        Rig fresh = Rig.signingIn().start();

        fresh.lose();

        assertThat(fresh.end()).extracting(Effect.End::ending).isEqualTo(Ending.CANNOT_CONNECT);
    }

    @Test
    void sendsWhatHasNoReceiptAgainUnderTheSameNonce() {
        rig.say("hello");
        String first = rig.onlySent();
        rig.lose();

        comeBack(rig);

        assertThat(rig.sent()).contains(first);
    }

    @Test
    void sendsWhatWasTypedWithoutAConnection() {
        rig.lose().say("are you there?");
        assertThat(rig.sent()).isEmpty();
        assertThat(rig.view().pending()).isEqualTo(1);

        comeBack(rig);

        assertThat(rig.sent()).anyMatch(line -> line.endsWith("PRIVMSG #lobby :are you there?"));
    }

    @Test
    void doesNotRiskToSayItTwiceWhereThereAreNoNonces() {
        Rig simple = Rig.online("echo-message labeled-response batch draft/account-registration=before-connect");
        simple.say("hello");

        simple.lose();

        assertThat(simple.events(Event.NotDelivered.class))
                .extracting(Event.NotDelivered::reason)
                .containsExactly("The connection was lost before the server confirmed it. It may have arrived or not.");
    }

    @Test
    void asksForWhatItMissedAfterTheLastMessage() {
        rig.receive("@msgid=m7;time=2026-11-22T09:00:00.000Z :bob!u@h PRIVMSG #lobby seven");
        rig.lose();

        comeBack(rig);

        assertThat(rig.sent()).anyMatch(line -> line.endsWith("CHATHISTORY AFTER #lobby msgid=m7 50"));
    }

    @Test
    void showsWhatItMissedOnceAndInOrder() {
        rig.receive("@msgid=m7 :bob!u@h PRIVMSG #lobby seven");
        rig.lose();
        comeBack(rig);
        String label = rig.sent().stream()
                .filter(line -> line.contains("CHATHISTORY AFTER"))
                .map(Rig::label)
                .findFirst()
                .orElseThrow();
        rig.clear();

        rig.receive("@msgid=m10 :bob!u@h PRIVMSG #lobby ten");
        rig.history(
                label,
                "#lobby",
                "@msgid=m8 :bob!u@h PRIVMSG #lobby eight",
                "@msgid=m9 :bob!u@h PRIVMSG #lobby nine",
                "@msgid=m10 :bob!u@h PRIVMSG #lobby ten");

        assertThat(rig.said()).containsExactly("bob: eight", "bob: nine", "bob: ten");
    }

    @Test
    void asksForTheNextPageWhenOneWasNotEnough() {
        rig.receive("@msgid=m0 :bob!u@h PRIVMSG #lobby zero").lose();
        comeBack(rig);
        String label = rig.sent().stream()
                .filter(line -> line.contains("CHATHISTORY AFTER"))
                .map(Rig::label)
                .findFirst()
                .orElseThrow();
        var page = new String[50];
        for (int i = 0; i < 50; i++) {
            page[i] = "@msgid=m" + (i + 1) + " :bob!u@h PRIVMSG #lobby " + i;
        }

        rig.history(label, "#lobby", page);

        assertThat(rig.onlySent()).endsWith("CHATHISTORY AFTER #lobby msgid=m50 50");
    }

    @Test
    void entersTheRoomsAgainThatTheServerHasForgotten() {
        rig.receive(":ana!u@h JOIN #java * :Ana Smith").lose();
        var server = new ScramServer("secret", "salt", 4096);
        rig.open().receive(":s CAP * LS :" + Rig.ALL).acknowledgeAll();
        rig.sent();
        rig.receive("AUTHENTICATE +");
        rig.receive(server.first(rig.onlySent()));
        rig.receive(server.last(rig.onlySent()), ":s 903 * :ok", ":s 001 ana :Welcome back");
        rig.sent();

        rig.receive(":ana!u@h JOIN #lobby * :Ana Smith", ":s 422 ana :No MOTD");

        assertThat(rig.sent()).contains("JOIN #java").doesNotContain("JOIN #lobby");
    }

    @Test
    void asksAServerThatIsSilentWhetherItIsThereAndThenGivesItUp() {
        rig.pass(Duration.ofSeconds(42));
        assertThat(rig.onlySent()).isEqualTo("PING parley-alive");

        rig.pass(Duration.ofSeconds(20));

        assertThat(rig.hungUp()).isTrue();
        assertThat(rig.events(Event.Interrupted.class)).hasSize(1);
    }

    @Test
    void staysWithAServerThatAnswers() {
        for (int i = 0; i < 5; i++) {
            rig.pass(Duration.ofSeconds(42)).receive(":s PONG s parley-alive");
        }

        assertThat(rig.hungUp()).isFalse();
    }

    @Test
    void endsWhenThePasswordIsNoLongerRight() {
        rig.lose().open().receive(":s CAP * LS :sasl=PLAIN").acknowledgeAll();

        rig.receive(":s 904 * :Invalid username or password");

        assertThat(rig.end()).extracting(Effect.End::ending).isEqualTo(Ending.SIGN_IN_FAILED);
    }

    @Test
    void triesAgainWhenTheServerCannotCheckThePasswordJustNow() {
        rig.lose().clear().open().receive(":s CAP * LS :sasl=PLAIN").acknowledgeAll();

        rig.receive(":s 904 * :Try again in a minute");

        assertThat(rig.end()).isNull();
        assertThat(rig.connects()).hasSize(1);
    }

    @Test
    void endsWhenTheServerIsNoLongerTheOneThatWasTrusted() {
        rig.lose();

        List<Effect> effects = rig.session.on(
                new Input.Refused(Ending.CERTIFICATE_CHANGED, "It has changed."), java.time.Instant.EPOCH);

        assertThat(effects).contains(new Effect.End(Ending.CERTIFICATE_CHANGED, "It has changed."));
    }

    @Test
    void tellsWhatTheServerSaidBeforeItClosed() {
        rig.receive("ERROR :Closing link: Server is shutting down").lose();

        assertThat(rig.events(Event.Interrupted.class))
                .extracting(Event.Interrupted::reason)
                .containsExactly("The server said: Server is shutting down.");
    }
}
