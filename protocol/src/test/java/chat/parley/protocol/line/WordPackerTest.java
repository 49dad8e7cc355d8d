package chat.parley.protocol.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordPackerTest {

    @Test
    void putsAsManyWordsInATextAsFit() {
        assertThat(WordPacker.pack(List.of("aa", "bb", "cc", "d"), 5)).containsExactly("aa bb", "cc d");
    }

    @Test
    void countsBytes() {
        assertThat(WordPacker.pack(List.of("éé", "b"), 5)).containsExactly("éé", "b");
    }

    @Test
    void givesAWordThatIsTooLongATextOfItsOwn() {
        assertThat(WordPacker.pack(List.of("a", "bbbbbb", "c"), 3)).containsExactly("a", "bbbbbb", "c");
    }

    @Test
    void makesNoTextOfNoWords() {
        assertThat(WordPacker.pack(List.of(), 5)).isEmpty();
    }

    @Test
    void cutsBetweenCharacters() {
        assertThat(WordPacker.cut("aé\uD83D\uDE42b", 2)).isEqualTo("a");
        assertThat(WordPacker.cut("aé\uD83D\uDE42b", 3)).isEqualTo("aé");
        assertThat(WordPacker.cut("aé\uD83D\uDE42b", 6)).isEqualTo("aé");
        assertThat(WordPacker.cut("aé\uD83D\uDE42b", 7)).isEqualTo("aé\uD83D\uDE42");
        assertThat(WordPacker.cut("aé\uD83D\uDE42b", 8)).isEqualTo("aé\uD83D\uDE42b");
    }
}
