package chat.parley.testkit.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.LineWriter;
import chat.parley.protocol.line.Tags;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A person of a test, at an IRC client. Every method blocks, for {@link #PATIENCE} at most, and fails with the last lines that
 * went to and fro. Lines that a method passes over while it waits for its own stay unread for the next one, but for those before
 * the line that {@link #expect} was asked for. PINGs are answered in passing. For one thread at a time.
 */
public final class WireClient implements AutoCloseable {

    /** How long a line may take to come, before the test has failed. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String name;
    private final Transcript transcript;
    private final WireConnection connection;
    private final Consumer<String> secrets;
    private final Deque<Line> unread = new ArrayDeque<>();
    private List<String> capabilities = Entrance.USUAL_CAPABILITIES;
    private String account = "";
    private Duration patience = PATIENCE;
    private int numbered;

    /**
     * Connects, and says nothing yet.
     *
     * @param name the nick that it will go by, and its name in errors
     */
    public static WireClient connect(Endpoint endpoint, String name) {
        return connect(endpoint, name, 0, _secret -> {});
    }

    /**
     * Connects, and says nothing yet.
     *
     * @param receiveBufferBytes for a client that reads little; 0 for the system's own
     * @param secrets is told every password that the client uses
     */
    public static WireClient connect(Endpoint endpoint, String name, int receiveBufferBytes, Consumer<String> secrets) {
        Transcript transcript = new Transcript(name);
        return new WireClient(name, transcript, new WireConnection(endpoint, transcript, receiveBufferBytes), secrets);
    }

    private WireClient(String name, Transcript transcript, WireConnection connection, Consumer<String> secrets) {
        this.name = name;
        this.transcript = transcript;
        this.connection = connection;
        this.secrets = secrets;
        this.account = name;
    }

    public String name() {
        return name;
    }

    // ---- getting in ----

    /** Asks for these capabilities alone instead of all that there are; before getting in. */
    public WireClient capabilities(String... wanted) {
        capabilities = List.of(wanted);
        return this;
    }

    /** The capabilities to be asked for, but for some; before getting in. */
    public WireClient without(String... unwanted) {
        Set<String> out = Set.of(unwanted);
        capabilities = capabilities.stream().filter(one -> !out.contains(one)).toList();
        return this;
    }

    /** The account that is meant, where its name is not the client's; before getting in. */
    public WireClient account(String otherName) {
        account = otherName;
        return this;
    }

    public String account() {
        return account;
    }

    List<String> capabilities() {
        return capabilities;
    }

    /** Asks for capabilities and gives a nick, without ending the negotiation. */
    public WireClient begin() {
        Entrance.begin(this);
        return this;
    }

    /** Ends the negotiation, and is in. */
    public WireClient enter() {
        Entrance.enter(this);
        return this;
    }

    /** Gets in without an account. */
    public WireClient guest() {
        return begin().enter();
    }

    /** Makes the account, and gets in with it. */
    public WireClient createAccount(String password) {
        begin();
        Entrance.register(this, password);
        return enter();
    }

    /** Gets in by SASL PLAIN. */
    public WireClient signIn(String password) {
        begin();
        expectSuccess(authenticatePlain(password));
        return enter();
    }

    /** Gets in by SASL SCRAM-SHA-256, and has the server prove that it knows the password. */
    public WireClient signInWithScram(String password) {
        begin();
        expectSuccess(authenticateScram(password));
        return enter();
    }

    /** The whole exchange of PLAIN; returns the numeric that ends it. */
    public Line authenticatePlain(String password) {
        secrets.accept(password);
        return Entrance.plain(this, account, password);
    }

    /** The whole exchange of SCRAM-SHA-256; returns the numeric that ends it. */
    public Line authenticateScram(String password) {
        secrets.accept(password);
        return Entrance.scram(this, account, password);
    }

    private void expectSuccess(Line numeric) {
        if (!numeric.command().equals("903")) {
            throw transcript.failure("could not sign in: " + numeric);
        }
    }

    void usesSecret(String secret) {
        secrets.accept(secret);
    }

    // ---- lines out ----

    /** Sends a line as it stands, without its end. */
    public WireClient send(String line) {
        connection.send(line);
        return this;
    }

    /** Sends several lines in one piece. */
    public WireClient sendTogether(String... lines) {
        Arrays.stream(lines).forEach(transcript::sent);
        connection.write((String.join("\r\n", lines) + "\r\n").getBytes(UTF_8));
        return this;
    }

    public WireClient send(Line line) {
        transcript.sent(line.toString());
        connection.write(LineWriter.encode(line));
        return this;
    }

    /** Sends bytes that need not be lines. */
    public WireClient sendBytes(byte[] bytes) {
        transcript.sent("(" + bytes.length + " bytes)");
        connection.write(bytes);
        return this;
    }

    // ---- lines in ----

    /** How long lines may take from now on. */
    public WireClient patience(Duration howLong) {
        patience = howLong;
        return this;
    }

    /** The next line; null when the server has closed the connection. */
    public @Nullable Line next() {
        Line read = unread.poll();
        return read != null ? read : read();
    }

    private @Nullable Line read() {
        while (true) {
            Line line = connection.read(patience);
            if (line == null || !line.command().equals("PING")) {
                return line;
            }
            connection.send("PONG :" + line.paramOr(0, ""));
        }
    }

    /** Reads on to the first line of a command whose first parameters are these; {@code *} stands for any text. */
    public Line expect(String command, String... params) {
        return expect(new LinePattern(null, command, List.of(params)));
    }

    /** As {@link #expect}, from one nick. */
    public Line expectFrom(String nick, String command, String... params) {
        return expect(new LinePattern(nick + "!*", command, List.of(params)));
    }

    @SuppressWarnings("UnusedException") // the same failure in better words: its trace goes on
    private Line expect(LinePattern pattern) {
        try {
            for (Line line = next(); line != null; line = next()) {
                if (pattern.matches(line)) {
                    return line;
                }
            }
        } catch (AssertionError e) {
            AssertionError better = new AssertionError("Expected " + pattern + "; " + e.getMessage());
            better.setStackTrace(e.getStackTrace());
            throw better;
        }
        throw transcript.failure("expected " + pattern + ", and the server closed the connection");
    }

    /** Reads until a line is as wanted, and returns all of them. */
    public List<Line> readUntil(Predicate<Line> last) {
        List<Line> lines = new ArrayList<>();
        while (true) {
            Line line = next();
            if (line == null) {
                throw transcript.failure("the server closed the connection");
            }
            lines.add(line);
            if (last.test(line)) {
                return lines;
            }
        }
    }

    /** Everything that is unread once all that was asked before is settled: a PING is the barrier. */
    public List<Line> sync() {
        String token = "sync" + ++numbered;
        connection.send("PING " + token);
        List<Line> lines = readUntil(line ->
                line.command().equals("PONG") && token.equals(line.params().getLast()));
        return lines.subList(0, lines.size() - 1);
    }

    /** Everything said that is unread, once all that was asked before is settled. */
    public List<Message> syncMessages() {
        return messages(sync());
    }

    /** Reads until the server closes, and returns all lines. */
    public List<Line> expectClosed() {
        List<Line> lines = new ArrayList<>();
        for (Line line = next(); line != null; line = next()) {
            lines.add(line);
        }
        return lines;
    }

    // ---- asking ----

    /**
     * Sends a line with a label, and returns what is answered under it: the lines within a batch without the batch's own, or
     * none at all for an ACK. Needs labeled-response.
     */
    public List<Line> ask(String line) {
        String label = "L" + ++numbered;
        String tags = line.startsWith("@") ? line.substring(1, line.indexOf(' ')) + ";" : "";
        String rest = line.startsWith("@") ? line.substring(line.indexOf(' ') + 1) : line;
        connection.send("@" + tags + "label=" + label + " " + rest);
        Answer answer = new Answer(label);
        while (!answer.isComplete()) {
            Line next = read();
            if (next == null) {
                throw transcript.failure("the server closed the connection");
            }
            if (!answer.take(next)) {
                unread.add(next);
            }
        }
        return answer.lines();
    }

    // ---- what people do ----

    /** Joins a room, and waits until it is in. */
    public WireClient join(String room) {
        send("JOIN " + room);
        expectFrom(name, "JOIN", room);
        expect("366", "*", room);
        return this;
    }

    /** Says something, and waits for its echo. */
    public Message say(String target, String text) {
        return echo(ask("PRIVMSG " + target + " :" + text));
    }

    /** Says something under a nonce, and waits for its echo. */
    public Message say(String target, String text, String nonce) {
        return echo(ask(nonced(target, text, nonce)));
    }

    /** How something is said under a nonce, for {@link #ask}. */
    public static String nonced(String target, String text, String nonce) {
        return "@parley.chat/nonce=" + Tags.escape(nonce) + " PRIVMSG " + target + " :" + text;
    }

    private Message echo(List<Line> answer) {
        Message echo = answer.size() == 1 ? Message.of(answer.getFirst()) : null;
        if (echo == null) {
            throw transcript.failure("expected an echo, got " + answer);
        }
        return echo;
    }

    /** All that was ever said in a conversation, oldest first. */
    public List<Message> history(String target) {
        List<Message> all = new ArrayList<>();
        List<Message> page = messages(ask("CHATHISTORY LATEST " + target + " * 200"));
        while (!page.isEmpty()) {
            all.addAll(0, page);
            page = messages(ask(
                    "CHATHISTORY BEFORE " + target + " msgid=" + page.getFirst().id() + " 200"));
        }
        return all;
    }

    /** What was said in some lines. */
    public static List<Message> messages(List<Line> lines) {
        return lines.stream().map(Message::of).filter(Objects::nonNull).toList();
    }

    /** Leaves in order. */
    public void quit() {
        send("QUIT");
        expectClosed();
        close();
    }

    /** The port of this end of the connection. */
    public int localPort() {
        return connection.localPort();
    }

    /** Is gone without a word, as a lost network is: the server sees a reset. */
    public void reset() {
        connection.reset();
    }

    AssertionError failure(String what) {
        return transcript.failure(what);
    }

    /** Closes the socket, without a QUIT. */
    @Override
    public void close() {
        connection.close();
    }
}
