package chat.parley.room.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SearchWordsTest {
    @Test
    void areRunsOfLettersAndDigitsInSmallLetters() {
        assertThat(SearchWords.of("Hello, World! It's 3.14 (see http://example.org/a_b)"))
                .containsExactly("hello", "world", "it", "s", "3", "14", "see", "http", "example", "org", "a", "b");
    }

    @Test
    void haveNoAccents() {
        assertThat(SearchWords.of("Caf\u00e9 cafe\u0301 \u00c5ngstr\u00f6m \u00df"))
                .containsExactly("cafe", "angstrom", "\u00df");
    }

    @Test
    void areSingleLettersWhereWordsHaveNoSpaces() {
        assertThat(SearchWords.of("\u4f60\u597dworld")).containsExactly("\u4f60", "\u597d", "world");
    }

    @Test
    void areBounded() {
        assertThat(SearchWords.of("x".repeat(400))).containsExactly("x".repeat(32));
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            many.append(i).append(' ');
        }
        assertThat(SearchWords.of(many.toString())).hasSizeLessThanOrEqualTo(SearchWords.MOST_WORDS + 1);
        assertThat(SearchWords.asked(many.toString(), 16)).hasSize(16);
    }

    @Test
    void leaveNothingOfWhatAQueryIsMadeOf() {
        assertThat(SearchWords.of("\" OR words:* NEAR(a b, 2) -c ^d {e} + AND\u0000 --'; DROP"))
                .allMatch(word -> word.chars().allMatch(Character::isLetterOrDigit));
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int k = random.nextInt(40); k >= 0; k--) {
                text.append((char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
            }
            assertThat(SearchWords.of(text.toString()))
                    .allSatisfy(word -> assertThat(word.codePoints().allMatch(Character::isLetterOrDigit))
                            .as(word)
                            .isTrue());
        }
    }

    @Test
    void makeOneWordOfANick() {
        assertThat(SearchWords.ofNick("Ann[x]"))
                .isEqualTo(SearchWords.ofNick("aNN[X]"))
                .hasSize(6);
        assertThat(SearchWords.ofNick("a-b")).isNotEqualTo(SearchWords.ofNick("a_b"));
    }
}
