package chat.parley.protocol.name;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import chat.parley.protocol.Validated;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoomNameTest {

    private static String reason(String text) {
        assertThat(RoomName.parse(text)).as(text).isInstanceOf(Validated.Invalid.class);
        return ((Validated.Invalid<RoomName>) RoomName.parse(text)).reason();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#lobby",
                "##x",
                "#C++",
                "#a-b_c.d!",
                "#café",
                "#東京ラーメン",
                "#русский",
                "#العربية",
                "#\uD83C\uDF89",
                "#한국어abc",
                "#हिन्दी",
                "#1"
            })
    void takesNamesInAnyLanguage(String name) {
        assertThat(RoomName.parse(name).orElseThrow().value()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "'', is empty",
        "lobby, does not begin with #",
        "&local, does not begin with #",
        "'#', has nothing after the #",
        "'#a b', contains a space",
        "'#a,b', 'contains '','''",
        "#a:b, contains ':'",
        "#*, contains '*'",
        "#what?, contains '?'",
    })
    void refusesWhatCouldNotStandOnTheWire(String name, String reason) {
        assertThat(reason(name)).startsWith(reason);
        assertThatIllegalArgumentException().isThrownBy(() -> new RoomName(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#\0", "#a\u0007", "#\r", "#\n", "#a\u007F", "#a\u0085"})
    void refusesControlCharacters(String name) {
        assertThat(reason(name)).isEqualTo("contains a control character");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#a\u200B", // zero-width space
                "#a\u200D", // joiner
                "#a\u202E", // turns the direction
                "#a\u2066", // isolates a direction
                "#\uFEFFa", // byte order mark
                "#a\u00AD", // soft hyphen
                "#a\u034F", // grapheme joiner
                "#a\uFE0F", // variation selector
                "#\u3164", // Hangul filler
                "#\u2800", // blank Braille
                "#a\uDB40\uDC41", // tag letter
                "#\u0301a", // a mark without a letter
            })
    void refusesWhatCannotBeSeen(String name) {
        assertThat(reason(name)).isEqualTo("contains an invisible character");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#a\u00A0b", "#a\u2003b", "#a\u3000b", "#a\u2028b"})
    void refusesSpacesOfEveryKind(String name) {
        assertThat(reason(name)).isEqualTo("contains a space of some kind");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#a\uE000", "#\uD800", "#a\uDC00", "#a\uFFFF", "#\uDBFF\uDFFF"})
    void refusesWhatHasNoMeaning(String name) {
        assertThat(reason(name)).isEqualTo("contains a character that has no meaning");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#l\u043Ebby", "#\u0391lpha", "#p\u0430ypal", "#\u0440\u0443cc"})
    void refusesAMixtureOfAlphabetsThatLookAlike(String name) {
        assertThat(reason(name)).isEqualTo("mixes alphabets that look alike");
    }

    @Test
    void boundsTheLengthInBytes() {
        assertThat(RoomName.parse("#" + "a".repeat(63)).isValid()).isTrue();
        assertThat(reason("#" + "a".repeat(64))).isEqualTo("is longer than 64 bytes");
        assertThat(RoomName.parse("#" + "漢".repeat(21)).isValid()).isTrue();
        assertThat(reason("#" + "漢".repeat(22))).isEqualTo("is longer than 64 bytes");
        assertThat(reason("#" + "a".repeat(10_000))).isEqualTo("is longer than 64 bytes");
    }

    @Test
    void isOneRoomHoweverTheSameLettersAreTyped() {
        RoomName decomposed = RoomName.parse("#cafe\u0301").orElseThrow();

        assertThat(decomposed).isEqualTo(new RoomName("#café"));
        assertThat(decomposed.value()).isEqualTo("#café");
    }

    @Test
    void takesNamesThatDifferOnlyInAsciiCapitalsForTheSame() {
        assertThat(new RoomName("#Lobby")).isEqualTo(new RoomName("#lobby")).hasSameHashCodeAs(new RoomName("#lobby"));
        assertThat(new RoomName("#É")).isNotEqualTo(new RoomName("#é"));
    }

    @Test
    void tellsRoomsFromPeople() {
        assertThat(RoomName.looksLikeRoom("#a b")).isTrue();
        assertThat(RoomName.looksLikeRoom("ann")).isFalse();
        assertThat(RoomName.looksLikeRoom("")).isFalse();
    }

    @Test
    void takesEveryParsedNameAgainAsItIs() {
        var random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder("#");
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                text.appendCodePoint(random.nextInt(n == 1 ? 0x110000 : 0x3000));
            }
            if (RoomName.parse(text.toString()) instanceof Validated.Valid<RoomName> valid) {
                RoomName room = valid.value();
                assertThat(RoomName.parse(room.value())).isEqualTo(valid);
                assertThat(new RoomName(room.value())).isEqualTo(room);
                assertThat(room.value().getBytes(UTF_8)).hasSizeLessThanOrEqualTo(64);
            }
        }
    }
}
