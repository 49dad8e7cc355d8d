package chat.parley.server.e2e.terminal;

import chat.parley.testkit.process.ServerProcess;
import chat.parley.testkit.wire.Endpoint;
import chat.parley.testkit.wire.WireClient;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** irssi, set up by the lines of docs/clients.md, and what a person reads on its screen. */
@Tag("long")
class IrssiTest {
    private static final String ROOM_HAS_A_WINDOW = "Act: 2";

    @RegisterExtension
    static final ServerProcess SERVER = ServerProcess.setup().server();

    @TempDir
    Path folder;

    @BeforeAll
    static void needsIrssi() {
        Terminal.assumeInstalled("irssi", "irssi");
    }

    @Test
    void makesAnAccountByHandAndSignsInWithItFromThenOn() {
        String password = "open-iris-5e5am3";
        SERVER.secret(password);
        try (Terminal irssi = irssi("iris")) {
            irssi.enter("/connect parley").shows("to make one, say within");
            irssi.enter("/quote REGISTER iris * " + password).shows("REGISTER SUCCESS iris");
            irssi.shows(ROOM_HAS_A_WINDOW);

            irssi.enter("/disconnect");
            signIn(irssi, "iris", password);
            irssi.shows("SASL authentication succeeded");
        }
    }

    @Test
    void talksInARoomAndPrivately() {
        SERVER.newcomer("ida").close();
        try (WireClient bob = SERVER.newcomer("bob");
                Terminal irssi = irssi("ida")) {
            signIn(irssi, "ida", SERVER.passwordOf("ida"));
            irssi.shows(ROOM_HAS_A_WINDOW).enter("/window 2").shows("[#lobby]").enter("hello from irssi");
            bob.expectFrom("ida", "PRIVMSG", "#lobby", "hello from irssi");
            bob.say("#lobby", "hello from bob");
            irssi.shows("hello from bob");

            irssi.enter("/query bob").shows("[bob]").enter("between us");
            bob.expectFrom("ida", "PRIVMSG", "bob", "between us");
            bob.say("ida", "and you");
            irssi.shows("and you");
        }
    }

    @Test
    void showsWhatWasMissed() {
        SERVER.newcomer("ines").close();
        try (WireClient ben = SERVER.newcomer("ben");
                Terminal irssi = irssi("ines")) {
            signIn(irssi, "ines", SERVER.passwordOf("ines"));
            irssi.shows(ROOM_HAS_A_WINDOW).enter("/query ben").shows("[ben]").enter("back soon");
            ben.expectFrom("ines", "PRIVMSG", "ben", "back soon");
            irssi.enter("/disconnect");
            ben.expectFrom("ines", "QUIT");
            ben.say("#lobby", "missed in the room");
            ben.say("ines", "missed between us");

            irssi.enter("/connect parley").shows("missed between us");
            irssi.enter("/window goto #lobby").shows("missed in the room");
        }
    }

    private Terminal irssi(String nick) {
        Endpoint tls = SERVER.tls();
        Terminal irssi = Terminal.start(folder, "irssi", "--home=" + folder, "--nick=" + nick);
        return irssi.shows("[(status)]")
                .enter("/network add -nick " + nick + " parley")
                .enter("/server add -tls -notls_verify -tls_pinned_cert "
                        + Fingerprint.of(SERVER).withColons() + " -network parley " + tls.host() + " " + tls.port())
                .shows("Server " + tls.host() + " saved");
    }

    private static void signIn(Terminal irssi, String account, String password) {
        irssi.enter("/network add -sasl_mechanism PLAIN -sasl_username " + account + " -sasl_password " + password
                        + " parley")
                .enter("/connect parley");
    }
}
