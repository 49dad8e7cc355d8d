package chat.parley.testkit.wire;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.LineParser;
import chat.parley.protocol.line.ParseResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinePatternTest {

    private static Line line(String text) {
        if (LineParser.parse(text) instanceof ParseResult.Parsed parsed) {
            return parsed.line();
        }
        throw new IllegalArgumentException(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PING x                     | PING x                          | true
            PING x                     | PING y                          | false
            PING x                     | PING x y                        | false
            PING ...                   | PING x y                        | true
            PING * y                   | PING anything y                 | true
            :a!*@* PRIVMSG #tea :*.*   | :a!b@c PRIVMSG #tea :one. two   | true
            :a!*@* PRIVMSG #tea :hi    | :b!b@c PRIVMSG #tea :hi         | false
            @msgid=* PING x            | @msgid=7;time=8 PING x          | true
            @msgid=* PING x            | @time=8 PING x                  | false
            """)
    void matchesAWholeLine(String pattern, String text, boolean matches) {
        assertThat(LinePattern.matchesWhole(line(pattern), line(text))).isEqualTo(matches);
    }
}
