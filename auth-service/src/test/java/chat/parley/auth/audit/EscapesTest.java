package chat.parley.auth.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EscapesTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "¯\\_(ツ)_/¯", "naïve café", "日本語", "👩‍🚀 and 🦄", "a \\n b"})
    void leavesTextAsItIs(String text) {
        assertThat(Escapes.escape(text)).isEqualTo(text);
    }

    @Test
    void writesLineEndsAndTabsAsJavaDoes() {
        assertThat(Escapes.escape("a\r\nb\tc")).isEqualTo("a\\r\\nb\\tc");
    }

    @ParameterizedTest
    @CsvSource({
        "0,0000",
        "27,001b",
        "127,007f",
        "133,0085",
        "155,009b",
        "8232,2028",
        "8233,2029",
        "8238,202e",
        "8294,2066"
    })
    void writesWhatMovesTheCursorOrEndsTheLineAsItsNumber(int character, String escaped) {
        assertThat(Escapes.escape("x" + (char) character + "y")).isEqualTo("x\\u" + escaped + "y");
    }

    @Test
    void writesHalfACharacterAsItsNumber() {
        assertThat(Escapes.escape("\uD83E")).isEqualTo("\\ud83e");
        assertThat(Escapes.escape("\uDD84x")).isEqualTo("\\udd84x");
    }
}
