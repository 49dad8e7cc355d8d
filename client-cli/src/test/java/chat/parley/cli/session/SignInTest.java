package chat.parley.cli.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignInTest {

    private final ScramServer server = new ScramServer("secret", "salt-salt", 4096);

    private static Rig greeted(Rig rig, String capabilities) {
        rig.start().open();
        assertThat(rig.onlySent()).isEqualTo("CAP LS 302");
        return rig.receive(":s CAP * LS :" + capabilities).acknowledgeAll();
    }

    /** Signs in by SCRAM and comes online in #lobby. */
    private void scram(Rig rig) {
        assertThat(rig.onlySent()).isEqualTo("AUTHENTICATE SCRAM-SHA-256");
        rig.receive("AUTHENTICATE +");
        rig.receive(server.first(rig.onlySent()));
        String proof = rig.onlySent();
        assertThat(server.isProof(proof)).isTrue();
        rig.receive(server.last(proof));
        assertThat(rig.onlySent()).isEqualTo("AUTHENTICATE +");
        rig.receive(":s 900 * ana!u@h ana :You are now logged in", ":s 903 * :SASL authentication successful");
    }

    @Test
    void signsInByScramWithoutSendingThePassword() {
        Rig rig = greeted(Rig.signingIn(), Rig.ALL);

        scram(rig);

        assertThat(rig.sent()).containsExactly("NICK ana", "USER ana 0 * ana", "CAP END");
    }

    @Test
    void asksOnlyForCapabilitiesThatTheServerOffers() {
        Rig rig = Rig.signingIn().start().open();
        rig.sent();

        rig.receive(":s CAP * LS * :sasl=PLAIN unheard-of", ":s CAP * LS :batch");

        assertThat(rig.onlySent()).isEqualTo("CAP REQ :sasl batch");
    }

    @Test
    void asksForEachCapabilityAloneWhenTheServerRefusesThemTogether() {
        Rig rig = Rig.signingIn().start().open();
        rig.receive(":s CAP * LS :sasl=PLAIN batch");
        rig.sent();

        rig.receive(":s CAP * NAK :sasl batch");
        assertThat(rig.sent()).containsExactly("CAP REQ sasl", "CAP REQ batch");
        rig.receive(":s CAP * ACK :sasl", ":s CAP * NAK :batch");

        assertThat(rig.onlySent()).isEqualTo("AUTHENTICATE PLAIN");
    }

    @Test
    void keepsTheSaltedKeySoThatComingBackCostsNothing() {
        var costly = new ScramServer("secret", "costly", 3_000_000);
        Rig rig = greeted(Rig.signingIn(), Rig.ALL);
        signInOnce(rig, costly);
        rig.receive(":s 001 ana :Welcome").settle().lose().clear();

        rig.open().receive(":s CAP * LS :" + Rig.ALL).acknowledgeAll();
        long begin = System.nanoTime();
        signInOnce(rig, costly);
        Duration again = Duration.ofNanos(System.nanoTime() - begin);

        assertThat(again).isLessThan(Duration.ofMillis(300));
    }

    private static void signInOnce(Rig rig, ScramServer server) {
        rig.sent();
        rig.receive("AUTHENTICATE +");
        rig.receive(server.first(rig.onlySent()));
        String proof = rig.onlySent();
        assertThat(server.isProof(proof)).isTrue();
        rig.receive(server.last(proof), ":s 903 * :ok");
    }

    @Test
    void fallsBackToPlainOverTlsWhenScramFails() {
        Rig rig = greeted(Rig.signingIn(), Rig.ALL);
        rig.sent();

        rig.receive(":s 904 * :SASL authentication failed");
        assertThat(rig.onlySent()).isEqualTo("AUTHENTICATE PLAIN");
        rig.receive("AUTHENTICATE +");

        assertThat(rig.onlySent())
                .isEqualTo("AUTHENTICATE " + Base64.getEncoder().encodeToString("\0ana\0secret".getBytes(UTF_8)));
    }

    @Test
    void neverSendsThePasswordInTheClear() {
        Rig rig = Rig.signingIn().start().open(false, true);
        rig.receive(":s CAP * LS :sasl=PLAIN").acknowledgeAll();

        assertThat(rig.sent()).isEmpty();
        assertThat(rig.end())
                .isEqualTo(new Effect.End(
                        Ending.SIGN_IN_FAILED,
                        "This server would want the password in the clear. It is not sent without TLS."));
    }

    @Test
    void doesNotFallBackToPlainWithoutTls() {
        Rig rig = Rig.signingIn().start().open(false, true);
        rig.receive(":s CAP * LS :sasl=SCRAM-SHA-256,PLAIN").acknowledgeAll();

        rig.receive(":s 904 * :SASL authentication failed");

        assertThat(rig.end()).isEqualTo(new Effect.End(Ending.SIGN_IN_FAILED, "Wrong username or password."));
    }

    @Test
    void saysTheSameOfAWrongNameAndAWrongPassword() {
        Rig rig = greeted(Rig.signingIn(), "sasl=PLAIN");

        rig.receive(":s 904 * :Invalid username or password");

        assertThat(rig.end()).isEqualTo(new Effect.End(Ending.SIGN_IN_FAILED, "Wrong username or password."));
        assertThat(rig.hungUp()).isTrue();
    }

    @Test
    void saysThatItWasTriedTooOften() {
        Rig rig = greeted(Rig.signingIn(), Rig.ALL);

        rig.receive(":s 904 * :Too many failed sign-ins; wait 30 seconds");

        assertThat(rig.sent()).doesNotContain("AUTHENTICATE PLAIN");
        assertThat(rig.end())
                .isEqualTo(new Effect.End(Ending.SIGN_IN_FAILED, "Too many failed sign-ins; wait 30 seconds."));
    }

    @Test
    void distrustsAServerThatDoesNotProveItself() {
        Rig rig = greeted(Rig.signingIn(), Rig.ALL);

        rig.receive(":s 903 * :SASL authentication successful");

        assertThat(rig.end()).extracting(Effect.End::ending).isEqualTo(Ending.SIGN_IN_FAILED);
        assertThat(rig.sent()).doesNotContain("CAP END");
    }

    @Test
    void distrustsAServerWithAFalseProof() {
        Rig rig = greeted(Rig.signingIn(), Rig.ALL);
        rig.sent();
        rig.receive("AUTHENTICATE +");
        rig.receive(server.first(rig.onlySent()));
        rig.sent();

        rig.receive("AUTHENTICATE " + Base64.getEncoder().encodeToString("v=AAAA".getBytes(UTF_8)));

        assertThat(rig.onlySent()).isEqualTo("AUTHENTICATE *");
        assertThat(rig.end()).extracting(Effect.End::ending).isEqualTo(Ending.SIGN_IN_FAILED);
    }

    @Test
    void refusesToHashForMinutesBecauseAServerSaysSo() {
        Rig rig = greeted(Rig.signingIn(), Rig.ALL);
        rig.sent();
        rig.receive("AUTHENTICATE +");
        String first = rig.onlySent();
        String honest =
                new String(Base64.getDecoder().decode(server.first(first).split(" ", -1)[1]), UTF_8);
        String greedy = honest.replace("i=4096", "i=2000000000");

        rig.receive("AUTHENTICATE " + Base64.getEncoder().encodeToString(greedy.getBytes(UTF_8)));

        assertThat(rig.end()).extracting(Effect.End::reason).asString().contains("2000000000");
    }

    @Test
    void survivesNonsenseInTheSignIn() {
        for (String nonsense : List.of("%%%", "AAAA", "e30=")) {
            Rig rig = greeted(Rig.signingIn(), Rig.ALL);
            rig.receive("AUTHENTICATE +", "AUTHENTICATE " + nonsense);
            assertThat(rig.end()).extracting(Effect.End::ending).isEqualTo(Ending.SIGN_IN_FAILED);
        }
    }

    @Test
    void saysSoWhenTheServerHasNoAccounts() {
        Rig rig = greeted(Rig.signingIn(), "batch");

        assertThat(rig.end())
                .isEqualTo(new Effect.End(Ending.SIGN_IN_FAILED, "This server has no accounts to sign in to."));
    }

    @Test
    void takesANearNameWhenItsOwnIsInUse() {
        Rig rig = greeted(Rig.signingIn(), "sasl=PLAIN");
        rig.receive("AUTHENTICATE +", ":s 903 * :ok");
        rig.sent();

        rig.receive(":s 433 * ana :Nickname is already in use");

        assertThat(rig.onlySent()).isEqualTo("NICK ana_");
    }

    @Test
    void asksForANickThatFitsWhenTheAccountsOldNameDoesNot() {
        var rig = new Rig(SessionSettings.interactive(null), new Entrance.SignIn("José Pérez", new Password("secret")));
        greeted(rig, "sasl=PLAIN");
        rig.receive("AUTHENTICATE +");
        rig.sent();

        rig.receive(":s 903 * :ok");

        assertThat(rig.sent()).contains("NICK Jose_Perez");
    }

    @Test
    void endsWithAReasonWhenTheServerClosesTheDoor() {
        Rig rig = Rig.signingIn().start().open();

        rig.receive("ERROR :Too many connections from your address");

        assertThat(rig.end())
                .isEqualTo(new Effect.End(
                        Ending.REFUSED, "The server closed the connection: Too many connections from your address"));
    }

    @Test
    void givesUpOnAServerThatNeverAnswers() {
        Rig rig = Rig.signingIn().start().open();

        rig.pass(Duration.ofSeconds(45));

        assertThat(rig.end()).isEqualTo(new Effect.End(Ending.CANNOT_CONNECT, "The server does not answer."));
    }

    @Test
    void neverShowsAPassword() {
        assertThat(new Entrance.SignIn("ana", new Password("secret")).toString())
                .doesNotContain("secret");
    }
}
