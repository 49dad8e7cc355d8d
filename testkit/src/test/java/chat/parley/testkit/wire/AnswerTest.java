package chat.parley.testkit.wire;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.LineParser;
import chat.parley.protocol.line.ParseResult;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private final Answer answer = new Answer("L1");

    private static Line line(String text) {
        if (LineParser.parse(text) instanceof ParseResult.Parsed parsed) {
            return parsed.line();
        }
        throw new IllegalArgumentException(text);
    }

    /** Those of the lines that are not taken. */
    private List<Line> passedOver(String... lines) {
        return Stream.of(lines)
                .map(AnswerTest::line)
                .filter(line -> !answer.take(line))
                .toList();
    }

    @Test
    void isOneLineWithTheLabel() {
        assertThat(passedOver(":a!b@c PRIVMSG #tea :hi", "@label=L2 :s ACK", "@label=L1 :s PONG s :x"))
                .hasSize(2);
        assertThat(answer.isComplete()).isTrue();
        assertThat(answer.lines()).containsExactly(line("@label=L1 :s PONG s :x"));
    }

    @Test
    void isNothingWhenItIsAcknowledgedAlone() {
        assertThat(passedOver("@label=L1 :s ACK")).isEmpty();
        assertThat(answer.isComplete()).isTrue();
        assertThat(answer.lines()).isEmpty();
    }

    @Test
    void isWhatTheBatchHoldsWithTheBatchesInIt() {
        assertThat(passedOver(
                        "@label=L1 :s BATCH +1 labeled-response",
                        "@batch=1 :s BATCH +2 chathistory #tea",
                        "@batch=2 :a!b@c PRIVMSG #tea :old",
                        ":a!b@c PRIVMSG #tea :new",
                        ":s BATCH -2",
                        ":s BATCH +3 netjoin",
                        "@batch=3 :d!e@f JOIN #tea",
                        ":s BATCH -3"))
                .extracting(Line::command)
                .containsExactly("PRIVMSG", "BATCH", "JOIN", "BATCH");
        assertThat(answer.isComplete()).isFalse();
        assertThat(passedOver(":s BATCH -1")).isEmpty();
        assertThat(answer.isComplete()).isTrue();
        assertThat(answer.lines()).extracting(Line::command).containsExactly("BATCH", "PRIVMSG", "BATCH");
    }
}
