package chat.parley.cli.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.protocol.message.MultilineText;
import chat.parley.protocol.message.MultilineText.Piece;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextPiecesTest {

    @Test
    void leavesAShortTextAsItIs() {
        assertThat(TextPieces.of("hello there", 100)).containsExactly("hello there");
    }

    @Test
    void makesAMessageOfEachLineThatIsNotBlank() {
        assertThat(TextPieces.of("one\n\n  \r\ntwo", 100)).containsExactly("one", "two");
    }

    @Test
    void cutsLongTextBetweenWordsAndLosesNoWord() {
        String text = "the quick brown fox jumps over the lazy dog ".repeat(20).strip();

        List<String> pieces = TextPieces.of(text, 64);

        assertThat(pieces).allMatch(piece -> piece.getBytes(UTF_8).length <= 64);
        assertThat(String.join(" ", pieces)).isEqualTo(text);
    }

    @Test
    void cutsAWordThatIsTooLongByItself() {
        assertThat(TextPieces.of("x".repeat(40), 16)).containsExactly("x".repeat(16), "x".repeat(16), "x".repeat(8));
    }

    @Test
    void doesNotTearWhatAReaderSeesAsOneCharacter() {
        String family = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";

        List<String> pieces = TextPieces.of(family.repeat(3), 40);

        assertThat(pieces).containsExactly(family + family, family);
    }

    @Test
    void survivesACharacterOfAThousandMarks() {
        List<String> pieces = TextPieces.of("e" + "\u0301".repeat(1000), 64);

        assertThat(pieces).allMatch(piece -> piece.getBytes(UTF_8).length <= 64);
        assertThat(String.join("", pieces)).hasSize(1001);
    }

    @Test
    void takesOutWhatCannotBeSent() {
        assertThat(TextPieces.of("a\u0000b\u001bc\td\uD800", 100)).containsExactly("abc    d\uFFFD");
    }

    @Test
    void keepsEveryCharacterOfAMessageOfSeveralLines() {
        String text = "a first line\n\n    " + "and words ".repeat(20).strip() + "\nlast";
        List<Piece> pieces = TextPieces.together(text + "\n\n", 32);

        assertThat(MultilineText.plain(MultilineText.of(pieces))).isEqualTo(text);
        assertThat(pieces).allMatch(piece -> piece.text().length() <= 32);
        assertThat(pieces)
                .filteredOn(Piece::joined)
                .isNotEmpty()
                .allMatch(piece -> !piece.text().startsWith(" "));
    }

    @Test
    void makesNothingOfBlankLines() {
        assertThat(TextPieces.together(" \n\t\n", 32)).isEmpty();
    }
}
