package chat.parley.relay.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.relay.script.ScriptedClient;
import chat.parley.relay.script.World;
import org.junit.jupiter.api.Test;

class ConnectingTest {
    private final World world = new World();

    @Test
    void letsAGuestInAfterNickAndUser() {
        world.open("c")
                .says("NICK alice")
                .hearsNothing()
                .says("USER alice 0 * :Alice A")
                .hears(
                        "001 alice :Welcome to the Test chat, alice",
                        "002 alice :Your host is irc.test, running parley-test",
                        "003 alice :This server was started …",
                        "004 alice irc.test parley-test i iklmnostv klov",
                        "005 alice NETWORK=Test CASEMAPPING=ascii … :are supported by this server",
                        "005 alice … :are supported by this server",
                        "251 alice :There are 1 users and 0 invisible on 1 servers",
                        "255 alice :I have 1 clients and 1 servers",
                        "265 alice 1 1 :Current local users 1, max 1",
                        "266 alice 1 1 :Current global users 1, max 1",
                        "422 alice :There is no message of the day");
    }

    @Test
    void waitsForTheEndOfNegotiation() {
        ScriptedClient client = world.open("c").says("CAP LS 302", "NICK alice", "USER alice 0 * :Alice");
        client.hears("CAP * LS * :sasl=PLAIN,SCRAM-SHA-256 …", "CAP * LS …");
        client.says("CAP END").hearsAmongOthers("001 alice …");
        assertThat(client.session().isConnected()).isTrue();
    }
}
