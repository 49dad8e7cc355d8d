package chat.parley.server.names;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.protocol.Validated;
import chat.parley.protocol.name.AsciiNicks;
import chat.parley.protocol.name.Lookalikes;
import chat.parley.protocol.name.NickRules;
import chat.parley.protocol.name.Nickname;
import chat.parley.server.config.NameSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnicodeNicksTest {
    private static final NickRules NICKS = new UnicodeNicks();

    private static Nickname taken(String text) {
        Validated<Nickname> checked = NICKS.check(text);
        assertThat(checked).as(text).isInstanceOf(Validated.Valid.class);
        return ((Validated.Valid<Nickname>) checked).value();
    }

    private static String reason(String text) {
        Validated<Nickname> checked = NICKS.check(text);
        assertThat(checked).as(text).isInstanceOf(Validated.Invalid.class);
        return ((Validated.Invalid<Nickname>) checked).reason();
    }

    @ParameterizedTest
    @CsvSource({
        "anna, anna",
        "Ann[], Ann[]",
        "зоя, зоя",
        "Зоя, Зоя",
        "зоя_2, зоя_2",
        "josé, josé",
        "jose\u0301, josé", // composed
        "Straße, Straße",
        "ΟΔΥΣΣΕΥΣ, ΟΔΥΣΣΕΥΣ",
        "İsmail, İsmail",
        "דוד, דוד",
        "سارة, سارة",
        "张伟, 张伟",
        "さくら, さくら",
        "ｶﾀｶﾅ, カタカナ", // narrow letters are widened
        "ａｌｉｃｅ, alice", // and wide ones narrowed
        "김철수, 김철수",
        "\u1100\u1161, 가", // as another keyboard composes it
        "देवी, देवी",
        "\uD801\uDC37\uD801\uDC38, \uD801\uDC37\uD801\uDC38", // beyond the first plane
    })
    void takesNamesOfOneAlphabet(String text, String shown) {
        assertThat(taken(text).value()).isEqualTo(shown);
        assertThat(taken(shown).value()).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "'', is empty",
        "1ann, begins with a digit",
        "-зоя, begins with a hyphen",
        "\u0661\u0662, does not begin with a letter", // digits of another script
        "зоя зоя, contains a space",
        "зоя\u00A0зоя, contains a character that is neither",
        "зо\u0007я, contains a control character",
        "зо\u0085я, contains a character that is neither",
        "зоя!x, contains '!'",
        "зоя@x, contains '@'",
        "':зоя', contains ':'",
        "'зоя,x', 'contains '','''",
        "зоя*, contains '*'",
        "зоя?, contains '?'",
        "#зоя, contains '#'",
        "$зоя, contains '$'",
        "%зоя, contains '%'",
        "&зоя, contains '&'",
        "~зоя, contains '~'",
        "+зоя, contains '+'",
        "зоя.x, contains '.'",
        "zоя, mixes alphabets", // a Latin z
        "\u0430nna, mixes alphabets", // a Cyrillic a
        "אbc, mixes alphabets",
        "\uD83D\uDE42, contains a character that is neither",
        "a\uD83D\uDE42, contains a character that is neither",
        "a\u200Bb, contains a character that is neither", // zero width
        "a\u200Db, contains a character that is neither",
        "a\uFEFFb, contains a character that is neither",
        "ab\u202Ec, contains a character that is neither", // turns the direction
        "a\u00ADb, contains a character that is neither", // a soft hyphen
        "\u0301a, does not begin with a letter", // a mark alone
        "a\u20DD, contains a character that is neither", // an enclosing circle
        "a\uFE0Fb, contains an invisible character",
        "\u3164, contains an invisible character",
        "\uFB01n, contains a character that no name may have", // a ligature
        "\u2163, contains a character that is neither", // a Roman numeral
        "דוד_, mixes directions",
        "\uE000, contains a character that is neither", // private use
        "\uD800, contains a character that is neither", // half a character
        "system, looks like the name of a part of the server",
        "\u0405\u0423\u0405\u0422\u0415\u041C, looks like the name of a part of the server", // in Cyrillic letters
        "n1ckserv, looks like the name of a part of the server",
    })
    void refusesWhatIrcCannotCarryAndWhatNobodyCouldRead(String text, String reason) {
        assertThat(reason(text)).startsWith(reason);
    }

    @Test
    void boundsNamesInCharactersAndInBytes() {
        assertThat(taken("я".repeat(32)).value()).hasSize(32);
        assertThat(reason("я".repeat(33))).isEqualTo("is longer than 32 characters");
        assertThat(taken("张".repeat(21)).value()).hasSize(21);
        assertThat(reason("张".repeat(22))).isEqualTo("is longer than 64 bytes of UTF-8");
        assertThat(taken("\uD801\uDC37".repeat(16)).value()).hasSize(32);
        assertThat(reason("a" + "\u0316".repeat(10_000))).isEqualTo("is longer than 32 characters");
        assertThat(reason("я".repeat(10_000))).isEqualTo("is longer than 32 characters");
    }

    @ParameterizedTest
    @CsvSource({
        "anna, анна, false", // н is no n
        "coco, сосо, true", // a whole word in Cyrillic letters
        "сосо, coco, true",
        "hato, нато, true", // in capitals only
        "paypal, paypa1, true",
        "alice, aIice, true", // a capital i
        "ismail, ısmail, true", // a dotless one
        "straße, strasse, true",
        "bob0, bobo, true",
        "torn, tom, true",
        "ν\u03BF\u03BD, vov, true", // Greek nu
        "ν\u03BF\u03BD, non, true",
        "vov, non, false",
        "anna, hanna, false",
        "anna, anna_, false",
        "jose, josé, false",
        "зоя, зуя, false",
        "нина, hnha, false",
        "张伟, 张维, false",
    })
    void knowsNamesThatLookAlike(String one, String other, boolean alike) {
        var inUse = new Lookalikes(NICKS);
        inUse.add(taken(one));

        assertThat(inUse.other(taken(other), null)).isEqualTo(alike ? taken(one) : null);
        assertThat(inUse.other(taken(other), taken(one))).isNull();
    }

    @Test
    void forgetsNamesThatAreInUseNoMore() {
        var inUse = new Lookalikes(NICKS);
        inUse.add(taken("coco"));
        inUse.add(taken("сосо"));
        inUse.remove(taken("coco"));

        assertThat(inUse.other(taken("coco"), null)).isEqualTo(taken("сосо"));
        inUse.remove(taken("сосо"));
        assertThat(inUse.other(taken("coco"), null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"зоя", "é", "ａnn", "张伟"})
    void whereNamesAreAsciiNothingElseIsTaken(String text) {
        NickRules ascii = Names.of(new NameSettings(NameSettings.Nicks.ASCII)).getNow(NICKS);

        assertThat(ascii).isSameAs(AsciiNicks.RULES);
        assertThat(((Validated.Invalid<Nickname>) ascii.check(text)).reason())
                .startsWith("contains a character beyond");
        assertThat(ascii.likenesses(new Nickname("anna"))).isEmpty();
    }

    @Test
    void givesAnyNameThatItTakesAFormThatStays() {
        var random = new Random(11);
        List<Nickname> taken = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            int block = random.nextInt(0x3400);
            for (int n = 1 + random.nextInt(6); n > 0; n--) {
                text.appendCodePoint(block + random.nextInt(64));
            }
            if (NICKS.check(text.toString()) instanceof Validated.Valid<Nickname>(Nickname nick)) {
                taken.add(nick);
                assertThat(taken(nick.value()).value()).isEqualTo(nick.value());
                assertThat(Nickname.fold(nick.folded())).isEqualTo(nick.folded());
                assertThat(new Nickname(nick.folded())).isEqualTo(nick);
            }
        }
        assertThat(taken).hasSizeGreaterThan(1_000);
    }
}
