package chat.parley.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SearchWireTest {
    private final TestRelay relay = new TestRelay(2);

    @AfterEach
    void close() {
        relay.close();
    }

    @Test
    void answersWithWhatWasSaidAsItWas() {
        WireClient ann = relay.connect();
        ann.send("CAP REQ :batch message-tags labeled-response server-time soju.im/search", "CAP END");
        ann.enter("ann").join("#room");
        WireClient bob = relay.connect().enter("bob").join("#room");
        ann.send("PRIVMSG #room :a needle", "PRIVMSG #room :hay", "PRIVMSG bob :needle");
        bob.settle();
        ann.settle();

        ann.send("@label=find SEARCH text=needle");

        List<String> found = ann.settle();
        assertThat(found).hasSize(4);
        assertThat(found.get(0)).matches("@label=find :irc.test BATCH \\+\\w+ soju.im/search");
        assertThat(found.get(1)).matches("@msgid=\\S+;time=\\S+Z;batch=\\w+ :ann!u@127.0.0.1 PRIVMSG #room :a needle");
        assertThat(found.get(2)).endsWith(" :ann!u@127.0.0.1 PRIVMSG bob :needle");
        assertThat(found.get(3)).matches(":irc.test BATCH -\\w+");
    }
}
