package chat.parley.relay.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.relay.script.ScriptedClient;
import chat.parley.relay.script.World;
import chat.parley.relay.session.Peer;
import org.junit.jupiter.api.Test;

class OperatorsTest {
    private final World world = new World();

    private ScriptedClient operator(String nick) {
        ScriptedClient client = world.guest(nick);
        client.says("OPER root secret");
        client.forget();
        return client;
    }

    @Test
    void makesAnOperatorOfWhoKnowsNameAndPassword() {
        world.guest("alice")
                .says("OPER root secret")
                .hears(
                        ":alice!alice@host.test MODE alice +os",
                        "381 alice :You are now a server operator",
                        "NOTICE alice :*** alice is a server operator now, as root")
                .says("MODE alice")
                .hears("221 alice +os");
        assertThat(world.audit()).contains(new AuditEvent.Act("alice", "is a server operator now, as root"));
    }

    @Test
    void answersOperUnderItsLabel() {
        world.guest("alice", "labeled-response", "batch")
                .says("@label=x OPER root secret")
                .hears(
                        "@label=x BATCH +1 labeled-response",
                        "@batch=1 :alice!alice@host.test MODE alice +os",
                        "@batch=1 381 alice …",
                        "NOTICE alice :*** …",
                        "BATCH -1");
    }

    @Test
    void refusesWhoDoesNotAndTellsOperators() {
        ScriptedClient watching = operator("watching");
        world.guest("mallory").says("OPER root guess", "OPER x").hears("464 mallory …", "461 mallory OPER …");
        watching.hears("NOTICE watching :*** mallory!mallory@host.test failed to become a server operator, as root");
        assertThat(world.audit())
                .contains(new AuditEvent.Act("mallory", "failed to become a server operator, as root"));
    }

    @Test
    void takesNoPasswordWhereNoneAreTaken() {
        ScriptedClient plain = world.open("plain", new Peer("192.0.2.1", "host.test", false, false));
        plain.says("NICK plain", "USER plain 0 * :x").forget();
        plain.says("OPER root secret").hears("491 plain :Passwords are not taken on a connection …");
    }

    @Test
    void makesNobodyAnOperatorByMode() {
        world.guest("alice")
                .says("MODE alice +os")
                .hearsNothing()
                .says("MODE alice +z")
                .hears("501 alice …");
    }

    @Test
    void laysTheOfficeDownWithAllThatBelongsToIt() {
        operator("alice").says("MODE alice -o").hears(":alice!alice@host.test MODE alice -os");
    }

    @Test
    void killsAllOfSomebodysConnections() {
        ScriptedClient one = world.member("one", "bob");
        ScriptedClient two = world.member("two", "bob");
        ScriptedClient alice = operator("alice");
        alice.says("KILL bob :spam").hears("NOTICE alice :*** alice killed bob!bob@host.test: spam");
        one.hears("ERROR :Closing link: Killed (alice (spam))");
        two.hears("ERROR :Closing link: Killed (alice (spam))");
        assertThat(one.isClosed() && two.isClosed()).isTrue();
        assertThat(world.audit()).contains(new AuditEvent.Act("alice", "killed bob!bob@host.test: spam"));
        assertThat(world.asked(PresenceRequest.Leave.class))
                .extracting(PresenceRequest.Leave::reason)
                .containsOnly("Killed (alice (spam))");
    }

    @Test
    void killsNobodyForWhoIsNoOperator() {
        ScriptedClient bob = world.guest("bob");
        world.guest("alice").says("KILL bob :x", "WALLOPS :x").hears("481 alice …", "481 alice …");
        assertThat(bob.isClosed()).isFalse();
        operator("carol")
                .says("KILL nobody", "KILL irc.test", "KILL !")
                .hears("401 carol nobody …", "483 carol …", "401 carol ! …");
    }

    @Test
    void saysSoWhenAKillCannotBeTold() {
        ScriptedClient alice = operator("alice");
        world.guest("bob");
        world.failing(request ->
                request instanceof PresenceRequest.Announce ? new Failure.Unavailable(true, "Not now") : null);
        alice.says("KILL bob").hears("263 alice KILL :Not now");
    }

    @Test
    void tellsWallopsToThoseWhoWantThem() {
        ScriptedClient bob = world.guest("bob").says("MODE bob +w");
        bob.forget();
        ScriptedClient carol = world.guest("carol");
        operator("alice").says("WALLOPS :hi all", "WALLOPS :" + "x".repeat(500)).hears("417 alice …");
        bob.hears(":alice!alice@host.test WALLOPS :hi all");
        carol.hearsNothing();
    }

    @Test
    void marksOperatorsAndBots() {
        operator("alice").says("MODE alice +B").hears(":alice!alice@host.test MODE alice +B");
        world.guest("bob")
                .says("WHOIS alice")
                .hearsAmongOthers("313 bob alice :is a server operator", "335 bob alice :is a bot")
                .says("WHO alice")
                .hears("352 bob * alice host.test irc.test alice H*B :0 Real alice", "315 …");
    }

    @Test
    void marksWhatBotsSay() {
        ScriptedClient alice =
                world.guest("alice", "message-tags", "echo-message").says("MODE alice +B");
        ScriptedClient bob = world.guest("bob", "message-tags");
        alice.forget();
        alice.says("@bot;+x=1 PRIVMSG bob :beep").hears("@msgid=…;+x=1;bot :alice!alice@host.test PRIVMSG bob beep");
        bob.hears("@msgid=…;+x=1;bot :alice!alice@host.test PRIVMSG bob beep");
        bob.says("@bot PRIVMSG alice :boop");
        assertThat(alice.heard()).singleElement().asString().doesNotContain("bot");
    }
}
