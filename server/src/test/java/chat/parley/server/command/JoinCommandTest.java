package chat.parley.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.relay.listener.ListenerConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class JoinCommandTest {
    private static final ListenerConfig.Tls TLS = new ListenerConfig.Tls("cert.pem", "key.pem");

    private static ListenerConfig plain(String host, int port) {
        return new ListenerConfig(host, port, null, false);
    }

    private static ListenerConfig tls(String host, int port) {
        return new ListenerConfig(host, port, TLS, false);
    }

    @Test
    void saysNothingOfWhatTheClientDoesByItself() {
        assertThat(JoinCommand.of(List.of(plain("127.0.0.1", 6667), tls("0.0.0.0", 6697))))
                .isEqualTo("./parley chat");
    }

    @Test
    void namesAnotherPort() {
        assertThat(JoinCommand.of(List.of(plain("127.0.0.1", 6667), tls("0.0.0.0", 7697))))
                .isEqualTo("./parley chat --port 7697");
    }

    @Test
    void saysSoWhereThereIsNoTls() {
        assertThat(JoinCommand.of(List.of(plain("127.0.0.1", 7667)))).isEqualTo("./parley chat --port 7667 --no-tls");
    }

    @Test
    void namesAnAddressThatIsNotThisMachinesOwnName() {
        assertThat(JoinCommand.of(List.of(tls("192.0.2.7", 6697)))).isEqualTo("./parley chat --host 192.0.2.7");
    }

    @Test
    void prefersTheUsualPort() {
        assertThat(JoinCommand.of(List.of(tls("::", 7697), tls("::", 6697)))).isEqualTo("./parley chat");
    }
}
