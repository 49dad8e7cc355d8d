package chat.parley.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class WrapTest {

    private static List<String> wrap(String text, int columns) {
        return Wrap.wrap(new AttributedString(text), columns).stream()
                .map(AttributedString::toString)
                .toList();
    }

    @Test
    void leavesAShortLineAlone() {
        assertThat(wrap("09:05 bob: hi", 80)).containsExactly("09:05 bob: hi");
    }

    @Test
    void breaksBetweenWordsAndSetsTheRestIn() {
        assertThat(wrap("09:05 bob: one two three four five", 20))
                .containsExactly("09:05 bob: one two", "  three four five");
    }

    @Test
    void setsInByTheTimeWhereThereIsRoom() {
        List<String> lines = wrap("09:05 bob: " + "word ".repeat(20), 60);

        assertThat(lines.get(1)).startsWith("      word");
        assertThat(lines).allMatch(line -> line.length() < 60);
    }

    @Test
    void breaksAWordThatIsLongerThanALine() {
        List<String> lines = wrap("x".repeat(100), 40);

        assertThat(lines).hasSize(3).allMatch(line -> line.length() < 40);
        assertThat(String.join("", lines).replace(" ", "")).isEqualTo("x".repeat(100));
    }

    @Test
    void countsWideCharactersAsWide() {
        assertThat(Wrap.wrap(new AttributedString("日".repeat(40)), 30))
                .allMatch(line -> line.columnLength() < 30)
                .hasSize(3);
    }

    @Test
    void doesNothingWhenTheWidthIsUnknown() {
        assertThat(wrap("x".repeat(500), 0)).hasSize(1);
    }
}
