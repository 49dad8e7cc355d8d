package chat.parley.cli.session;

import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.LineParser;
import chat.parley.protocol.line.LineWriter;
import chat.parley.protocol.line.ParseResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A session with a clock and nonces that the test decides about; its lines and events are kept until they are asked for. */
final class Rig {

    static final String ALL = "sasl=SCRAM-SHA-256,PLAIN message-tags server-time account-tag echo-message batch"
            + " labeled-response standard-replies extended-join draft/chathistory"
            + " draft/account-registration=before-connect parley.chat/nonce";

    private static final Instant BEGINNING = Instant.parse("2026-11-22T09:00:00Z");

    final Session session;
    private Instant now = BEGINNING;
    private int nonces;
    private final List<String> sent = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<Effect> others = new ArrayList<>();

    Rig(SessionSettings settings, Entrance entrance) {
        session = new Session(settings, entrance, () -> "n" + ++nonces, new Random(1));
    }

    /** Somebody who makes the account ana on the way in: no sign-in to compute. */
    static Rig newcomer(SessionSettings settings) {
        return new Rig(settings, new Entrance.SignOn("ana", "Ana", "Smith", new Password("secret")));
    }

    static Rig signingIn() {
        return new Rig(SessionSettings.interactive(null), new Entrance.SignIn("ana", new Password("secret")));
    }

    /** Ana, in #lobby with bob, on a server that can do everything; nothing of how she came there is kept. */
    static Rig online() {
        return online(SessionSettings.interactive(null));
    }

    static Rig online(SessionSettings settings) {
        return newcomer(settings).enter(ALL);
    }

    /** Ana, in #lobby with bob, on a server that can do what is said. */
    static Rig online(String capabilities) {
        return newcomer(SessionSettings.interactive(null)).enter(capabilities);
    }

    private Rig enter(String capabilities) {
        take(session.start(now));
        open();
        receive(":s CAP * LS :" + capabilities);
        acknowledgeAll();
        receive("REGISTER SUCCESS ana :Welcome", ":s 001 ana :Welcome");
        settle();
        return this;
    }

    /** From the welcome to being online in #lobby with bob. */
    Rig settle() {
        receive(
                ":s 005 ana NETWORK=Testing CHATHISTORY=50 PREFIX=(ov)@+ :are supported",
                ":s 422 ana :No MOTD",
                ":ana!u@h JOIN #lobby * :Ana Smith",
                ":s 353 ana = #lobby :ana @bob",
                ":s 366 ana #lobby :End",
                ":s PONG s parley-ready");
        for (String line : sent()) {
            if (line.contains("CHATHISTORY LATEST") || line.contains("CHATHISTORY AFTER")) {
                history(label(line), "#lobby");
            }
        }
        clear();
        return this;
    }

    Rig start() {
        take(session.start(now));
        return this;
    }

    /** An encrypted connection to this machine stands. */
    Rig open() {
        return open(true, true);
    }

    Rig open(boolean encrypted, boolean local) {
        take(session.on(new Input.Opened(encrypted, local), now));
        return this;
    }

    /** Grants every capability that was asked for. */
    Rig acknowledgeAll() {
        for (String line : sent()) {
            if (line.startsWith("CAP REQ ")) {
                String words = line.substring("CAP REQ ".length());
                receive(":s CAP * ACK :" + (words.startsWith(":") ? words.substring(1) : words));
            }
        }
        return this;
    }

    Rig receive(String... lines) {
        for (String text : lines) {
            if (!(LineParser.parse(text) instanceof ParseResult.Parsed parsed)) {
                throw new AssertionError("No line: " + text);
            }
            take(session.on(new Input.Received(parsed.line()), now));
        }
        return this;
    }

    /** The whole answer to a question about the past. */
    Rig history(String label, String place, String... lines) {
        receive("@label=" + label + " :s BATCH +x chathistory " + place);
        for (String line : lines) {
            receive((line.startsWith("@") ? "@batch=x;" + line.substring(1) : "@batch=x " + line));
        }
        return receive(":s BATCH -x");
    }

    Rig ask(Request request) {
        take(session.on(new Input.Asked(request), now));
        return this;
    }

    Rig say(String text) {
        return ask(new Request.Say(null, text, false));
    }

    Rig lose() {
        take(session.on(new Input.Closed("The connection to the server was lost."), now));
        return this;
    }

    /** Lets time pass, second by second. */
    Rig pass(Duration time) {
        for (long i = 0; i < time.toSeconds(); i++) {
            now = now.plusSeconds(1);
            take(session.on(new Input.Tick(), now));
        }
        return this;
    }

    private void take(List<Effect> effects) {
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Send send -> sent.add(text(send.line()));
                case Effect.Show show -> events.add(show.event());
                case Effect.HangUp hangUp -> others.add(hangUp);
                case Effect.Connect connect -> others.add(connect);
                case Effect.End end -> others.add(end);
            }
        }
    }

    private static String text(Line line) {
        return new String(LineWriter.encode(line), StandardCharsets.UTF_8).stripTrailing();
    }

    Rig clear() {
        sent.clear();
        events.clear();
        others.clear();
        return this;
    }

    /** The lines sent since this was asked last. */
    List<String> sent() {
        var lines = List.copyOf(sent);
        sent.clear();
        return lines;
    }

    /** The one line that was sent. */
    String onlySent() {
        List<String> lines = sent();
        if (lines.size() != 1) {
            throw new AssertionError("Not one line: " + lines);
        }
        return lines.get(0);
    }

    /** The events of a kind since the last {@link #clear}. */
    <E extends Event> List<E> events(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** What was said, as {@code author: text}. */
    List<String> said() {
        return events(Event.Said.class).stream()
                .map(said -> said.author() + ": " + said.text())
                .toList();
    }

    List<String> news() {
        return events(Event.News.class).stream().map(Event.News::text).toList();
    }

    List<String> troubles() {
        return events(Event.Trouble.class).stream().map(Event.Trouble::text).toList();
    }

    /** How it ended, or null while it has not. */
    Effect.@Nullable End end() {
        return others.stream()
                .filter(Effect.End.class::isInstance)
                .map(Effect.End.class::cast)
                .findFirst()
                .orElse(null);
    }

    /** How long to wait for the next connection, for each that was wanted. */
    List<Duration> connects() {
        return others.stream()
                .filter(Effect.Connect.class::isInstance)
                .map(effect -> ((Effect.Connect) effect).after())
                .toList();
    }

    boolean hungUp() {
        return others.stream().anyMatch(Effect.HangUp.class::isInstance);
    }

    /** How things stand. */
    Event.View view() {
        List<Event.Standing> all = events(Event.Standing.class);
        return all.get(all.size() - 1).view();
    }

    /** The label of a line that was sent. */
    static String label(String line) {
        int from = line.indexOf("label=") + "label=".length();
        int to = from;
        while (to < line.length() && line.charAt(to) != ';' && line.charAt(to) != ' ') {
            to++;
        }
        return line.substring(from, to);
    }
}
