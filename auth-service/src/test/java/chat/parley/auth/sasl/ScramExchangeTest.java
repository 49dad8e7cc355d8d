package chat.parley.auth.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.auth.model.FalseVerifier;
import chat.parley.auth.model.Verifier;
import chat.parley.contracts.account.Account;
import chat.parley.contracts.identity.AccountId;
import chat.parley.protocol.name.Nickname;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The conversation of RFC 7677, section 3, and what may go wrong with it. */
class ScramExchangeTest {
    private static final String CLIENT_FIRST = "n,,n=user,r=rOprNGfwEbeRWgbNEkqO";
    private static final String SERVER_FIRST =
            "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
    private static final String WITHOUT_PROOF = "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    private static final String PROOF = ",p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
    private static final String SERVER_FINAL = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

    private static final Account USER = new Account(new AccountId(1), "user", new Nickname("user"), "", "");
    private static final Verifier PENCIL =
            Verifier.derive("pencil", Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ=="), 4_096);

    private final ScramExchange exchange = new ScramExchange(() -> "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0");

    @Test
    void holdsTheConversationOfTheStandard() {
        assertThat(exchange.on(message(CLIENT_FIRST))).isEqualTo(new SaslEffect.FindVerifier("user"));
        assertThat(text(exchange.on(new SaslInput.Found(USER, PENCIL)))).isEqualTo(SERVER_FIRST);
        assertThat(text(exchange.on(message(WITHOUT_PROOF + PROOF)))).isEqualTo(SERVER_FINAL);
        assertThat(exchange.on(message(""))).isEqualTo(new SaslEffect.SignIn(USER));
    }

    @Test
    void runsToItsEndForAnUnknownNameAndThenDenies() {
        Verifier none = new FalseVerifier(new byte[] {1, 2, 3}, 4_096).of("user");
        exchange.on(message(CLIENT_FIRST));
        assertThat(text(exchange.on(new SaslInput.Found(null, none)))).contains(",i=4096");
        assertThat(exchange.on(message(WITHOUT_PROOF + PROOF))).isEqualTo(new SaslEffect.Deny());
    }

    @Test
    void deniesEvenARightProofWithoutAnAccount() {
        exchange.on(message(CLIENT_FIRST));
        exchange.on(new SaslInput.Found(null, PENCIL));
        assertThat(exchange.on(message(WITHOUT_PROOF + PROOF))).isEqualTo(new SaslEffect.Deny());
    }

    @Test
    void deniesAWrongProof() {
        toTheProof();
        assertThat(exchange.on(message(WITHOUT_PROOF + ",p=" + base64(new byte[32]))))
                .isEqualTo(new SaslEffect.Deny());
    }

    @Test
    void deniesAProofOfAnotherSize() {
        toTheProof();
        assertThat(exchange.on(message(WITHOUT_PROOF + ",p=" + base64(new byte[31]))))
                .isEqualTo(new SaslEffect.Deny());
    }

    @Test
    void deniesToActForSomebodyElse() {
        assertThat(exchange.on(message("n,a=admin,n=user,r=abc"))).isEqualTo(new SaslEffect.Deny());
    }

    @Test
    void letsTheClientSayTwiceWhoItIs() {
        assertThat(exchange.on(message("n,a=USER,n=user,r=abc"))).isEqualTo(new SaslEffect.FindVerifier("user"));
    }

    @Test
    void acceptsAClientThatCouldBindChannels() {
        assertThat(exchange.on(message("y,,n=user,r=abc"))).isEqualTo(new SaslEffect.FindVerifier("user"));
    }

    @Test
    void decodesCommasAndEqualsSignsInNames() {
        assertThat(exchange.on(message("n,,n=a=2Cb=3Dc,r=abc"))).isEqualTo(new SaslEffect.FindVerifier("a,b=c"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "n",
                "n,,",
                "n,,n=,r=abc",
                "n,,n=user",
                "n,,n=user,r=",
                "n,,r=abc,n=user",
                "n,,n=us\0er,r=abc",
                "n,,n=us=er,r=abc",
                "n,,n=user=2c,r=abc",
                "n,,n=user,r=a\u0007bc",
                "n,,n=user,r=näh",
                "n,,m=ext,n=user,r=abc",
                "n,,n=user,r=abc,",
                "n,,n=user,r=abc,x",
                "x,,n=user,r=abc",
                "n,n=user,r=abc",
                "n,b=user,n=user,r=abc",
                "p=tls-unique,,n=user,r=abc",
                "p=tls-server-end-point,,n=user,r=abc"
            })
    void refusesAFirstMessageThatIsMalformed(String text) {
        assertThat(exchange.on(message(text))).isInstanceOf(SaslEffect.Malformed.class);
    }

    @Test
    void refusesAFirstMessageOfAMegabyte() {
        assertThat(exchange.on(message("n,,n=" + "x".repeat(1 << 20) + ",r=abc")))
                .isInstanceOf(SaslEffect.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                WITHOUT_PROOF,
                WITHOUT_PROOF + ",p=",
                WITHOUT_PROOF + ",p=not base64",
                WITHOUT_PROOF + ",p=AAAAA",
                WITHOUT_PROOF + PROOF + ",x=y",
                "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,c=biws" + PROOF,
                "c=biws,r=rOprNGfwEbeRWgbNEkqO" + PROOF,
                "c=biws,r=somethingelse" + PROOF,
                "c=eSws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0" + PROOF
            })
    void refusesALastMessageThatIsMalformed(String text) {
        toTheProof();
        assertThat(exchange.on(message(text))).isInstanceOf(SaslEffect.Malformed.class);
    }

    @Test
    void refusesAConfirmationThatSaysSomething() {
        toTheProof();
        exchange.on(message(WITHOUT_PROOF + PROOF));
        assertThat(exchange.on(message("more"))).isInstanceOf(SaslEffect.Malformed.class);
        assertThat(exchange.on(message(""))).isInstanceOf(SaslEffect.Malformed.class);
    }

    @Test
    void allowsOneGuessOnly() {
        toTheProof();
        exchange.on(message(WITHOUT_PROOF + ",p=" + base64(new byte[32])));
        assertThat(exchange.on(message(WITHOUT_PROOF + PROOF))).isInstanceOf(SaslEffect.Malformed.class);
    }

    @Test
    void isOverAfterAnInputThatDoesNotBelongThere() {
        assertThat(exchange.on(new SaslInput.Found(USER, PENCIL))).isInstanceOf(SaslEffect.Malformed.class);
        assertThat(exchange.on(message(CLIENT_FIRST))).isInstanceOf(SaslEffect.Malformed.class);
    }

    @Test
    void survivesAnythingThatIsThrownAtIt() {
        Random random = new Random(7);
        byte[] valid = (CLIENT_FIRST + WITHOUT_PROOF + PROOF).getBytes(UTF_8);
        for (int round = 0; round < 20_000; round++) {
            ScramExchange fresh = new ScramExchange(() -> "server");
            fresh.on(new SaslInput.Message(mutated(valid, random)));
            fresh.on(new SaslInput.Found(USER, PENCIL));
            assertThat(fresh.on(new SaslInput.Message(mutated(valid, random))))
                    .isNotInstanceOf(SaslEffect.SignIn.class);
        }
    }

    private static byte[] mutated(byte[] valid, Random random) {
        int from = random.nextInt(valid.length);
        byte[] part = java.util.Arrays.copyOfRange(valid, random.nextBoolean() ? 0 : from, valid.length);
        for (int i = random.nextInt(4); i > 0 && part.length > 0; i--) {
            part[random.nextInt(part.length)] = (byte) random.nextInt(256);
        }
        return part;
    }

    private void toTheProof() {
        exchange.on(message(CLIENT_FIRST));
        exchange.on(new SaslInput.Found(USER, PENCIL));
    }

    private static SaslInput message(String text) {
        return new SaslInput.Message(text.getBytes(UTF_8));
    }

    private static String text(SaslEffect effect) {
        return new String(((SaslEffect.Challenge) effect).message(), UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
