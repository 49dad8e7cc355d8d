package chat.parley.protocol.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.protocol.Validated;
import chat.parley.protocol.id.Label;
import chat.parley.protocol.id.MessageReference;
import chat.parley.protocol.id.Nonce;
import chat.parley.protocol.id.Timestamp;
import chat.parley.protocol.isupport.Isupport;
import chat.parley.protocol.line.Frame;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.LineFramer;
import chat.parley.protocol.line.LineLimits;
import chat.parley.protocol.line.LineParser;
import chat.parley.protocol.line.LineWriter;
import chat.parley.protocol.line.ParseResult;
import chat.parley.protocol.name.AccountName;
import chat.parley.protocol.name.Ident;
import chat.parley.protocol.name.Mask;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import chat.parley.protocol.name.ServerName;
import chat.parley.protocol.name.Source;
import chat.parley.protocol.reply.Numeric;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Whatever bytes come, nothing throws, nothing is held beyond its bound, and what was understood means the same when it is
 * written and read again. Without {@code JAZZER_FUZZ=1} in the environment it replays its corpus, nothing else.
 */
class WireFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void readsAnyBytesAndWritesWhatItUnderstood(byte[] bytes) {
        List<Frame> frames = frames(bytes, Math.max(1, bytes.length));
        assertThat(frames(bytes, 1 + bytes.length % 97)).isEqualTo(frames);

        for (Frame frame : frames) {
            if (frame instanceof Frame.Text text) {
                rewrite(text.line());
            }
        }
    }

    @FuzzTest(maxDuration = "10m")
    void checksAnyText(byte[] bytes) {
        String text = new String(bytes, UTF_8);

        ifValid(Nickname.parse(text), nick -> {
            assertThat(new Nickname(nick.value())).isEqualTo(nick);
            assertThat(nick.value().getBytes(UTF_8)).hasSizeLessThanOrEqualTo(Nickname.MAX_BYTES);
            assertThat(Line.fitsInTheMiddle(nick.value())).isTrue();
            assertThat(Nickname.fold(nick.folded())).isEqualTo(nick.folded());
        });
        ifValid(
                AccountName.parse(text),
                name -> assertThat(Nickname.parse(name.value()).isValid()).isTrue());
        ifValid(
                RoomName.parse(text),
                room -> assertThat(Line.fitsInTheMiddle(room.value())).isTrue());
        ifValid(
                ServerName.parse(text),
                server -> assertThat(Line.fitsInTheMiddle(server.value())).isTrue());
        ifValid(
                MessageReference.parse(text),
                point -> assertThat(MessageReference.parse(point.text()).orElseThrow())
                        .isEqualTo(point));
        ifValid(
                Timestamp.parse(text),
                time -> assertThat(Timestamp.parse(time.text()).orElseThrow()).isEqualTo(time));
        ifValid(Nonce.parse(text), nonce -> assertThat(nonce.value()).isEqualTo(text));
        ifValid(Label.parse(text), label -> assertThat(label.value()).isEqualTo(text));
        assertThat(Nickname.parse(Nickname.nearestFreeNick(text, taken -> false).value())
                        .isValid())
                .isTrue();
        assertThat(Ident.of(text).value()).isNotEmpty();
        assertThat(Source.parse(text).text()).isNotNull();
        assertThat(new Mask("*").matches(text)).isTrue();
        assertThat(Isupport.EMPTY.withWords(List.of(text.split(" "))).words()).isNotNull();
        if (LineParser.parse("X :" + text) instanceof ParseResult.Parsed) {
            Line answer = Numeric.ERR_NOSUCHCHANNEL.line("parley.localhost", "ann", text);
            assertThat(LineWriter.bodyBytes(answer)).isLessThanOrEqualTo(LineLimits.STANDARD_BODY_BYTES);
        }
    }

    private static <T> void ifValid(Validated<T> result, Consumer<T> check) {
        switch (result) {
            case Validated.Valid<T> good -> check.accept(good.value());
            case Validated.Invalid<T> bad -> assertThat(bad.reason()).isNotEmpty();
        }
    }

    private static List<Frame> frames(byte[] bytes, int pieceBytes) {
        LineLimits limits = LineLimits.FROM_CLIENT;
        var framer = new LineFramer(limits);
        List<Frame> frames = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += pieceBytes) {
            framer.feed(bytes, from, Math.min(bytes.length, from + pieceBytes), frames::add);
            assertThat(framer.heldBytes()).isLessThan(limits.maxBodyBytes() + limits.maxTagBytes());
        }
        // What has not ended yet may be known to be too long in one case and not in the other.
        if (bytes.length > 0 && bytes[bytes.length - 1] != '\n') {
            framer.feed(new byte[] {'\n'}, 0, 1, frames::add);
        }
        return frames;
    }

    private static void rewrite(String text) {
        switch (LineParser.parse(text)) {
            case ParseResult.Parsed(Line line) -> {
                byte[] written = LineWriter.encode(line);
                assertThat(Arrays.copyOfRange(written, written.length - 2, written.length))
                        .isEqualTo(new byte[] {'\r', '\n'});
                List<Frame> reread = new ArrayList<>();
                new LineFramer(new LineLimits(1 << 20, 1 << 20)).feed(written, 0, written.length, reread::add);
                assertThat(reread).hasSize(1);
                assertThat(LineParser.parse(((Frame.Text) reread.getFirst()).line()))
                        .isEqualTo(new ParseResult.Parsed(line));
            }
            case ParseResult.Empty empty -> assertThat(text).isBlank();
            case ParseResult.Malformed(String reason) -> assertThat(reason).isNotEmpty();
        }
    }
}
