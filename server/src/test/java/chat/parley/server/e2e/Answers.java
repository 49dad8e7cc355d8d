package chat.parley.server.e2e;

import chat.parley.testkit.wire.WireClient;
import java.util.List;

/** What clients are told when they ask. */
final class Answers {
    private Answers() {}

    /** The numerics of an answer, each without its first parameter, which is who asked. */
    static List<List<String>> numerics(WireClient client, String question, String... wanted) {
        return client.ask(question).stream()
                .filter(line -> List.of(wanted).contains(line.command()))
                .map(line -> line.params().subList(1, line.params().size()))
                .toList();
    }

    /** How many connections have not said yet who they are, as LUSERS tells. */
    static String unknown(WireClient client) {
        return numerics(client, "LUSERS", "253").getFirst().getFirst();
    }

    /** What NickServ answers. */
    static List<String> notices(WireClient client, String words) {
        return client.ask("PRIVMSG NickServ :" + words).stream()
                .filter(line -> line.command().equals("NOTICE"))
                .map(line -> line.params().getLast())
                .toList();
    }

    /** The numeric that answers who asks for a nick on coming in. */
    static String claim(WireClient client, String nick) {
        client.sendTogether("USER u 0 * :u", "NICK " + nick);
        return client.readUntil(line -> List.of("001", "433").contains(line.command()))
                .getLast()
                .command();
    }
}
