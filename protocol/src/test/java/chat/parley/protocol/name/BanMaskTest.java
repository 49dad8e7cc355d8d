package chat.parley.protocol.name;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.protocol.Validated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BanMaskTest {
    private static final Source BOB = new Source("Bob", "evan", "fe80::1");

    @ParameterizedTest
    @CsvSource({
        "bob, bob!*@*",
        "b?b*, b?b*!*@*",
        "bob!ev*, bob!ev*@*",
        "evan@host, *!evan@host",
        "@host, *!*@host",
        "!@, *!*@*",
        "*.example.org, *!*@*.example.org",
        "***!**@*, *!*@*",
        "*!*@fe80::1, *!*@fe80::1",
        "a:bob, a:bob",
        "m:bob, m:bob!*@*",
        "m:a:bob, m:a:bob",
    })
    void makesMasksWhole(String given, String whole) {
        assertThat(mask(given).text()).isEqualTo(whole);
        assertThat(mask(whole)).isEqualTo(mask(given));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:", "m:", "m:a:", "x:bob", "m:m:bob", "a b", "a,b", "a\u0007b", ":bob", "a::x"})
    void refusesWhatMeansNobody(String given) {
        assertThat(BanMask.parse(given).isValid()).isFalse();
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThat(BanMask.parse("x".repeat(BanMask.MAX_BYTES)).isValid()).isFalse();
        assertThat(BanMask.parse("x".repeat(BanMask.MAX_BYTES - 4)).isValid()).isTrue();
        assertThat(BanMask.parse("\u20ac".repeat(BanMask.MAX_BYTES / 3 + 1)).isValid())
                .isFalse();
    }

    @Test
    void meansSourcesWhateverTheirCapitals() {
        assertThat(mask("BOB").matches(BOB, null)).isTrue();
        assertThat(mask("bob!evan@fe80::1").matches(BOB, null)).isTrue();
        assertThat(mask("alice").matches(BOB, null)).isFalse();
        assertThat(mask("m:*!EVAN@*").matches(BOB, null)).isTrue();
        assertThat(mask("BOB").folded()).isEqualTo(mask("bob").folded());
    }

    @Test
    void meansAccountsOnlyWhereSomebodyIsSignedIn() {
        assertThat(mask("a:bob").matches(BOB, null)).isFalse();
        assertThat(mask("a:bob").matches(BOB, "BOB")).isTrue();
        assertThat(mask("a:b*").matches(BOB, "bert")).isTrue();
        assertThat(mask("a:bob").matches(BOB, "bert")).isFalse();
    }

    private static BanMask mask(String text) {
        return ((Validated.Valid<BanMask>) BanMask.parse(text)).value();
    }
}
