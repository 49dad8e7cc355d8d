package chat.parley.relay.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.relay.listener.ConnectionLimits;
import chat.parley.relay.metrics.RelayMetrics.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A relay behind a balancer that speaks the PROXY protocol. */
class BalancedWireTest {
    private static final String FROM_203 = "PROXY TCP4 203.0.113.7 192.0.2.1 40000 6667\r\n";

    /** Signature, version 2 and PROXY, TCP over IPv4, 12 bytes: 203.0.113.9 to 192.0.2.1, ports 40000 and 6667. */
    private static final byte[] V2_FROM_203 = HexFormat.of()
            .parseHex("0d0a0d0a000d0a515549540a" + "2111000c" + "cb007109" + "c0000201" + "9c40" + "1a0b");

    /** From 2001:db8::5, with an extension of three bytes that nobody knows. */
    private static final byte[] V2_FROM_2001 = HexFormat.of()
            .parseHex("0d0a0d0a000d0a515549540a" + "2121002a" + "20010db8000000000000000000000005"
                    + "20010db8000000000000000000000001" + "9c40" + "1a0b" + "ea0003010203");

    /** The balancer's own connection. */
    private static final byte[] V2_LOCAL = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a" + "20000000");

    private TestRelay relay = new TestRelay(2);

    private int nicks;

    @AfterEach
    void close() {
        relay.close();
    }

    @Test
    void takesTheAddressFromAHeaderOfVersion1() throws Exception {
        try (WireClient ann = balanced(FROM_203.getBytes(US_ASCII))) {
            assertThat(hostOf(ann)).isEqualTo("203.0.113.7");
        }
    }

    @Test
    void takesTheAddressFromAHeaderOfVersion2() throws Exception {
        try (WireClient ann = balanced(V2_FROM_203)) {
            assertThat(hostOf(ann)).isEqualTo("203.0.113.9");
        }
        try (WireClient bob = balanced(V2_FROM_2001)) {
            assertThat(hostOf(bob)).isEqualTo("2001:db8:0:0:0:0:0:5");
        }
    }

    @Test
    void takesItInPiecesAndWithLinesRightBehindIt() throws Exception {
        try (WireClient ann = balanced(FROM_203.substring(0, 20).getBytes(US_ASCII))) {
            ann.write((FROM_203.substring(20) + "NICK ann\r\nUSER u 0 * :Ann\r\n").getBytes(US_ASCII));

            assertThat(ann.await(" 001 ")).contains(" ann ");
        }
    }

    @Test
    void knowsTheBalancersOwnConnections() throws Exception {
        try (WireClient ann = balanced(V2_LOCAL)) {
            assertThat(hostOf(ann)).isEqualTo(TestRelay.BALANCER);
        }
        try (WireClient bob = balanced("PROXY UNKNOWN\r\n".getBytes(US_ASCII))) {
            assertThat(hostOf(bob)).isEqualTo(TestRelay.BALANCER);
        }
    }

    @Test
    void talksTlsBehindTheHeader() throws Exception {
        Socket plain = from(TestRelay.BALANCER, relay.balancedTlsPort());
        plain.getOutputStream().write(V2_FROM_203);
        try (WireClient ann = new WireClient(secured(plain))) {
            assertThat(hostOf(ann)).isEqualTo("203.0.113.9");
        }
    }

    @Test
    void letsOthersConnectDirectly() throws Exception {
        try (WireClient ann = new WireClient(from("127.0.0.1", relay.balancedPort()))) {
            assertThat(hostOf(ann)).isEqualTo("127.0.0.1");
        }
        try (WireClient bob = new WireClient(secured(from("127.0.0.1", relay.balancedTlsPort())))) {
            assertThat(hostOf(bob)).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void believesNobodyElse() throws Exception {
        try (WireClient ann = new WireClient(from("127.0.0.1", relay.balancedPort()))) {
            ann.write(FROM_203.getBytes(US_ASCII));

            assertThat(ann.await(" 451 ")).isNotNull();
            assertThat(hostOf(ann)).isEqualTo("127.0.0.1");
        }
        try (WireClient bob = new WireClient(from("127.0.0.1", relay.balancedTlsPort()))) {
            bob.write(V2_FROM_203);

            assertThat(bob.rest()).isEmpty();
            refused(Refusal.HANDSHAKE);
        }
    }

    @Test
    void closesWhereTheHeaderIsMissing() throws Exception {
        try (WireClient ann = balanced("NICK ann\r\nUSER u 0 * :Ann\r\n".getBytes(US_ASCII))) {
            assertThat(ann.rest()).isEmpty();
        }
        refused(Refusal.PROXY_HEADER);
    }

    @Test
    void closesWhereTheHeaderIsHalfAndNoMoreComes() throws Exception {
        try (WireClient ann = balanced(FROM_203.substring(0, 20).getBytes(US_ASCII))) {
            assertThat(ann.rest()).isEmpty();
        }
        refused(Refusal.PROXY_HEADER);
    }

    @Test
    void countsConnectionsByTheAddressOfTheClient() throws Exception {
        relay.close();
        relay = new TestRelay(1, new ConnectionLimits(0, 1, 1 << 20, 1_024, 3_000, 100), TestRelay.SESSIONS);
        try (WireClient ann = balanced(FROM_203.getBytes(US_ASCII));
                WireClient bob = balanced(V2_FROM_203)) {
            ann.enter("ann");
            bob.enter("bob");

            try (WireClient third = balanced(FROM_203.getBytes(US_ASCII))) {
                assertThat(third.rest()).singleElement().asString().contains("Too many connections from your address");
            }
        }
    }

    @Test
    void countsANetworkOfIPv6AsOneAddress() throws Exception {
        relay.close();
        relay = new TestRelay(1, new ConnectionLimits(0, 1, 1 << 20, 1_024, 3_000, 100), TestRelay.SESSIONS);
        try (WireClient ann = balanced("PROXY TCP6 2001:db8:0:1::5 2001:db8::1 40000 6667\r\n".getBytes(US_ASCII));
                WireClient bob = balanced("PROXY TCP6 2001:db8:0:2::5 2001:db8::1 40000 6667\r\n".getBytes(US_ASCII))) {
            ann.enter("ann");
            bob.enter("bob");

            try (WireClient same =
                    balanced("PROXY TCP6 2001:db8:0:1:a::6 2001:db8::1 40000 6667\r\n".getBytes(US_ASCII))) {
                assertThat(same.rest()).singleElement().asString().contains("Too many connections from your address");
            }
        }
    }

    private String hostOf(WireClient client) {
        client.enter("nick" + ++nicks);
        client.send("JOIN #room");
        String join = client.await(" JOIN ");
        return join.substring(join.indexOf('@') + 1, join.indexOf(' '));
    }

    private void refused(Refusal why) {
        Awaitility.await().until(() -> relay.counts.refusedSoFar(why) == 1);
    }

    private WireClient balanced(byte[] header) throws IOException {
        WireClient client = new WireClient(from(TestRelay.BALANCER, relay.balancedPort()));
        client.write(header);
        return client;
    }

    private static Socket from(String address, int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(address), 0);
    }

    private static Socket secured(Socket plain) throws Exception {
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, new TrustManager[] {new TlsWireTest.TrustEverybody()}, new SecureRandom());
        return trusting.getSocketFactory().createSocket(plain, "127.0.0.1", plain.getPort(), true);
    }
}
