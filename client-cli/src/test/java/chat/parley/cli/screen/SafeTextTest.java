package chat.parley.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafeTextTest {

    @Test
    void leavesOrdinaryTextOfAllLanguagesAsItIs() {
        for (String text : new String[] {
            "",
            "hello",
            "Grüße, José",
            "日本語",
            "שלום",
            "مرحبا",
            "\uD83D\uDE00",
            "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67"
        }) {
            assertThat(SafeText.of(text)).isEqualTo(text);
        }
    }

    @Test
    void makesEscapeSequencesHarmless() {
        assertThat(SafeText.of("\u001b[2J\u001b]0;title\u0007")).isEqualTo("\u241b[2J\u241b]0;title\u2407");
    }

    @Test
    void letsNoControlCharacterThrough() {
        for (char c = 0; c < 0xA0; c++) {
            String safe = SafeText.of("a" + c + "b");
            assertThat(safe.chars()).as("U+%04X", (int) c).noneMatch(one -> one < ' ' || (one >= 0x7F && one < 0xA0));
        }
    }

    @Test
    void takesOutWhatTurnsTheDirectionOfWriting() {
        assertThat(SafeText.of("evil\u202Etxt.exe\u202C \u2066x\u2069")).isEqualTo("eviltxt.exe x");
    }

    @Test
    void takesOutTheColoursAndStylesOfIrc() {
        assertThat(SafeText.of("\u0002bold\u0002 \u000304,12red\u0003 \u00034x \u0004ff0000y\u001d"))
                .isEqualTo("bold red x y");
    }

    @Test
    void keepsACommaThatIsNotPartOfAColour() {
        assertThat(SafeText.of("\u00034, or five")).isEqualTo(", or five");
    }

    @Test
    void putsHalvesOfCharactersRight() {
        assertThat(SafeText.of("a\uD83Db")).isEqualTo("a\uFFFDb");
    }

    @Test
    void keepsItOnOneLine() {
        assertThat(SafeText.of("one\ntwo\rthree\u2028four\u0085five").lines()).hasSize(1);
    }

    @Test
    void takesOutCharactersThatHide() {
        assertThat(SafeText.of("a\u200Bd\uFEFFmin")).isEqualTo("admin");
    }
}
