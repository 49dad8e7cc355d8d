package chat.parley.relay.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.LineParser;
import chat.parley.protocol.line.ParseResult;
import chat.parley.protocol.reply.FailCode;
import chat.parley.relay.session.MultilineIntake.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class MultilineIntakeTest {
    private final MultilineIntake intake = new MultilineIntake();

    private Outcome take(String text) {
        return LineParser.parse(text) instanceof ParseResult.Parsed(Line line)
                ? intake.take(line, SessionLimits.STANDARD)
                : new Outcome.Ordinary();
    }

    private void takes(String... lines) {
        for (String line : lines) {
            assertThat(take(line)).as(line).isInstanceOf(Outcome.Taken.class);
        }
    }

    private static void isRefused(Outcome outcome, FailCode code, String... about) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.about()).isEqualTo(List.of(about));
        });
    }

    private static void isWhole(Outcome outcome, String text) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Whole.class,
                        whole -> assertThat(whole.message().params()).containsExactly("#a", text));
    }

    @Test
    void makesOneMessageOfABatch() {
        takes(
                "@label=x BATCH +1 draft/multiline #a",
                "@batch=1 PRIVMSG #a :",
                "@batch=1 PRIVMSG #a :how ",
                "@batch=1;draft/multiline-concat PRIVMSG #A :are you");
        Outcome outcome = take("BATCH -1");
        isWhole(outcome, "\nhow \rare you");
        assertThat(((Outcome.Whole) outcome).message().tags().get("label")).isEqualTo("x");
    }

    @Test
    void leavesOtherLinesAloneMeanwhile() {
        takes("BATCH +1 draft/multiline #a");
        assertThat(take("PING x")).isInstanceOf(Outcome.Ordinary.class);
        takes("@batch=1 PRIVMSG #a x");
        isWhole(take("BATCH -1"), "x");
    }

    @Test
    void countsLineFeedsAndNotWhereALineGoesOn() {
        String half = "x".repeat(400);
        takes("BATCH +1 draft/multiline #a");
        for (int i = 0; i < 10; i++) {
            takes("@batch=1;draft/multiline-concat PRIVMSG #a " + half);
        }
        takes("@batch=1;draft/multiline-concat PRIVMSG #a " + "y".repeat(96));
        assertThat(take("BATCH -1")).isInstanceOf(Outcome.Whole.class);

        takes("BATCH +2 draft/multiline #a");
        for (int i = 0; i < 10; i++) {
            takes("@batch=2 PRIVMSG #a " + half);
        }
        isRefused(take("@batch=2 PRIVMSG #a " + "y".repeat(87)), FailCode.MULTILINE_MAX_BYTES, "4096");
        takes("@batch=2 PRIVMSG #a more", "BATCH -2");
    }

    @Test
    void takesNoMoreLinesThanItSays() {
        takes("BATCH +1 draft/multiline #a");
        for (int i = 0; i < 32; i++) {
            takes("@batch=1 PRIVMSG #a hi");
        }
        isRefused(take("@batch=1 PRIVMSG #a hi"), FailCode.MULTILINE_MAX_LINES, "32");
        takes("@batch=1 PRIVMSG #a hi", "BATCH -1");
        takes("BATCH +1 draft/multiline #a", "@batch=1 PRIVMSG #a hi");
        isWhole(take("BATCH -1"), "hi");
    }

    @Test
    void refusesLinesForSomebodyElse() {
        takes("BATCH +1 draft/multiline #a");
        isRefused(take("@batch=1 PRIVMSG #b hi"), FailCode.MULTILINE_INVALID_TARGET, "#a", "#b");
        takes("BATCH -1");
    }

    @Test
    void refusesWhatIsNoLineOfABatch() {
        for (String line : List.of(
                "@batch=2 PRIVMSG #a hi",
                "@batch=1 NOTICE #a hi",
                "@batch=1 TAGMSG #a",
                "@batch=1 PRIVMSG #a",
                "@batch=1;draft/multiline-concat PRIVMSG #a :",
                "BATCH -2")) {
            takes("BATCH +1 draft/multiline #a");
            isRefused(take(line), FailCode.MULTILINE_INVALID);
            takes("@batch=1 PRIVMSG #a hi", "BATCH -1");
        }
    }

    @Test
    void refusesBatchesThatSayNothing() {
        takes("BATCH +1 draft/multiline #a");
        isRefused(take("BATCH -1"), FailCode.MULTILINE_INVALID);
        takes("BATCH +1 draft/multiline #a", "@batch=1 PRIVMSG #a :", "@batch=1 PRIVMSG #a :");
        isRefused(take("BATCH -1"), FailCode.MULTILINE_INVALID);
        isRefused(take("BATCH -1"), FailCode.MULTILINE_INVALID);
    }

    @Test
    void refusesWhatIsNoBatchOfItsKind() {
        for (String line : List.of(
                "BATCH",
                "BATCH +",
                "BATCH nonsense",
                "BATCH +1 netsplit #a",
                "BATCH +1 draft/multiline",
                "BATCH -9",
                "@batch=9 PRIVMSG #a hi")) {
            isRefused(take(line), FailCode.MULTILINE_INVALID);
        }
    }

    @Test
    void keepsTheFirstOfTwoBatches() {
        takes("BATCH +1 draft/multiline #a");
        isRefused(take("BATCH +2 draft/multiline #a"), FailCode.MULTILINE_INVALID);
        takes("@batch=2 PRIVMSG #a lost", "@batch=1 PRIVMSG #a kept", "BATCH -2");
        isWhole(take("BATCH -1"), "kept");
    }
}
