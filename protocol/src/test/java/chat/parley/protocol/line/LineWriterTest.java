package chat.parley.protocol.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineWriterTest {

    private final LineWriter writer = new LineWriter(16);

    private String written() {
        return new String(writer.toByteArray(), UTF_8);
    }

    @Test
    void writesTagsSourceCommandAndParameters() {
        writer.line(Line.of("PRIVMSG", "#a", "hi there").withSource("ann!a@h").withTag("time", "x y"));

        assertThat(written()).isEqualTo("@time=x\\sy :ann!a@h PRIVMSG #a :hi there\r\n");
    }

    @Test
    void writesLinesOneAfterAnother() {
        writer.line(Line.of("PING", "1")).line(Line.of("PONG", "1"));

        assertThat(written()).isEqualTo("PING 1\r\nPONG 1\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", ":a", ":", "a "})
    void putsAColonBeforeALastParameterThatNeedsOne(String last) {
        writer.line(Line.of("X", "a", last));

        assertThat(written()).isEqualTo("X a :" + last + "\r\n");
    }

    @Test
    void putsNoColonBeforeALastParameterThatNeedsNone() {
        writer.line(Line.of("MODE", "#a", "b:c"));

        assertThat(written()).isEqualTo("MODE #a b:c\r\n");
    }

    @Test
    void putsAColonBeforeTheLastParameterOnDemand() {
        writer.lineWithTrailing(Line.of("PRIVMSG", "#a", "hi")).lineWithTrailing(Line.of("AWAY"));

        assertThat(written()).isEqualTo("PRIVMSG #a :hi\r\nAWAY\r\n");
    }

    @Test
    void writesATagWithoutAValueWithoutAnEqualsSign() {
        writer.line(Line.of("PING").withTag("a", "").withTag("+b", ";"));

        assertThat(written()).isEqualTo("@a;+b=\\: PING\r\n");
    }

    @Test
    void writesEveryCodePointAsTheJdkDoes() {
        var text = new StringBuilder();
        for (int point = 1; point <= Character.MAX_CODE_POINT; point += point < 0x3000 ? 1 : 61) {
            boolean cannotStand = point == '\r' || point == '\n' || (point >= 0xD800 && point <= 0xDFFF);
            if (!cannotStand) {
                text.appendCodePoint(point);
            }
        }

        writer.line(Line.of("X", text.toString()));

        assertThat(writer.toByteArray()).isEqualTo(("X :" + text + "\r\n").getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\rb", "a\nQUIT", "a\0", "\uD83D", "\uDE42", "\uD83Dx", "x\uDE42\uD83D"})
    void refusesTextThatWouldBreakTheLine(String bad) {
        writer.line(Line.of("PING"));

        assertThatIllegalArgumentException().isThrownBy(() -> writer.line(Line.of("X", bad)));
        assertThatIllegalArgumentException().isThrownBy(() -> writer.line(Line.of("X", bad, "b")));
        assertThatIllegalArgumentException().isThrownBy(() -> writer.line(Line.of(bad)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> writer.line(Line.of("X").withSource(bad)));

        assertThat(written()).isEqualTo("PING\r\n");
    }

    @Test
    void escapesLineEndsInTagValuesAndRefusesNul() {
        writer.line(Line.of("X").withTag("a", "\r\n"));

        assertThat(written()).isEqualTo("@a=\\r\\n X\r\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> writer.line(Line.of("X").withTag("a", "\0")));
        assertThat(written()).isEqualTo("@a=\\r\\n X\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", ":a"})
    void refusesAMiddleParameterThatWouldChangeTheOthers(String middle) {
        assertThatIllegalArgumentException().isThrownBy(() -> writer.line(Line.of("X", middle, "b")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", " "})
    void refusesASourceThatWouldChangeTheRest(String source) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> writer.line(Line.of("X").withSource(source)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A B", "é", "\u0001"})
    void refusesACommandThatIsNone(String command) {
        assertThatIllegalArgumentException().isThrownBy(() -> writer.line(Line.of(command)));
    }

    @Test
    void refusesMoreParametersThanALineMayHave() {
        List<String> params = Collections.nCopies(16, "p");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> writer.line(Line.of("X").withParams(params)));
    }

    @Test
    void goesBackToWhereItWas() {
        writer.line(Line.of("PING"));
        int mark = writer.length();
        writer.line(Line.of("PONG"));

        writer.truncate(mark);

        assertThat(written()).isEqualTo("PING\r\n");
        writer.clear();
        assertThat(writer.isEmpty()).isTrue();
    }

    @Test
    void countsTheBytesOfABody() {
        Line line = Line.of("X", "é b").withTag("not", "counted").withSource("s");

        assertThat(LineWriter.bodyBytes(line)).isEqualTo(":s X :é b\r\n".getBytes(UTF_8).length);
    }

    @Test
    void namesAClientsOwnWordsOnlyWhereTheyCanStand() {
        assertThat(Line.inTheMiddle("#room")).isEqualTo("#room");
        assertThat(Line.inTheMiddle("")).isEqualTo("*");
        assertThat(Line.inTheMiddle(":x")).isEqualTo("*");
        assertThat(Line.inTheMiddle("a b")).isEqualTo("*");
        assertThat(Line.inTheMiddle("é".repeat(300))).isEqualTo("é".repeat(100));
        assertThat(Line.inTheMiddle("a".repeat(200))).hasSize(200);
    }
}
