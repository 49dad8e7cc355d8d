package chat.parley.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.protocol.message.MultilineText.Piece;
import java.util.List;
import org.junit.jupiter.api.Test;

class MultilineTextTest {
    private static final List<Piece> PIECES = List.of(
            new Piece("", false), new Piece("#how is ", false), new Piece("everyone?", true), new Piece("", false));

    @Test
    void keepsThePiecesAsTheyWereSent() {
        assertThat(MultilineText.pieces(MultilineText.of(PIECES))).isEqualTo(PIECES);
    }

    @Test
    void isReadWithEachLineWhole() {
        assertThat(MultilineText.plain(MultilineText.of(PIECES))).isEqualTo("\n#how is everyone?\n");
        assertThat(MultilineText.plain("one line")).isEqualTo("one line");
    }

    @Test
    void takesOneLineForOnePiece() {
        assertThat(MultilineText.isMultiline("one line")).isFalse();
        assertThat(MultilineText.pieces("one line")).containsExactly(new Piece("one line", false));
        assertThat(MultilineText.isMultiline(MultilineText.of(PIECES))).isTrue();
    }

    @Test
    void letsTheFirstPieceJoinNothing() {
        assertThat(MultilineText.of(List.of(new Piece("a", true), new Piece("b", true))))
                .isEqualTo("a\rb");
    }

    @Test
    void takesNoPieceOfTwoLines() {
        assertThatThrownBy(() -> MultilineText.of(List.of(new Piece("a\nb", false))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
