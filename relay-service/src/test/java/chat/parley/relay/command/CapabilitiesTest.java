package chat.parley.relay.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.protocol.capability.Capability;
import chat.parley.relay.script.ScriptedClient;
import chat.parley.relay.script.Settings;
import chat.parley.relay.script.World;
import chat.parley.relay.session.Peer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CapabilitiesTest {
    private final World world = new World();

    @Test
    void listsBareNamesInOneLineForOldClients() {
        ScriptedClient client = world.open("c").says("CAP LS");
        client.hears("CAP * LS :sasl message-tags server-time …");
    }

    @Test
    void listsValuesForNewClients() {
        String all = String.join(" ", world.open("c").says("CAP LS 302").heard());
        assertThat(all)
                .contains("sasl=PLAIN,SCRAM-SHA-256", "draft/account-registration=before-connect,custom-account-name");
        Arrays.stream(Capability.values()).forEach(capability -> assertThat(all).contains(capability.wireName()));
    }

    @Test
    void saysHowAccountsAreMadeHere() {
        var strict = new World(new Settings().registration(true, false, true).build());
        assertThat(String.join(" ", strict.open("c").says("CAP LS 302").heard()))
                .contains("draft/account-registration=email-required,custom-account-name");
        var none = new World(new Settings().registration(false, true, false).build());
        assertThat(String.join(" ", none.open("c").says("CAP LS 302").heard())).doesNotContain("account-registration");
    }

    @Test
    void offersNoSignInWherePasswordsAreNotTaken() {
        ScriptedClient client =
                world.open("c", new Peer("203.0.113.5", "h", false, false)).says("CAP LS 302");
        assertThat(String.join(" ", client.heard())).doesNotContain("sasl", "account-registration");
        client.says("CAP REQ sasl").hears("CAP * NAK sasl");
    }

    @Test
    void grantsAllOrNothing() {
        world.open("c")
                .says("CAP REQ :multi-prefix userhost-in-names")
                .hears("CAP * ACK :multi-prefix userhost-in-names")
                .says("CAP REQ :server-time nonsense echo-message")
                .hears("CAP * NAK :server-time nonsense echo-message")
                .says("CAP LIST")
                .hears("CAP * LIST :multi-prefix userhost-in-names");
    }

    @Test
    void takesCapabilitiesBack() {
        world.open("c")
                .says("CAP REQ :echo-message server-time", "CAP REQ -server-time", "CAP LIST")
                .hears("CAP * ACK :echo-message server-time", "CAP * ACK -server-time", "CAP * LIST echo-message");
    }

    @Test
    void keepsCapNotifyForThoseWhoSpeak302() {
        world.open("c")
                .says("CAP LS 302")
                .hearsAmongOthers("CAP * LS …")
                .says("CAP REQ -cap-notify", "CAP LIST")
                .hears("CAP * NAK -cap-notify", "CAP * LIST cap-notify");
    }

    @Test
    void listsNothingAsAnEmptyParameter() {
        world.open("c").says("CAP LIST").hears("CAP * LIST :");
    }

    @Test
    void refusesUnknownSubcommands() {
        world.open("c").says("CAP NOTACOMMAND").hears("410 * NOTACOMMAND :Invalid CAP command");
        world.open("d").says("CAP").hears("461 * CAP :Not enough parameters");
    }

    @Test
    void repeatsWhatItRefusesNoLongerThanALine() {
        assertThat(world.open("c").says("CAP REQ :" + "x".repeat(490)).heard().getFirst())
                .startsWith("CAP * NAK xxxx")
                .hasSizeLessThan(450);
    }

    @Test
    void negotiatesAfterConnectingToo() {
        world.guest("alice")
                .says("CAP REQ echo-message")
                .hears("CAP alice ACK echo-message")
                .says("PRIVMSG alice :hi")
                .hears(":alice!alice@host.test PRIVMSG alice hi", ":alice!alice@host.test PRIVMSG alice hi");
    }
}
