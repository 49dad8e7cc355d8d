package chat.parley.relay.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.room.RoomRequest;
import chat.parley.relay.script.ScriptedClient;
import chat.parley.relay.script.World;
import java.util.List;
import org.junit.jupiter.api.Test;

class MultilineTest {
    private static final String[] CAPABILITIES = {
        "batch", "message-tags", "echo-message", "labeled-response", "draft/multiline", "parley.chat/nonce"
    };
    private final World world = new World();

    private ScriptedClient inRoom(String nick, String... capabilities) {
        ScriptedClient client = world.guest(nick, capabilities).says("JOIN #a");
        client.forget();
        return client;
    }

    @Test
    void saysWhatItTakes() {
        assertThat(String.join(" ", world.open("c").says("CAP LS 302").heard()))
                .contains("draft/multiline=max-bytes=4096,max-lines=32");
    }

    @Test
    void isOneMessageWithOneIdForTheRoom() {
        ScriptedClient alice = inRoom("alice", CAPABILITIES);
        ScriptedClient bob = inRoom("bob", "batch", "message-tags", "draft/multiline");
        ScriptedClient carol = inRoom("carol", "message-tags");
        alice.forget();
        bob.forget();
        alice.says(
                        "@label=xyz;+draft/reply=q BATCH +123 draft/multiline #A",
                        "@batch=123 PRIVMSG #a hello",
                        "@batch=123 privmsg #a :#how is ",
                        "@batch=123;draft/multiline-concat PRIVMSG #a :everyone?")
                .hearsNothing()
                .says("BATCH -123");

        assertThat(world.asked(RoomRequest.Say.class))
                .extracting(RoomRequest.Say::text)
                .containsExactly("hello\n#how is \reveryone?");
        List<String> echo = alice.heard();
        assertThat(echo).hasSize(5);
        assertThat(echo.getFirst())
                .contains("label=xyz", "msgid=", "+draft/reply=q")
                .contains(" draft/multiline #a");
        assertThat(echo.subList(1, 5)).noneMatch(line -> line.contains("label=") || line.contains("msgid="));
        String id = echo.getFirst().replaceAll(".*msgid=([^; ]+).*", "$1");
        bob.hears(
                "@msgid=" + id + ";+draft/reply=q :alice!alice@host.test BATCH +" + id + " draft/multiline #a",
                "@batch=" + id + " :alice!alice@host.test PRIVMSG #a hello",
                "@batch=" + id + " :alice!alice@host.test PRIVMSG #a :#how is ",
                "@batch=" + id + ";draft/multiline-concat :alice!alice@host.test PRIVMSG #a everyone?",
                ":alice!alice@host.test BATCH -" + id);
        carol.hears(
                "@msgid=" + id + ";+draft/reply=q :alice!alice@host.test PRIVMSG #a hello",
                "@+draft/reply=q :alice!alice@host.test PRIVMSG #a :#how is ",
                "@+draft/reply=q :alice!alice@host.test PRIVMSG #a everyone?");
    }

    @Test
    void isAnOrdinaryMessageWhenItHasOneLine() {
        ScriptedClient bob = world.guest("bob", "batch", "draft/multiline");
        world.guest("alice", CAPABILITIES)
                .says("@label=1 BATCH +1 draft/multiline bob", "@batch=1 PRIVMSG bob :hi there", "BATCH -1")
                .hears("@…label=1… :alice!alice@host.test PRIVMSG bob :hi there");
        bob.hears(":alice!alice@host.test PRIVMSG bob :hi there");
    }

