package chat.parley.relay.listener;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramingTest {
    @Test
    void leavesLinesAsTheyAre() {
        assertThat(framed(Framing.LINES, "PING a\r\nPING b\r\n")).isEqualTo("PING a\r\nPING b\r\n".getBytes(US_ASCII));
    }

    @Test
    void makesAFrameOfEachLine() {
        assertThat(framed(Framing.BINARY, "AB\r\nC\r\n"))
                .containsExactly((byte) 0x82, 2, 'A', 'B', (byte) 0x82, 1, 'C');
        assertThat(framed(Framing.TEXT, "AB\r\n")).containsExactly((byte) 0x81, 2, 'A', 'B');
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 125, 126, 127, 510, 8_700, 65_535, 65_536, 100_000})
    void needsNoMoreRoomThanItSays(int length) {
        String lines = ("x".repeat(length) + "\r\n").repeat(3);

        assertThat(framed(Framing.TEXT, lines)).hasSizeLessThanOrEqualTo(Framing.TEXT.mostBytes(lines.length()));
    }

    @Test
    void writesLengthsInTheShortestWay() {
        assertThat(framed(Framing.TEXT, "x".repeat(126) + "\r\n")).startsWith(0x81, 126, 0, 126, 'x');
        assertThat(framed(Framing.TEXT, "x".repeat(65_536) + "\r\n"))
                .startsWith(0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0, 'x');
    }

    private static byte[] framed(Framing framing, String lines) {
        ByteBuf to = Unpooled.buffer();
        framing.write(lines.getBytes(US_ASCII), 0, lines.length(), to);
        return ByteBufUtil.getBytes(to);
    }
}
