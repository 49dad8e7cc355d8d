package chat.parley.auth.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.identity.AccountId;
import chat.parley.protocol.name.Nickname;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainExchangeTest {
    private static final Account ADA = new Account(new AccountId(1), "Ada", new Nickname("Ada"), "Ada", "Lovelace");

    private final PlainExchange exchange = new PlainExchange();

    @Test
    void asksForThePasswordToBeChecked() {
        assertThat(exchange.on(message("\0Ada\0correct horse")))
                .isEqualTo(new SaslEffect.CheckPassword("Ada", "correct horse"));
        assertThat(exchange.claimedName()).isEqualTo("Ada");
    }

    @Test
    void signsInWhenThePasswordIsRight() {
        exchange.on(message("\0Ada\0correct horse"));
        assertThat(exchange.on(new SaslInput.Checked(ADA))).isEqualTo(new SaslEffect.SignIn(ADA));
    }

    @Test
    void deniesWhenItIsWrong() {
        exchange.on(message("\0Ada\0correct horse"));
        assertThat(exchange.on(new SaslInput.Checked(null))).isEqualTo(new SaslEffect.Deny());
    }

    @Test
    void letsTheClientSayTwiceWhoItIs() {
        assertThat(exchange.on(message("ada\0Ada\0correct horse"))).isInstanceOf(SaslEffect.CheckPassword.class);
    }

    @Test
    void deniesToActForSomebodyElse() {
        assertThat(exchange.on(message("Bob\0Ada\0correct horse"))).isEqualTo(new SaslEffect.Deny());
    }

    @Test
    void deniesAnEmptyPassword() {
        assertThat(exchange.on(message("\0Ada\0"))).isEqualTo(new SaslEffect.Deny());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Ada", "\0Ada", "\0\0secret", "\0Ada\0one\0two", "\0\0\0\0"})
    void refusesWhatIsNotThreeParts(String text) {
        assertThat(exchange.on(message(text))).isInstanceOf(SaslEffect.Malformed.class);
    }

    @Test
    void refusesWhatIsNoUtf8() {
        assertThat(exchange.on(new SaslInput.Message(new byte[] {0, 'A', 0, (byte) 0xC3, '('})))
                .isInstanceOf(SaslEffect.Malformed.class);
    }

    @Test
    void refusesAMegabyte() {
        assertThat(exchange.on(message("\0Ada\0" + "x".repeat(1 << 20)))).isInstanceOf(SaslEffect.Malformed.class);
    }

    @Test
    void isOverAfterAnInputThatDoesNotBelongThere() {
        assertThat(exchange.on(new SaslInput.Checked(ADA))).isInstanceOf(SaslEffect.Malformed.class);
        assertThat(exchange.on(message("\0Ada\0correct horse"))).isInstanceOf(SaslEffect.Malformed.class);
    }

    @Test
    void takesOnePasswordOnly() {
        exchange.on(message("\0Ada\0one"));
        assertThat(exchange.on(message("\0Ada\0two"))).isInstanceOf(SaslEffect.Malformed.class);
        assertThat(exchange.on(new SaslInput.Checked(ADA))).isInstanceOf(SaslEffect.Malformed.class);
    }

    private static SaslInput message(String text) {
        return new SaslInput.Message(text.getBytes(UTF_8));
    }
}