    @Test
    void standsOnceWhenItIsSentAgain() {
        ScriptedClient alice = world.member("c", "alice", CAPABILITIES).says("JOIN #a");
        ScriptedClient bob = inRoom("bob");
        alice.forget();
        String[] lines = {
            "@parley.chat/nonce=n1 BATCH +1 draft/multiline #a",
            "@batch=1 PRIVMSG #a one",
            "@batch=1 PRIVMSG #a two",
            "BATCH -1"
        };
        alice.says(lines);
        List<String> echo = alice.heard();
        bob.hears(":alice!alice@host.test PRIVMSG #a one", ":alice!alice@host.test PRIVMSG #a two");
        alice.says(lines);
        assertThat(alice.heard()).isEqualTo(echo).hasSize(4);
        bob.hearsNothing();
        alice.says(
                        "@parley.chat/nonce=n1;label=2 BATCH +1 draft/multiline #a",
                        "@batch=1 PRIVMSG #a one",
                        "@batch=1;draft/multiline-concat PRIVMSG #a two",
                        "BATCH -1")
                .hears("@label=2 NOTICE alice :*** PRIVMSG NONCE_REUSED #a: …");
    }

    @Test
    void liesInABatchOfItsOwnWithinHistory() {
        inRoom("alice", CAPABILITIES)
                .says("BATCH +1 draft/multiline #a", "@batch=1 PRIVMSG #a one", "@batch=1 PRIVMSG #a two", "BATCH -1");
        ScriptedClient bob = inRoom("bob", "batch", "draft/multiline", "draft/chathistory", "labeled-response");
        bob.says("@label=h CHATHISTORY LATEST #a * 10")
                .hears(
                        "@label=h BATCH +… chathistory #a",
                        "@batch=… :alice!alice@host.test BATCH +… draft/multiline #a",
                        "@batch=… :alice!alice@host.test PRIVMSG #a one",
                        "@batch=… :alice!alice@host.test PRIVMSG #a two",
                        "@batch=… :alice!alice@host.test BATCH -…",
                        "BATCH -…");
        inRoom("carol", "batch", "draft/chathistory")
                .says("CHATHISTORY LATEST #a * 10")
                .hears(
                        "BATCH +1 chathistory #a",
                        "@batch=1 :alice!alice@host.test PRIVMSG #a one",
                        "@batch=1 :alice!alice@host.test PRIVMSG #a two",
                        "BATCH -1");
    }

    @Test
    void refusesUnderTheLabelOfItsBeginning() {
        inRoom("alice", CAPABILITIES)
                .says("@label=7 BATCH +1 draft/multiline #a", "@batch=1 PRIVMSG #b hi", "@batch=1 PRIVMSG #a hi")
                .hears("@label=7 FAIL BATCH MULTILINE_INVALID_TARGET #a #b …")
                .says("BATCH -1", "PRIVMSG #a :fine")
                .hears("@msgid=… :alice!alice@host.test PRIVMSG #a fine");
    }

    @Test
    void tellsWhatAServiceHasToSayOfIt() {
        world.guest("alice", CAPABILITIES)
                .says("@label=1 BATCH +1 draft/multiline bob", "@batch=1 PRIVMSG bob a", "@batch=1 PRIVMSG bob b")
                .says("BATCH -1")
                .hears("@label=1 401 alice bob …");
        inRoom("alice2", CAPABILITIES)
                .says("BATCH +1 draft/multiline #a", "@batch=1 PRIVMSG #a b")
                .says("@batch=1 PRIVMSG #a :" + "x".repeat(480), "BATCH -1")
                .hears("417 alice2 :Message is too long to be passed on");
    }

    @Test
    void isNothingToTheAccountServiceButALine() {
        world.guest("alice", CAPABILITIES)
                .says(
                        "BATCH +1 draft/multiline NickServ",
                        "@batch=1 PRIVMSG NickServ no",
                        "@batch=1 PRIVMSG NickServ x")
                .says("BATCH -1")
                .hears(":NickServ… NOTICE alice :I do not know that. Say HELP to me");
    }

    @Test
    void isUnknownToThoseWhoHaveNotAskedForIt() {
        world.guest("alice", "batch").says("BATCH +1 draft/multiline #a").hears("421 alice BATCH …");
    }
}
