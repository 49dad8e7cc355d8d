package chat.parley.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A PONG is a barrier for what everybody on the relay had sent, on whatever loop and by whatever door. */
class BarrierWireTest {
    private static final int TIMES = 100;

    private final TestRelay relay = new TestRelay(3);

    @AfterEach
    void close() {
        relay.close();
    }

    @Test
    void whatOneSentIsReadByAnotherBeforeItsPong() {
        List<WireClient> clients = new ArrayList<>();
        // as many as make it certain that all loops have some
        for (int i = 0; i < 6; i++) {
            clients.add(relay.connect().enter("c" + i).join("#room"));
        }
        clients.forEach(WireClient::settle);

        for (int i = 0; i < TIMES; i++) {
            String text = "text" + i;
            int sender = i % clients.size();
            int reader = (sender + 1 + i / clients.size() % (clients.size() - 1)) % clients.size();
            clients.get(sender).send("PRIVMSG #room :" + text);

            assertThat(clients.get(reader).settle()).anyMatch(line -> line.endsWith("PRIVMSG #room :" + text));
        }
    }

    @Test
    void doorsMakeNoDifference() {
        List<WireClient> plain = new ArrayList<>();
        List<WebSocketClient> web = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            plain.add(relay.connect().enter("plain" + i));
            web.add(webSocket().upgrade("text.ircv3.net").enter("web" + i));
        }

        for (int i = 0; i < TIMES; i++) {
            String text = "text" + i;
            int from = i % 3;
            int to = i / 3 % 3;
            web.get(from).send("PRIVMSG plain" + to + " :" + text);
            assertThat(plain.get(to).settle()).anyMatch(line -> line.endsWith(text));

            plain.get(to).send("PRIVMSG web" + from + " :" + text);
            assertThat(web.get(from).settle()).anyMatch(frame -> frame.text().endsWith(text));
        }
        web.forEach(WebSocketClient::close);
    }

    private WebSocketClient webSocket() {
        try {
            return new WebSocketClient(new Socket(InetAddress.getLoopbackAddress(), relay.webSocketPort()));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
