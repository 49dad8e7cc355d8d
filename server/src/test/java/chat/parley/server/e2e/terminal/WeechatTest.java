package chat.parley.server.e2e.terminal;

import chat.parley.testkit.process.ServerProcess;
import chat.parley.testkit.wire.Endpoint;
import chat.parley.testkit.wire.WireClient;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** WeeChat, set up by the lines of docs/clients.md, and what a person reads on its screen. */
@Tag("long")
class WeechatTest {
    private static final String IN_THE_LOBBY = ":#lobby(";

    private static final List<String> TYPING = List.of(
            "typing.look.enabled_nicks",
            "typing.look.enabled_self",
            "irc.look.typing_status_nicks",
            "irc.look.typing_status_self");

    @RegisterExtension
    static final ServerProcess SERVER = ServerProcess.setup().server();

    @TempDir
    Path folder;

    @BeforeAll
    static void needsWeechat() {
        Terminal.assumeInstalled("weechat", "weechat-curses");
    }

    @Test
    void makesAnAccountByHandAndSignsInWithItFromThenOn() {
        String password = "open-wanda-5e5am3";
        SERVER.secret(password);
        try (Terminal weechat = weechat("wanda")) {
            weechat.enter("/connect parley").shows("to make one, say within");
            weechat.enter("/quote REGISTER wanda * " + password).shows(IN_THE_LOBBY);

            weechat.enter("/disconnect parley").shows("disconnected from server");
            signIn(weechat, "wanda", password, "plain");
            weechat.enter("/buffer irc.server.parley").shows("SASL authentication successful");
        }
    }

    @Test
    void talksInARoomAndPrivately() {
        SERVER.newcomer("willa").close();
        try (WireClient bob = SERVER.newcomer("bob");
                Terminal weechat = weechat("willa")) {
            signIn(weechat, "willa", SERVER.passwordOf("willa"), "scram-sha-256");
            weechat.shows(IN_THE_LOBBY).enter("hello from WeeChat");
            bob.expectFrom("willa", "PRIVMSG", "#lobby", "hello from WeeChat");
            bob.say("#lobby", "hello from bob");
            weechat.shows("hello from bob");

            weechat.enter("/query bob").shows(":bob").enter("between us");
            bob.expectFrom("willa", "PRIVMSG", "bob", "between us");
            bob.say("willa", "and you");
            weechat.shows("and you");
        }
    }

    @Test
    void showsWhatWasMissed() {
        SERVER.newcomer("wilma").close();
        try (WireClient ben = SERVER.newcomer("ben");
                Terminal weechat = weechat("wilma")) {
            signIn(weechat, "wilma", SERVER.passwordOf("wilma"), "scram-sha-256");
            weechat.shows(IN_THE_LOBBY).enter("/query ben").shows(":ben").enter("back soon");
            ben.expectFrom("wilma", "PRIVMSG", "ben", "back soon");
            weechat.enter("/disconnect parley");
            ben.expectFrom("wilma", "QUIT");
            ben.say("#lobby", "missed in the room");
            ben.say("wilma", "missed between us");

            weechat.enter("/connect parley").shows("missed between us");
            weechat.enter("/buffer irc.parley.#lobby").shows("missed in the room");
        }
    }

    @Test
    void tellsWhoIsTyping() {
        SERVER.newcomer("winona").close();
        try (WireClient bea = SERVER.newcomer("bea");
                Terminal weechat = weechat("winona")) {
            for (String option : TYPING) {
                weechat.enter("/set " + option + " on");
            }
            signIn(weechat, "winona", SERVER.passwordOf("winona"), "plain");
            weechat.shows(IN_THE_LOBBY);
            bea.send("@+typing=active TAGMSG #lobby");
            weechat.shows("Typing: bea");
            weechat.type("I am thinking");
            bea.expectFrom("winona", "TAGMSG", "#lobby");
        }
    }

    private Terminal weechat(String nick) {
        Endpoint tls = SERVER.tls();
        Terminal weechat = Terminal.start(
                folder,
                "weechat",
                "-d",
                folder.resolve("home").toString(),
                "-r",
                "/set weechat.look.paste_max_lines -1");
        return weechat.shows("WeeChat")
                .enter("/server add parley " + tls.host() + "/" + tls.port() + " -ssl")
                .shows("server added: parley")
                .enter("/set irc.server.parley.ssl_fingerprint \""
                        + Fingerprint.of(SERVER).plain() + "\"")
                .enter("/set irc.server.parley.nicks \"" + nick + "\"")
                .shows("irc.server.parley.nicks = \"" + nick + "\"");
    }

    private static void signIn(Terminal weechat, String account, String password, String mechanism) {
        weechat.enter("/set irc.server.parley.sasl_mechanism " + mechanism)
                .enter("/set irc.server.parley.sasl_username \"" + account + "\"")
                .enter("/set irc.server.parley.sasl_password \"" + password + "\"")
                .enter("/connect parley");
    }
}
