package chat.parley.relay.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.failure.Failure;
import chat.parley.relay.script.ScriptedClient;
import chat.parley.relay.script.World;
import chat.parley.relay.session.Peer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BansTest {
    private final World world = new World();
    private ScriptedClient operator;

    @BeforeEach
    void makeAnOperator() {
        operator = world.guest("root").says("OPER root secret", "MODE root -s");
        operator.forget();
    }

    private ScriptedClient from(String address, String nick) {
        ScriptedClient client = world.open(nick, new Peer(address, address, true, true));
        client.says("NICK " + nick, "USER " + nick + " 0 * :Real " + nick);
        return client;
    }

    @Test
    void bansARangeOfAddressesAtOnceAndForThoseToCome() {
        ScriptedClient mallory = from("198.51.100.7", "mallory");
        mallory.forget();
        operator.says("UBAN ADD 198.51.100.9/24 1d12h :spam and more")
                .hears(
                        "NOTICE root :Added: 198.51.100.0/24, until Thu, 16 Nov 2023 at 10:13:20 UTC, by root: spam and more");
        mallory.hears("ERROR :Closing link: Banned (spam and more)");
        from("198.51.100.200", "eve")
                .hears(
                        "465 eve :You are banned from this server: spam and more",
                        "ERROR :Closing link: Banned (spam and more)");
        from("198.51.101.1", "alice").hearsAmongOthers("001 alice …");
        assertThat(world.audit())
                .contains(new AuditEvent.Act(
                        "root",
                        "banned 198.51.100.0/24, until Thu, 16 Nov 2023 at 10:13:20 UTC, by root: spam and more"));
    }

    @Test
    void bansAnAccountOnAllItsDevices() {
        ScriptedClient one = world.member("one", "mallory");
        ScriptedClient two = world.member("two", "mallory");
        ScriptedClient alice = world.member("a", "alice");
        operator.says("UBAN ADD Mallory").hears("NOTICE root :Added: mallory, for good, by root: no reason given");
        one.hears("ERROR :Closing link: Banned (no reason given)");
        two.hears("ERROR :Closing link: Banned (no reason given)");
        alice.hearsNothing();
    }

    @Test
    void liftsAndListsBans() {
        operator.says("UBAN ADD 203.0.113.1 :x", "UBAN ADD 2001:db8::/32 5m :y").forget();
        operator.says("UBAN LIST")
                .hears(
                        "NOTICE root :203.0.113.1, for good, by root: x",
                        "NOTICE root :2001:db8::/32, until Tue, 14 Nov 2023 at 22:18:20 UTC, by root: y",
                        "NOTICE root :2 bans")
                .says("UBAN INFO 2001:db8::7", "UBAN INFO 203.0.113.2")
                .hears("NOTICE root :2001:db8::/32, …", "NOTICE root :There is no ban of 203.0.113.2")
                .says("UBAN DEL 203.0.113.1", "UBAN DEL 203.0.113.1")
                .hears("NOTICE root :Lifted: …", "NOTICE root :There is no ban of 203.0.113.1");
        from("203.0.113.1", "alice").hearsAmongOthers("001 alice …");
    }

    @Test
    void refusesWhatItCannotBan() {
        operator.says("UBAN ADD 192.0.2.0/24", "UBAN ADD 1.2.3.4/99", "UBAN ADD 10.0.0.0/7", "UBAN ADD nobody")
                .hears(
                        "NOTICE root :That would ban you",
                        "NOTICE root :1.2.3.4/99 has no length of 0 to 32 bits",
                        "NOTICE root :10.0.0.0/7 is too much: 8 bits have to be given at least",
                        "NOTICE root :There is no account nobody")
                .says("UBAN", "UBAN ADD", "UBAN X y")
                .hears("461 root UBAN …", "461 root UBAN …", "NOTICE root :UBAN takes …");
        world.guest("alice").says("UBAN LIST").hears("481 alice …");
    }

    @Test
    void letsNobodyInWhileBansCannotBeLookedUp() {
        world.failing(
                request -> request instanceof AccountRequest.FindBan ? new Failure.Unavailable(true, "Not now") : null);
        ScriptedClient alice = from("203.0.113.1", "alice");
        alice.hears("263 alice NICK :Not now", "ERROR …");
        assertThat(alice.isClosed()).isTrue();
    }
}
