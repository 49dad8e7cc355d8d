package chat.parley.relay.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;

/** A relay, and clients that come to it by WebSocket. */
abstract class WebSocketRig {
    static final String TEXT = "text.ircv3.net";
    static final String BINARY = "binary.ircv3.net";

    TestRelay relay = new TestRelay(2);

    @AfterEach
    void close() {
        relay.close();
    }

    WebSocketClient connect() {
        try {
            return new WebSocketClient(new Socket(InetAddress.getLoopbackAddress(), relay.webSocketPort()));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
