package chat.parley.testkit.wire;

import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.LineParser;
import chat.parley.protocol.line.ParseResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A conversation between clients and a server, written down line by line:
 *
 * <pre>
 * # What comes after a number sign is for people.
 * alice newcomer                       alice has a new account and is in; so "guest" and "connected"
 * bob newcomer message-tags            bob asks for these capabilities alone
 * alice C: PRIVMSG bob :hello          what alice sends
 * bob S: @msgid=* :alice!*@* PRIVMSG bob :hello
 * bob S: ~ 366 ...                     passes over lines until this one comes
 * bob closed                           bob's connection is closed by the server
 * </pre>
 *
 * <p>An {@code S:} is the very next line that the client is sent. {@code *} stands for any text within a tag's value, the source
 * or a parameter; {@code ...} as the last parameter for any further ones; tags that are not named may be there. In the end nobody
 * may have a line left unread.
 */
public final class WireScript {
    private static final Pattern STEP = Pattern.compile("(\\w+) (newcomer|guest|connected|closed|[CS]:)(?: (.*))?");
    private static final String PASS_OVER = "~ ";

    private final List<Step> steps;

    private record Step(int number, String text, String client, String action, String rest) {
        /** What the server does, as against what the client does. */
        boolean isHeard() {
            return action.equals("S:") || action.equals("closed");
        }
    }

    private WireScript(List<Step> steps) {
        this.steps = steps;
    }

    /** How a script's clients come to the server. */
    @FunctionalInterface
    public interface Connecting {
        /** A client of this name that has said nothing yet. */
        WireClient connect(String name);
    }

    /**
     * Reads a script.
     *
     * @throws IllegalArgumentException if a line is none of a script
     */
    public static WireScript of(String text) {
        List<Step> steps = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String bare = line.strip();
            if (bare.isEmpty() || bare.startsWith("#")) {
                continue;
            }
            Matcher step = STEP.matcher(bare);
            if (!step.matches()) {
                throw new IllegalArgumentException("Line " + number + " of the script is none: " + bare);
            }
            String rest = step.group(3);
            steps.add(new Step(number, bare, step.group(1), step.group(2), rest == null ? "" : rest));
        }
        return new WireScript(List.copyOf(steps));
    }

    /**
     * Plays it against a server of one process.
     *
     * @throws AssertionError that names the line of the script at which the server did something else
     */
    public void run(Connecting connecting) {
        run(connecting, () -> {});
    }

    /**
     * Plays it.
     *
     * @param settled run whenever another client is about to speak: returns when the whole server knows what the one before caused
     * @throws AssertionError that names the line of the script at which the server did something else
     */
    @SuppressWarnings("UnusedException") // the same failure with its place: its trace goes on
    public void run(Connecting connecting, Runnable settled) {
        Map<String, WireClient> clients = new LinkedHashMap<>();
        String speaking = "";
        try {
            for (Step step : steps) {
                try {
                    if (!step.isHeard() && !step.client().equals(speaking)) {
                        settled.run();
                        speaking = step.client();
                    }
                    play(step, clients, connecting);
                } catch (AssertionError e) {
                    throw at(step, e);
                }
            }
            clients.values().forEach(WireScript::expectNothingLeft);
        } finally {
            clients.values().forEach(WireClient::close);
        }
    }

    /** The same failure, with its place in the script. */
    private static AssertionError at(Step step, AssertionError e) {
        AssertionError placed =
                new AssertionError("Line " + step.number() + ": " + step.text() + "\n" + e.getMessage());
        placed.setStackTrace(e.getStackTrace());
        return placed;
    }

    private static void play(Step step, Map<String, WireClient> clients, Connecting connecting) {
        switch (step.action()) {
            case "C:" -> clientOf(step, clients).send(step.rest());
            case "S:" -> expect(clientOf(step, clients), step.rest());
            case "closed" -> {
                List<Line> lines = clientOf(step, clients).expectClosed();
                if (!lines.isEmpty()) {
                    throw new AssertionError("before that came " + lines);
                }
                clients.remove(step.client());
            }
            default -> clients.put(step.client(), enter(step, connecting.connect(step.client())));
        }
    }

    private static WireClient clientOf(Step step, Map<String, WireClient> clients) {
        WireClient client = clients.get(step.client());
        if (client == null) {
            throw new AssertionError("There is no client " + step.client());
        }
        return client;
    }

    private static WireClient enter(Step step, WireClient client) {
        if (!step.rest().isEmpty()) {
            client.capabilities(step.rest().split(" ", -1));
        }
        switch (step.action()) {
            case "newcomer" ->
                client.createAccount("password-of-" + step.client()).sync();
            case "guest" -> client.guest().sync();
            default -> {
                // says nothing yet
            }
        }
        return client;
    }

    private static void expect(WireClient client, String wanted) {
        boolean passOver = wanted.startsWith(PASS_OVER);
        String text = passOver ? wanted.substring(PASS_OVER.length()) : wanted;
        if (!(LineParser.parse(text) instanceof ParseResult.Parsed parsed)) {
            throw new AssertionError("That is no line: " + text);
        }
        Line line = next(client);
        while (passOver && !LinePattern.matchesWhole(parsed.line(), line)) {
            line = next(client);
        }
        if (!LinePattern.matchesWhole(parsed.line(), line)) {
            throw client.failure("another line came: " + line);
        }
    }

    private static Line next(WireClient client) {
        @Nullable Line line = client.next();
        if (line == null) {
            throw client.failure("the server closed the connection");
        }
        return line;
    }

    private static void expectNothingLeft(WireClient client) {
        List<Line> left = client.sync();
        if (!left.isEmpty()) {
            throw client.failure("more came than the script says: " + left);
        }
    }
}
