package chat.parley.protocol.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.LineLimits;
import chat.parley.protocol.line.LineWriter;
import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReplyCatalogueTest {

    @Test
    void listsEachNumericOnceAndInOrder() {
        assertThat(Numeric.values())
                .isSortedAccordingTo(Comparator.comparingInt(Numeric::code))
                .extracting(Numeric::code)
                .doesNotHaveDuplicates();
    }

    @Test
    void listsCodesInOrder() {
        assertThat(FailCode.values()).isSortedAccordingTo(Comparator.comparing(FailCode::name));
    }

    @ParameterizedTest
    @EnumSource
    void describesEveryNumeric(Numeric numeric) {
        assertThat(numeric.command()).matches("[0-9]{3}");
        assertThat(numeric.specification()).startsWith("https://").contains("#");
        assertThat(numeric.isError()).isNotEqualTo(numeric.name().startsWith("RPL_"));
    }

    @ParameterizedTest
    @EnumSource
    void describesEveryCode(FailCode code) {
        assertThat(code.commands()).isNotEmpty();
        assertThat(code.text()).isNotEmpty().doesNotContain("<");
        assertThat(code.specification()).startsWith("https://ircv3.net/specs/extensions/");
    }

    @Test
    void writesANumericWithItsText() {
        Line line = Numeric.ERR_NOSUCHCHANNEL.line("parley.localhost", "ann", "#nowhere");

        assertThat(line)
                .isEqualTo(Line.of("403", "ann", "#nowhere", "No such room").withSource("parley.localhost"));
    }

    @Test
    void writesANumericThatHasNoText() {
        assertThat(Numeric.RPL_UMODEIS.line("s.x", "ann", "+i").params()).containsExactly("ann", "+i");
    }

    @Test
    void fillsInATextInOrder() {
        assertThat(Numeric.RPL_WELCOME.text("Parley", "ann")).isEqualTo("Welcome to the Parley chat, ann");
        assertThat(Numeric.ERR_NOSUCHNICK.text(new String[0])).isEqualTo("No such nick or room");
    }

    @Test
    void refusesTooFewOrTooManyValuesForAText() {
        assertThatIllegalArgumentException().isThrownBy(() -> Numeric.RPL_WELCOME.text("Parley"));
        assertThatIllegalArgumentException().isThrownBy(() -> Numeric.RPL_WELCOME.text("Parley", "ann", "x"));
    }

    @Test
    void doesNotSendATextThatWasNotFilledIn() {
        assertThatIllegalStateException().isThrownBy(() -> Numeric.RPL_WELCOME.line("s.x", "ann"));
        assertThat(Numeric.RPL_WELCOME
                        .lineWithText("s.x", "ann", Numeric.RPL_WELCOME.text("Parley", "ann"))
                        .param(1))
                .isEqualTo("Welcome to the Parley chat, ann");
    }

    @Test
    void namesWhatAClientSentOnlyWhereItCanStand() {
        assertThat(Numeric.ERR_NOSUCHCHANNEL.line("s.x", "*", ":#a b").params())
                .containsExactly("*", "*", "No such room");
        assertThat(FailCode.INVALID_TARGET
                        .fail("s.x", "CHATHISTORY", "LATEST", "")
                        .params())
                .containsExactly("CHATHISTORY", "INVALID_TARGET", "LATEST", "*", "Messages could not be retrieved");
    }

    @Test
    void staysWithinALineHoweverLongAWordIsThatIsNamed() {
        String huge = "漢".repeat(170);
        String longestName = "n".repeat(63);

        for (Numeric numeric : Numeric.values()) {
            if (numeric.isError()) {
                Line line = numeric.lineWithText(longestName, "n".repeat(32), "x".repeat(100), huge);
                assertThat(LineWriter.bodyBytes(line)).isLessThanOrEqualTo(LineLimits.STANDARD_BODY_BYTES);
            }
        }
        for (FailCode code : FailCode.values()) {
            Line line = code.fail(longestName, "CHATHISTORY", huge);
            assertThat(LineWriter.bodyBytes(line)).isLessThanOrEqualTo(LineLimits.STANDARD_BODY_BYTES);
        }
    }

    @Test
    void writesStandardReplies() {
        assertThat(FailCode.REFUSED.fail("s.x", "PRIVMSG", "#a").params().subList(0, 3))
                .containsExactly("PRIVMSG", "REFUSED", "#a");
        assertThat(FailCode.ACCOUNT_REQUIRED.failWithText("s.x", "*", "No").params())
                .containsExactly("*", "ACCOUNT_REQUIRED", "No");
    }

    @Test
    void tellsClientsThatKnowNoStandardRepliesInANotice() {
        Line fail = FailCode.NONCE_REUSED.failWithText("s.x", "PRIVMSG", "Not again", "#a");
        Line note = FailCode.INVALID_LINE.fail("s.x", "*");

        assertThat(FailCode.asNotice("s.x", "ann", fail))
                .isEqualTo(Line.of("NOTICE", "ann", "*** PRIVMSG NONCE_REUSED #a: Not again")
                        .withSource("s.x"));
        assertThat(FailCode.asNotice("s.x", "*", note).param(1))
                .isEqualTo("*** INVALID_LINE: That line is not valid and was ignored");
    }
}
