package chat.parley.protocol.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineFramerTest {

    private final LineFramer framer = new LineFramer(LineLimits.FROM_CLIENT);
    private final List<Frame> frames = new ArrayList<>();

    private void feed(byte[] bytes) {
        framer.feed(bytes, 0, bytes.length, frames::add);
    }

    private void feed(String text) {
        feed(text.getBytes(UTF_8));
    }

    private static Frame text(String line) {
        return new Frame.Text(line);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Test
    void cutsLinesAtCrLfAndAtLfAlone() {
        feed("NICK ann\r\nPING 1\nPING 2\r\n");

        assertThat(frames).containsExactly(text("NICK ann"), text("PING 1"), text("PING 2"));
    }

    @Test
    void joinsALineThatComesByteByByte() {
        for (byte b : "PRIVMSG #a :grüße \uD83D\uDE42\r\nPING\r\n".getBytes(UTF_8)) {
            feed(new byte[] {b});
        }

        assertThat(frames).containsExactly(text("PRIVMSG #a :grüße \uD83D\uDE42"), text("PING"));
    }

    @Test
    void readsOnlyTheRangeItIsGiven() {
        byte[] bytes = "xxPING 1\nPINGxx".getBytes(UTF_8);

        framer.feed(bytes, 2, bytes.length - 2, frames::add);

        assertThat(frames).containsExactly(text("PING 1"));
        assertThat(framer.heldBytes()).isEqualTo("PING".length());
        assertThatThrownBy(() -> framer.feed(bytes, 0, bytes.length + 1, frames::add))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void passesOverEmptyLines() {
        feed("\r\n\n\r\n\n\nPING\n\r\n");

        assertThat(frames).containsExactly(text("PING"));
    }

    @Test
    void saysNothingOfALineThatHasNotEnded() {
        feed("PING");

        assertThat(frames).isEmpty();
        assertThat(framer.heldBytes()).isEqualTo(4);
    }

    @Test
    void holdsNothingBetweenLines() {
        feed("PING 1\r\nPI");
        feed("NG 2\r\n");

        assertThat(framer.heldBytes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "\0", "a\rb", "\ra", "a\r\r"})
    void refusesNulAndLoneCr(String line) {
        feed(line + "\r\nPING\r\n");

        assertThat(frames).hasSize(2);
        assertThat(frames.getFirst()).isInstanceOf(Frame.Malformed.class);
        assertThat(frames.getLast()).isEqualTo(text("PING"));
    }

    @Test
    void takesALineOfTheFullLengthInOnePieceAndInMany() {
        String full = "a".repeat(510);

        feed(full + "\r\n");
        feed(full);
        feed("\r");
        feed("\n");

        assertThat(frames).containsExactly(text(full), text(full));
    }

    @Test
    void refusesALineOneByteTooLongInOnePieceAndInMany() {
        String tooLong = "a".repeat(511);

        feed(tooLong + "\r\nPING 1\r\n");
        feed(tooLong);
        feed("\r\nPING 2\r\n");

        assertThat(frames)
                .containsExactly(new Frame.TooLong(false), text("PING 1"), new Frame.TooLong(false), text("PING 2"));
    }

    @Test
    void countsBytesNotCharacters() {
        feed("é".repeat(255) + "\r\n" + "é".repeat(256) + "\r\n");

        assertThat(frames).containsExactly(text("é".repeat(255)), new Frame.TooLong(false));
    }

    @Test
    void takesTagsOfTheFullLengthBesideABodyOfTheFullLength() {
        String line = "@" + "t".repeat(4094) + " " + "b".repeat(510);

        feed(line + "\r\n");
        feed(line);
        feed("\r\n");

        assertThat(frames).containsExactly(text(line), text(line));
    }

    @Test
    void saysWhetherItIsTheTagsThatAreTooLong() {
        feed("@" + "t".repeat(4095) + " PING\r\n");
        feed("@t " + "b".repeat(511) + "\r\n");

        assertThat(frames).containsExactly(new Frame.TooLong(true), new Frame.TooLong(false));
    }

    @Test
    void reportsALineTooLongBeforeItEndsAndOnlyOnce() {
        feed("a".repeat(400));
        feed("a".repeat(400));
        assertThat(frames).containsExactly(new Frame.TooLong(false));

        feed("a".repeat(400));
        feed("a\r\nPING\r\n");

        assertThat(frames).containsExactly(new Frame.TooLong(false), text("PING"));
    }

    @Test
    void holdsNoMoreThanOneLineHoweverMuchComes() {
        byte[] piece = new byte[64 * 1024];
        Arrays.fill(piece, (byte) 'x');
        for (int sent = 0; sent < 100 * 1024 * 1024; sent += piece.length) {
            feed(piece);
            assertThat(framer.heldBytes()).isZero();
        }
        feed("\r\nPING\r\n");

        assertThat(frames).containsExactly(new Frame.TooLong(false), new Frame.Endless(), text("PING"));
    }

    @Test
    void reportsOnceThatALineGoesOnFarBeyondItsBoundsInOnePieceAndInMany() {
        String atTheBound = "a".repeat(16_384);
        feed(atTheBound + "\r\n");
        for (int i = 0; i < 128; i++) {
            feed("a".repeat(128));
        }
        feed("\nPING 1\r\n");
        assertThat(frames).containsExactly(new Frame.TooLong(false), new Frame.TooLong(false), text("PING 1"));
        frames.clear();

        feed(atTheBound + "aaa\r\n");
        for (int i = 0; i < 300; i++) {
            feed("a".repeat(128));
        }
        feed("\nPING 2\r\n");

        assertThat(frames)
                .containsExactly(
                        new Frame.TooLong(false),
                        new Frame.Endless(),
                        new Frame.TooLong(false),
                        new Frame.Endless(),
                        text("PING 2"));
    }

    @Test
    void takesNoLineWithinItsBoundsForEndless() {
        LineFramer wide = new LineFramer(new LineLimits(16_384, 8_193));
        String line = "@" + "t".repeat(8_191) + " " + "b".repeat(16_382);

        byte[] bytes = (line + "\r\n").getBytes(UTF_8);
        wide.feed(bytes, 0, bytes.length, frames::add);

        assertThat(frames).containsExactly(text(line));
    }

    @Test
    void holdsNoMoreThanOneLineOfTags() {
        feed("@");
        for (int i = 0; i < 10_000; i++) {
            feed("a=b;");
            assertThat(framer.heldBytes()).isLessThan(4096 + 512);
        }

        assertThat(frames).containsExactly(new Frame.TooLong(true), new Frame.Endless());
    }

    @Test
    void reportsALineTooLongEvenIfItIsNotUtf8Either() {
        byte[] bytes = new byte[1000];
        Arrays.fill(bytes, (byte) 0xFF);
        bytes[999] = '\n';

        feed(bytes);

        assertThat(frames).containsExactly(new Frame.TooLong(false));
    }

    @Test
    void refusesBytesThatAreNoUtf8ButKeepsTheCommandReadable() {
        feed("@label=x PRIVMSG #a :caf".getBytes(UTF_8));
        feed(bytes(0xE9, '\r', '\n'));

        assertThat(frames).containsExactly(new Frame.NotUtf8("@label=x PRIVMSG #a :caf\uFFFD"));
    }

    @Test
    void refusesEveryKindOfBrokenUtf8() {
        List<byte[]> broken = List.of(
                bytes('a', 0x80), // a continuation alone
                bytes(0xC3), // cut short
                bytes(0xE2, 0x82), // cut short
                bytes(0xF0, 0x9F, 0x99), // cut short
                bytes(0xC0, 0xAF), // overlong
                bytes(0xE0, 0x80, 0xAF), // overlong
                bytes(0xED, 0xA0, 0x80), // half a surrogate pair
                bytes(0xF4, 0x90, 0x80, 0x80), // beyond U+10FFFF
                bytes(0xFE),
                bytes(0xC3, '(', 'x'));
        for (byte[] line : broken) {
            feed(line);
            feed("\r\n");
        }

        assertThat(frames).hasSize(broken.size()).allMatch(Frame.NotUtf8.class::isInstance);
    }

    @Test
    void takesAReplacementCharacterThatSomebodyReallyWrote() {
        feed("PRIVMSG a :\uFFFD\r\n");

        assertThat(frames).containsExactly(text("PRIVMSG a :\uFFFD"));
    }

    @Test
    void findsTheSameLinesHoweverTheBytesAreCut() {
        var random = new Random(20261122);
        for (int round = 0; round < 500; round++) {
            byte[] stream = randomStream(random);
            List<Frame> whole = new ArrayList<>();
            new LineFramer(LineLimits.FROM_CLIENT).feed(stream, 0, stream.length, whole::add);

            List<Frame> pieces = new ArrayList<>();
            var other = new LineFramer(LineLimits.FROM_CLIENT);
            int from = 0;
            while (from < stream.length) {
                int to = Math.min(stream.length, from + 1 + random.nextInt(700));
                other.feed(stream, from, to, pieces::add);
                from = to;
            }

            assertThat(pieces).as("round %d", round).isEqualTo(whole);
        }
    }

    private static byte[] randomStream(Random random) {
        byte[] alphabet = "@ :aé\0\r\n;=\uD83D\uDE42".getBytes(UTF_8);
        byte[] stream = new byte[random.nextInt(8000)];
        int lineLength = 1 + random.nextInt(1500);
        for (int i = 0; i < stream.length - 1; i++) {
            boolean plain = random.nextInt(100) > 3;
            stream[i] = plain ? (byte) 'x' : alphabet[random.nextInt(alphabet.length)];
            if (random.nextInt(lineLength) == 0) {
                stream[i] = '\n';
            } else if (i > 0 && stream[i - 1] == '\n' && random.nextInt(3) == 0) {
                stream[i] = '@';
            }
        }
        if (stream.length > 0) {
            stream[stream.length - 1] = '\n';
        }
        return stream;
    }
}
