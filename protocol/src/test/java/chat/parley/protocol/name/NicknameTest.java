package chat.parley.protocol.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import chat.parley.protocol.Validated;
import java.util.HashSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NicknameTest {

    private static String reason(String text) {
        assertThat(Nickname.parse(text)).isInstanceOf(Validated.Invalid.class);
        return ((Validated.Invalid<Nickname>) Nickname.parse(text)).reason();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "Ann", "a1-", "[]\\`_^{|}", "_1", "abcdefghijklmnopqrstuvwxyz012345"})
    void takesLettersDigitsAndSpecials(String nick) {
        assertThat(Nickname.parse(nick)).isEqualTo(Validated.valid(new Nickname(nick)));
        assertThat(AccountName.parse(nick)).isEqualTo(Validated.valid(new AccountName(nick)));
    }

    @ParameterizedTest
    @CsvSource({
        "'', is empty",
        "1a, begins with a digit",
        "-a, begins with a hyphen",
        "a b, contains a space",
        "' a', contains a space",
        "abcdefghijklmnopqrstuvwxyz0123456, is longer than 32 characters",
        "a.b, contains '.'",
        "a!b, contains '!'",
        "a@b, contains '@'",
        "#a, contains '#'",
        "':a', contains ':'",
        "'a,b', 'contains '','''",
        "'*', contains '*'",
        "~a, contains '~'",
        "é!, contains '!'",
        "\u0430nn, mixes alphabets that look alike", // a Cyrillic a
        "a\u200Bb, contains a character that is neither a letter nor a digit",
        "a\u00A0b, contains a character that is neither a letter nor a digit",
        "\uD83D\uDE42, contains a character that is neither a letter nor a digit",
        "\u0661a, does not begin with a letter",
        "張張張張張張張張張張張張張張張張張張張張張張, is longer than 64 bytes of UTF-8",
    })
    void refusesOtherNamesAndSaysWhy(String nick, String reason) {
        assertThat(reason(nick)).startsWith(reason);
        assertThat(AccountName.parse(nick).isValid()).isFalse();
        if (!reason.startsWith("mixes")) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Nickname(nick));
            assertThatIllegalArgumentException().isThrownBy(() -> new AccountName(nick));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"é", "\u0430nn", "ａnn", "\u212Aate", "зоя", "\uD83D\uDE42"})
    void nothingBeyondAsciiIsTakenWhereNicksAreAscii(String nick) {
        assertThat(AsciiNicks.RULES.check(nick))
                .isEqualTo(Validated.invalid("contains a character beyond a-z, A-Z, 0-9 and []\\`_^{|}-"));
    }

    @Test
    void whatIsTakenWhereNicksAreAsciiIsAnyAsciiNick() {
        assertThat(AsciiNicks.RULES.check("Ann[]")).isEqualTo(Validated.valid(new Nickname("Ann[]")));
        assertThat(AsciiNicks.RULES.check("1a")).isEqualTo(Nickname.parse("1a"));
        assertThat(AsciiNicks.RULES.check("я".repeat(10_000)))
                .isEqualTo(Validated.invalid("is longer than 32 characters"));
    }

    @ParameterizedTest
    @CsvSource({
        "ЗОЯ, зоя",
        "É, é",
        "E\u0301, é",
        "ａｎｎ, ann",
        "ｶﾞ, ガ",
        "ΟΔΟΣ, οδοσ",
        "οδος, οδοσ",
        "İI, ii",
        "i\u0307, i",
        "\u212A, k",
        "ẞß, ßß",
        "ЖУК!*@*, жук!*@*",
        "\uD801\uDC00, \uD801\uDC28",
    })
    void foldsNamesOfAllAlphabets(String name, String folded) {
        assertThat(Nickname.fold(name)).isEqualTo(folded);
        assertThat(Nickname.fold(folded)).isEqualTo(folded);
    }

    @Test
    void takesNamesThatDifferInCapitalsOfAnyAlphabetForTheSame() {
        assertThat(new Nickname("Зоя")).isEqualTo(new Nickname("зоя")).hasSameHashCodeAs(new Nickname("ЗОЯ"));
        assertThat(new AccountName("Зоя")).isEqualTo(new AccountName("зоя")).isNotEqualTo(new AccountName("Зоe"));
        assertThat(new Mask("зо*").matches("ЗОЯ")).isTrue();
        assertThat(new Mask("*σ").matches("ΟΔΟΣ")).isTrue();
    }

    @Test
    void composesWhatIsWrittenInParts() {
        assertThat(Nickname.parse("jose\u0301")).isEqualTo(Validated.valid(new Nickname("josé")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0", "a\r", "a\n", "a\u0007", "a\u007F", "\u0001"})
    void refusesControlCharacters(String nick) {
        assertThat(reason(nick)).isEqualTo("contains a control character");
    }

    @Test
    void refusesANameOfTenThousandCharacters() {
        assertThat(reason("a".repeat(10_000))).isEqualTo("is longer than 32 characters");
        assertThat(reason("\uD83D\uDE42".repeat(10_000))).isEqualTo("is longer than 32 characters");
        assertThat(reason("a" + "\u0301".repeat(255))).isEqualTo("is longer than 32 characters");
    }

    @Test
    void takesNamesThatDifferOnlyInCapitalsForTheSame() {
        assertThat(new Nickname("ANN[")).isEqualTo(new Nickname("ann[")).hasSameHashCodeAs(new Nickname("ann["));
        assertThat(new Nickname("ann[")).isNotEqualTo(new Nickname("ann{"));
        assertThat(new Nickname("ANN").folded()).isEqualTo("ann");
        assertThat(new AccountName("ANN")).isEqualTo(new AccountName("ann")).hasToString("ANN");
    }

    @Test
    void foldsWithoutRegardToTheMachinesLanguage() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));

            assertThat(CaseMapping.fold("ITALIA")).isEqualTo("italia");
            assertThat(CaseMapping.fold("plain")).isEqualTo("plain");
            assertThat(CaseMapping.fold("É")).isEqualTo("É");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ann, ann",
        "Ann Lee, Ann_Lee",
        "josé, jose",
        "Björn, Bjorn",
        "Straße, Strasse",
        "Łukasz, lukasz",
        "42, _42",
        "-x, _-x",
        "ann@example.org, ann_example_org",
        "张伟, user",
        "'', user",
        "'   ', user",
        "!!!, user",
        "ｆｕｌｌ, full",
        "abcdefghijklmnopqrstuvwxyz0123456789, abcdefghijklmnopqrstuvwxyz012345",
    })
    void findsTheNickNearestToAnOldName(String old, String nick) {
        assertThat(Nickname.nearestFreeNick(old, taken -> false).value()).isEqualTo(nick);
    }

    @Test
    void putsANumberBehindANickThatIsTaken() {
        Set<String> taken = Set.of("ann", "ann_2");

        assertThat(Nickname.nearestFreeNick("ANN", taken::contains).value()).isEqualTo("ANN_3");
    }

    @Test
    void shortensALongNickToMakeRoomForTheNumber() {
        String longest = "a".repeat(32);

        assertThat(Nickname.nearestFreeNick(longest, longest::equals).value()).isEqualTo("a".repeat(30) + "_2");
    }

    @Test
    void findsAValidFreeNickForAnyNames() {
        var random = new Random(7);
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            var old = new StringBuilder();
            for (int n = random.nextInt(300); n > 0; n--) {
                old.append((char) random.nextInt(n % 5 == 0 ? 0x10000 : 0x80));
            }

            Nickname nick = Nickname.nearestFreeNick(old.toString(), taken::contains);

            assertThat(Nickname.parse(nick.value()).isValid()).isTrue();
            assertThat(taken.add(nick.folded())).isTrue();
        }
    }
}
