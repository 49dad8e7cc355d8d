package chat.parley.relay.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.ban.AddressRange;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.relay.script.ScriptedClient;
import chat.parley.relay.script.Settings;
import chat.parley.relay.script.World;
import chat.parley.relay.session.Peer;
import chat.parley.relay.session.SessionSettings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebircTest {
    private final World world = new World(new Settings()
            .gateways(new SessionSettings.Gateway(
                    "web", List.of(new AddressRange("192.0.2.0/24"), new AddressRange("127.0.0.1"))))
            .build());

    @Test
    void showsTheClientsOwnAddress() {
        enter(gateway(true), "WEBIRC gate kiwi host.example 203.0.113.9");

        assertThat(claimed().host()).isEqualTo("203.0.113.9");
        assertThat(world.asked(AccountRequest.FindBan.class))
                .extracting(AccountRequest.FindBan::address)
                .containsExactly("203.0.113.9");
    }

    @Test
    void writesAnIpv6AddressSoThatItFitsIntoALine() {
        enter(gateway(true), "WEBIRC gate kiwi host.example 0::5");

        assertThat(claimed().host()).isEqualTo("0:0:0:0:0:0:0:5");
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, true, secure, true",
        "192.0.2.1, true, :tls secure remote-port=1, true",
        "192.0.2.1, true, :tls, false",
        "192.0.2.1, true, , false",
        "192.0.2.1, false, secure, false",
        "127.0.0.1, false, secure, true",
    })
    void isSecureWhereTheWholeWayIs(String from, boolean tls, String options, boolean secure) {
        ScriptedClient client = world.open("c", new Peer(from, from, tls, true, "ab".repeat(32), false));
        enter(client, "WEBIRC gate kiwi host.example 203.0.113.9" + (options == null ? "" : " " + options));

        assertThat(claimed().secure()).isEqualTo(secure);
    }

    @Test
    void doesNotTakeTheGatewaysCertificateForItsClients() {
        ScriptedClient client = world.open("c", new Peer("192.0.2.1", "h", true, true, "ab".repeat(32), false));
        client.says("WEBIRC gate kiwi host.example 203.0.113.9", "CAP REQ sasl", "AUTHENTICATE EXTERNAL")
                .hearsAmongOthers("908 …");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WEBIRC wrong kiwi host.example 203.0.113.9",
                "WEBIRC gate kiwi host.example nonsense",
                "WEBIRC gate kiwi host.example 300.0.0.1",
                "WEBIRC gate kiwi host.example :",
            })
    void endsAtWhatIsWrong(String line) {
        gateway(true).says(line).hears("ERROR :Closing link: …");
    }

    @Test
    void isTakenFromConfiguredGatewaysOnly() {
        world.open("c", new Peer("198.51.100.1", "h", true, true))
                .says("WEBIRC gate kiwi host.example 203.0.113.9")
                .hears("ERROR :Closing link: WEBIRC is taken from configured gateways only");
        assertThat(world.asked(AccountRequest.CheckGateway.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NICK ann", "USER u 0 * :Ann", "CAP LS", "PASS x", "WEBIRC gate kiwi h 203.0.113.9"})
    void hasToComeFirst(String before) {
        ScriptedClient client = gateway(true);
        client.says(before).forget();

        client.says("WEBIRC gate kiwi host.example 203.0.113.9").hears("ERROR :Closing link: WEBIRC …");
    }

    @Test
    void asksForAllItHasToSay() {
        gateway(true).says("WEBIRC gate kiwi host.example").hears("461 * WEBIRC :Not enough parameters");
    }

    @Test
    void endsWhereThePasswordCannotBeChecked() {
        world.failing(request -> request instanceof AccountRequest.CheckGateway
                ? new Failure.Unavailable(true, "Not there at the moment; try again.")
                : null);
        gateway(true)
                .says("WEBIRC gate kiwi host.example 203.0.113.9")
                .hears("ERROR :Closing link: Not there at the moment; try again.");
    }

    private ScriptedClient gateway(boolean tls) {
        return world.open("c", new Peer("192.0.2.1", "192.0.2.1", tls, true));
    }

    private static void enter(ScriptedClient client, String webirc) {
        client.says(webirc, "NICK ann", "USER u 0 * :Ann").forget();
    }

    private PresenceRequest.Claim claimed() {
        return world.asked(PresenceRequest.Claim.class).getFirst();
    }
}
