package chat.parley.relay.listener;

import io.netty.buffer.ByteBuf;

/**
 * How lines go over a connection: as they are, or each as a message of a WebSocket, without its CR LF. What a server sends by
 * WebSocket is not masked, so that the same bytes do for all its readers.
 *
 * @see <a href="https://ircv3.net/specs/extensions/websocket">IRCv3 WebSocket</a>
 */
public enum Framing {
    LINES(0),
    /** Text frames. Lines are UTF-8 always, as these have to be. */
    TEXT(0x81),
    /** Binary frames. */
    BINARY(0x82);

    private static final int CLOSE = 0x88;
    private static final int PONG = 0x8A;
    private static final int LONGEST_SHORT = 125;
    private static final int TWO_BYTE_LENGTH = 126;
    private static final int EIGHT_BYTE_LENGTH = 127;
    private static final int LONGEST_OF_TWO_BYTES = 0xFFFF;

    private final int firstByte;

    Framing(int firstByte) {
        this.firstByte = firstByte;
    }

    /** How much lines of so many bytes can become: what is longer than 125 bytes takes two bytes more than its CR LF. */
    int mostBytes(int lineBytes) {
        return this == LINES ? lineBytes : lineBytes + lineBytes / 64 + Long.BYTES;
    }

    /** Appends whole lines, each with its CR LF, to what goes over the connection. */
    void write(byte[] lines, int from, int to, ByteBuf target) {
        if (this == LINES) {
            target.writeBytes(lines, from, to - from);
            return;
        }
        int start = from;
        for (int i = from; i < to; i++) {
            if (lines[i] == '\n') {
                int length = i - 1 - start;
                header(length, target);
                target.writeBytes(lines, start, length);
                start = i + 1;
            }
        }
    }

    private void header(int length, ByteBuf target) {
        target.writeByte(firstByte);
        if (length <= LONGEST_SHORT) {
            target.writeByte(length);
        } else if (length <= LONGEST_OF_TWO_BYTES) {
            target.writeByte(TWO_BYTE_LENGTH).writeShort(length);
        } else {
            target.writeByte(EIGHT_BYTE_LENGTH).writeLong(length);
        }
    }

    /**
     * The frame that answers a ping.
     *
     * @param payload of the ping, 125 bytes at most
     */
    static byte[] pong(byte[] payload) {
        byte[] frame = new byte[2 + payload.length];
        frame[0] = (byte) PONG;
        frame[1] = (byte) payload.length;
        System.arraycopy(payload, 0, frame, 2, payload.length);
        return frame;
    }

    /** The frame that ends a WebSocket, with a code of RFC 6455, section 7.4. */
    static byte[] close(int code) {
        return new byte[] {(byte) CLOSE, 2, (byte) (code >> 8), (byte) code};
    }
}
