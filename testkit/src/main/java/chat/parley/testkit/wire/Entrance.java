package chat.parley.testkit.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.line.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How clients get in. */
final class Entrance {

    /** All that there are, but for the one that changes what history is. */
    static final List<String> USUAL_CAPABILITIES = Arrays.stream(Capability.values())
            .filter(one -> one != Capability.EVENT_PLAYBACK && one != Capability.NO_IMPLICIT_NAMES)
            .map(Capability::wireName)
            .toList();

    private static final int PIECE_CHARACTERS = 400;
    private static final int NAMES_A_LINE = 8;
    private static final Set<String> SASL_ENDINGS = Set.of("903", "902", "904", "905", "906", "908", "421", "FAIL");

    /** In, or to be tried again. */
    private static final Set<String> ENTRY_ANSWERS = Set.of("001", "263");

    private Entrance() {}

    static void begin(WireClient client) {
        client.sendTogether("CAP LS 302", "NICK " + client.name(), "USER " + client.name() + " 0 * :" + client.name());
        Set<String> offered = new HashSet<>();
        Line line = client.expect("CAP", "*", "LS");
        while (line.paramOr(2, "").equals("*")) {
            offered.addAll(names(line));
            line = client.expect("CAP", "*", "LS");
        }
        offered.addAll(names(line));
        List<String> wanted = new ArrayList<>(
                client.capabilities().stream().filter(offered::contains).toList());
        while (!wanted.isEmpty()) {
            List<String> some = wanted.subList(0, Math.min(NAMES_A_LINE, wanted.size()));
            client.send("CAP REQ :" + String.join(" ", some));
            client.expect("CAP", "*", "ACK");
            some.clear();
        }
    }

    private static List<String> names(Line line) {
        return Arrays.stream(line.params().getLast().split(" ", -1))
                .map(word -> word.replaceAll("=.*", ""))
                .toList();
    }

    static void enter(WireClient client) {
        client.send("CAP END");
        Line answer =
                client.readUntil(line -> ENTRY_ANSWERS.contains(line.command())).getLast();
        if (!answer.command().equals("001")) {
            throw client.failure("could not get in: " + answer);
        }
        client.readUntil(line -> line.command().equals("376") || line.command().equals("422"));
    }

    static void register(WireClient client, String password) {
        client.usesSecret(password);
        client.send("REGISTER " + client.account() + " * :" + password);
        client.expect("REGISTER", "SUCCESS");
    }

    static Line plain(WireClient client, String account, String password) {
        client.send("AUTHENTICATE PLAIN");
        Line begun = step(client);
        if (!begun.command().equals("AUTHENTICATE")) {
            return begun;
        }
        message(client, "\0" + account + "\0" + password);
        return client.readUntil(line -> SASL_ENDINGS.contains(line.command())).getLast();
    }

    static Line scram(WireClient client, String account, String password) {
        Scram scram = new Scram(account, password);
        client.send("AUTHENTICATE SCRAM-SHA-256");
        Line begun = step(client);
        if (!begun.command().equals("AUTHENTICATE")) {
            return begun;
        }
        message(client, scram.first());
        Line challenge = step(client);
        if (!challenge.command().equals("AUTHENTICATE")) {
            return challenge;
        }
        message(client, scram.answer(decoded(challenge)));
        Line last = step(client);
        if (!last.command().equals("AUTHENTICATE")) {
            return last;
        }
        if (!scram.isProvedBy(decoded(last))) {
            throw client.failure("the server does not know the password");
        }
        client.send("AUTHENTICATE +");
        return step(client);
    }

    private static Line step(WireClient client) {
        return client.readUntil(line -> line.command().equals("AUTHENTICATE") || SASL_ENDINGS.contains(line.command()))
                .getLast();
    }

    private static String decoded(Line authenticate) {
        return new String(Base64.getDecoder().decode(authenticate.paramOr(0, "")), UTF_8);
    }

    private static void message(WireClient client, String text) {
        String whole = Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
        for (int at = 0; at < whole.length(); at += PIECE_CHARACTERS) {
            client.send("AUTHENTICATE " + whole.substring(at, Math.min(whole.length(), at + PIECE_CHARACTERS)));
        }
        if (whole.length() % PIECE_CHARACTERS == 0) {
            client.send("AUTHENTICATE +");
        }
    }
}
