package chat.parley.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More connections break in one moment than a loop acts on in one go, and somebody speaks meanwhile. */
@Timeout(120)
class ManyBreakOffTest {
    private static final int LEAVING = 100;

    @Test
    void whatIsSaidMeanwhileReachesThoseWhoStayAndAllAreSeenLeavingOnce() throws IOException {
        try (var relay = new TestRelay(1);
                WireClient ann = relay.connect().enter("ann").join("#room");
                WireClient bob = relay.connect().enter("bob").join("#room")) {
            List<WireClient> leaving = new ArrayList<>();
            TreeSet<String> expected = new TreeSet<>();
            for (int i = 0; i < LEAVING; i++) {
                leaving.add(relay.connect().enter("guest" + i).join("#room"));
                expected.add("guest" + i);
            }
            ann.settle();
            bob.settle();

            for (WireClient client : leaving) {
                client.socket().setSoLinger(true, 0);
                client.close();
                ann.send("PRIVMSG #room :still here");
            }

            int heard = 0;
            List<String> left = new ArrayList<>();
            while (heard < LEAVING || left.size() < LEAVING) {
                String line = bob.read();
                assertThat(line).as("bob's connection").isNotNull();
                if (line.endsWith(" PRIVMSG #room :still here")) {
                    heard++;
                } else if (line.contains(" QUIT ")) {
                    left.add(line.substring(1, line.indexOf('!')));
                }
            }
            assertThat(bob.settle()).isEmpty();
            assertThat(left).containsExactlyInAnyOrderElementsOf(expected);
        }
    }
}
