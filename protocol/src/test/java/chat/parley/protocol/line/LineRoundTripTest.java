package chat.parley.protocol.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read again as the same line, whatever is in it. */
class LineRoundTripTest {

    private static final String[] PIECES = {
        "a",
        "B",
        "0",
        ":",
        ";",
        "=",
        "\\",
        "\\s",
        "+",
        "@",
        "#",
        ",",
        "*",
        "\u0001",
        "\t",
        "é",
        "漢",
        "\uD83D\uDE42",
        "\uFFFD"
    };

    static Line reread(byte[] bytes) {
        List<Frame> frames = new ArrayList<>();
        new LineFramer(new LineLimits(1 << 20, 1 << 20)).feed(bytes, 0, bytes.length, frames::add);
        assertThat(frames).hasSize(1);
        assertThat(frames.getFirst()).isInstanceOf(Frame.Text.class);
        ParseResult result = LineParser.parse(((Frame.Text) frames.getFirst()).line());
        assertThat(result).isInstanceOf(ParseResult.Parsed.class);
        return ((ParseResult.Parsed) result).line();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 20261122})
    void readsBackWhatWasWritten(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            Line line = randomLine(random);

            assertThat(reread(LineWriter.encode(line))).isEqualTo(line);
            assertThat(reread(new LineWriter().lineWithTrailing(line).toByteArray()))
                    .isEqualTo(line);
        }
    }

    @Test
    void readsBackEveryTagValue() {
        for (char c = 1; c < 0x250; c++) {
            Line line = Line.of("X").withTag("k", c + "x" + c);

            assertThat(reread(LineWriter.encode(line))).isEqualTo(line);
        }
    }

    private static Line randomLine(Random random) {
        Tags tags = Tags.EMPTY;
        for (int i = random.nextInt(4); i > 0; i--) {
            tags = tags.with(
                    "key" + random.nextInt(50), text(random, " ", "\r", "\n").replace("\0", ""));
        }
        List<String> params = new ArrayList<>();
        int count = random.nextInt(Line.MAX_PARAMS + 1);
        for (int i = 0; i < count; i++) {
            boolean last = i == count - 1;
            String param = last ? text(random, " ") : "m" + text(random);
            params.add(param);
        }
        String source = random.nextBoolean() ? null : "s" + text(random);
        return new Line(tags, source, random.nextBoolean() ? "PRIVMSG" : "001", params);
    }

    private static String text(Random random, String... alsoThese) {
        var text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            int piece = random.nextInt(PIECES.length + alsoThese.length);
            text.append(piece < PIECES.length ? PIECES[piece] : alsoThese[piece - PIECES.length]);
        }
        return text.toString();
    }
}
