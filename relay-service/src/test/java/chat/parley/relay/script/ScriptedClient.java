package chat.parley.relay.script;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.protocol.line.Frame;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.LineLimits;
import chat.parley.protocol.line.LineParser;
import chat.parley.protocol.line.LineWriter;
import chat.parley.protocol.line.ParseResult;
import chat.parley.relay.session.Effect;
import chat.parley.relay.session.Input;
import chat.parley.relay.session.Peer;
import chat.parley.relay.session.Session;
import chat.parley.relay.session.SessionContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** One connection: what it says goes to its session at once, and what it was sent waits to be looked at. */
public final class ScriptedClient {
    private final World world;
    private final Session session;
    private final List<String> received = new ArrayList<>();
    private final Deque<Effect> pending = new ArrayDeque<>();
    private long wakeMillis = Long.MAX_VALUE;
    private final Map<ConversationId, Long> told = new LinkedHashMap<>();
    private Set<ConversationId> owes = Set.of();
    private final List<Long> unwritten = new ArrayList<>();
    private boolean socketFull;
    private boolean closed;
    private boolean carryingOut;

    ScriptedClient(World world, SessionId id, Peer peer, SessionContext context) {
        this.world = world;
        this.session = new Session(id, peer, context);
        on(new Input.Opened());
    }

    public static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    public Session session() {
        return session;
    }

    public boolean isClosed() {
        return closed;
    }

    /** Sends lines, one after another. */
    public ScriptedClient says(String... lines) {
        for (String line : lines) {
            on(
                    LineParser.parse(line) instanceof ParseResult.Parsed parsed
                            ? new Input.LineReceived(parsed.line())
                            : new Input.LineRefused(new Frame.Text(line)));
        }
        return this;
    }

    /**
     * Expects exactly these lines next, and nothing after them. {@code …} stands for anything, time tags are left out, and so is
     * the server's name before numerics and other lines of its own.
     */
    public ScriptedClient hears(String... expected) {
        assertThat(received).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(received.get(i)).matches(pattern(expected[i]));
        }
        received.clear();
        return this;
    }

    /** Expects these lines among those that came, in this order. */
    public ScriptedClient hearsAmongOthers(String... expected) {
        int at = 0;
        for (String line : expected) {
            Pattern pattern = pattern(line);
            while (at < received.size() && !pattern.matcher(received.get(at)).matches()) {
                at++;
            }
            assertThat(at).as("\"%s\" in %s", line, received).isLessThan(received.size());
            at++;
        }
        received.clear();
        return this;
    }

    public ScriptedClient hearsNothing() {
        assertThat(received).isEmpty();
        return this;
    }

    /** Everything that came and was not looked at. */
    public List<String> heard() {
        List<String> all = List.copyOf(received);
        received.clear();
        return all;
    }

    /** The same, with nothing heard so far. */
    public ScriptedClient forgetting() {
        forget();
        return this;
    }

    public void forget() {
        received.clear();
    }

    private static Pattern pattern(String expected) {
        return Pattern.compile(Pattern.quote(expected).replace("…", "\\E.*\\Q"));
    }

    void receive(Line line) {
        Line shown = line.withTags(line.tags().without("time"));
        if (World.SERVER.value().equals(line.source())) {
            shown = shown.withSource(null);
        }
        var writer = new LineWriter().line(shown);
        assertThat(LineWriter.bodyBytes(line))
                .as("bytes of " + line)
                .isLessThanOrEqualTo(LineLimits.STANDARD_BODY_BYTES);
        received.add(new String(writer.array(), 0, writer.length() - 2, StandardCharsets.UTF_8));
    }

    /** Nothing that it is sent from now on is taken by its socket. */
    public ScriptedClient readsNoMore() {
        socketFull = true;
        return this;
    }

    /** Its socket takes all of it again, now and from now on. */
    public ScriptedClient readsAgain() {
        socketFull = false;
        List<Long> taken = List.copyOf(unwritten);
        unwritten.clear();
        taken.forEach(ask -> on(new Input.Answered(ask, true)));
        return this;
    }

    /** Its connection ends, with what was not taken yet. */
    public void vanishes() {
        unwritten.forEach(ask -> on(new Input.Answered(ask, new Failure.Unavailable(false, "gone"))));
        on(new Input.Closed("Connection closed"));
    }

    /** Of which conversations its session was to tell it something. */
    public Set<ConversationId> owed() {
        return owes;
    }

    /** Of which it did, and up to where. */
    public Map<ConversationId, Long> told() {
        return told;
    }

    /** Hands an input to the session and carries out its effects. */
    public void on(Input input) {
        pending.addAll(session.on(input, world.now()));
        if (carryingOut) {
            return;
        }
        carryingOut = true;
        try {
            while (!pending.isEmpty()) {
                carryOut(pending.remove());
            }
        } finally {
            carryingOut = false;
        }
    }

    private void carryOut(Effect effect) {
        assertThat(closed).as("closed before " + effect).isFalse();
        switch (effect) {
            case Effect.Send send -> receive(send.line());
            case Effect.Ask ask -> world.ask(this, ask);
            case Effect.Audit audit -> world.audit(audit.event());
            case Effect.Monitor _monitor -> {}
            case Effect.WakeAfter wake -> wakeMillis = Math.min(wakeMillis, world.uptime() + wake.millis());
            case Effect.WhenWritten written -> {
                if (socketFull) {
                    unwritten.add(written.ask());
                } else {
                    on(new Input.Answered(written.ask(), true));
                }
            }
            case Effect.Settle settle -> on(new Input.Answered(settle.ask(), true));
            case Effect.Owed owed -> owes = owed.conversations();
            case Effect.Told of -> told.put(of.conversation(), of.sequence());
            case Effect.Moved _moved -> {}
            case Effect.Close _close -> closed = true;
        }
    }

    void wakeIfDue() {
        if (!closed && world.uptime() >= wakeMillis) {
            wakeMillis = Long.MAX_VALUE;
            on(new Input.Woken());
        }
    }
}
