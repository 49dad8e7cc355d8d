package chat.parley.cli.command;

import chat.parley.cli.connection.Fingerprint;
import chat.parley.cli.connection.ServerAddress;
import chat.parley.cli.connection.TrustPolicy;
import java.util.Locale;
import java.util.function.Consumer;

/** Trust on first use: with a word to the user, who is asked where somebody else could stand between. */
final class Trust {

    private Trust() {}

    /** For somebody at a terminal. */
    static TrustPolicy asking(Asker asker) {
        return (server, fingerprint, local) -> {
            asker.tell(introduction(server));
            asker.tell("Its fingerprint is " + fingerprint + ".");
            if (local) {
                asker.tell("It is on this machine, and trusted from now on.");
                return true;
            }
            asker.tell("Compare it with what the server's operator says; the server prints it at its start.");
            while (true) {
                String answer = asker.ask("Trust it from now on? (yes/no) ");
                String said = answer == null ? "no" : answer.strip().toLowerCase(Locale.ROOT);
                if (said.equals("yes") || said.equals("no")) {
                    return said.equals("yes");
                }
            }
        };
    }

    /** For scripts: the first use is trusted, and told. */
    static TrustPolicy telling(Consumer<String> teller) {
        return (ServerAddress server, Fingerprint fingerprint, boolean local) -> {
            teller.accept(introduction(server) + " It is trusted from now on: " + fingerprint);
            return true;
        };
    }

    private static String introduction(ServerAddress server) {
        return "The certificate of " + server.shown() + " is new here, and no authority vouches for it.";
    }
}
