package chat.parley.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.relay.listener.ConnectionLimits;
import chat.parley.relay.metrics.RelayMetrics.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Connections that count as those of another address than they come from. */
class WebircWireTest {
    @Test
    void countsConnectionsByTheAddressOfTheGatewaysClient() throws Exception {
        try (var relay = new TestRelay(1, new ConnectionLimits(0, 1, 1 << 20, 1_024, 3_000, 100), TestRelay.SESSIONS)) {
            try (WireClient ann = gateway(relay, "203.0.113.1").enter("ann");
                    WireClient bob = gateway(relay, "203.0.113.2").enter("bob")) {
                bob.settle();
                try (WireClient third = gateway(relay, "203.0.113.1")) {
                    assertThat(third.rest()).singleElement().asString().contains("Too many connections");
                }
                ann.settle();
            }
            assertThat(relay.counts.refusedSoFar(Refusal.CONNECTIONS_PER_ADDRESS))
                    .isOne();
            Awaitility.await().until(() -> relay.node().connections() == 0);
            try (WireClient again = gateway(relay, "203.0.113.1").enter("again")) {
                assertThat(again.settle()).isEmpty();
            }
        }
    }

    private static WireClient gateway(TestRelay relay, String client) throws IOException {
        var socket =
                new Socket(InetAddress.getLoopbackAddress(), relay.port(), InetAddress.getByName(TestRelay.GATEWAY), 0);
        var wire = new WireClient(socket);
        wire.send("WEBIRC gate web host.example " + client);
        return wire;
    }
}
