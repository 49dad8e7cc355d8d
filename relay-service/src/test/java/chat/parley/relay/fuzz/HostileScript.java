package chat.parley.relay.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.protocol.line.Frame;
import chat.parley.protocol.line.LineFramer;
import chat.parley.protocol.line.LineLimits;
import chat.parley.protocol.line.LineParser;
import chat.parley.protocol.line.ParseResult;
import chat.parley.protocol.name.RoomName;
import chat.parley.relay.script.ScriptedClient;
import chat.parley.relay.script.World;
import chat.parley.relay.session.Input;
import chat.parley.relay.view.RoomView;
import java.util.EnumSet;
import java.util.List;

/** What one client sends, as bytes; lines that begin with {@code !} are what befalls the server meanwhile. */
final class HostileScript {
    /** More than the longest answer to one line: all of HELP, WHO or the welcome. */
    private static final int MOST_LINES_A_LINE = 120;

    /** As many as a session makes, one a second. */
    private static final int LEAVE_TRIES = 10;

    private static final List<Reason> REASONS = List.copyOf(EnumSet.allOf(Reason.class));

    private final World world;
    private final ScriptedClient client;
    private int inputs = 1;
    private int answered;
    private int failures;
    /** How often presence could not be told that somebody leaves: at some point a session leaves it to the relay's beats. */
    private int leavesFailed;

    HostileScript(World world) {
        this.world = world;
        world.account("member", "secret");
        ScriptedClient bob = world.member("b", "bob", "echo-message", "message-tags");
        bob.says("JOIN #a", "PRIVMSG bob :note to myself", "AWAY :at lunch");
        this.client = world.open("hostile");
    }

    int linesAnswered() {
        return answered;
    }

    void play(byte[] bytes) {
        new LineFramer(LineLimits.FROM_CLIENT).feed(bytes, 0, bytes.length, this::frame);
        world.failing(null);
        world.release();
        if (!client.isClosed()) {
            client.on(new Input.Closed("end of the script"));
        }
        world.release();
        world.pass(10_000);
        assertThat(client.isClosed()).isTrue();
        if (leavesFailed < LEAVE_TRIES) {
            assertThat(world.views().presence().all())
                    .noneMatch(person ->
                            person.sessions().contains(client.session().id()));
        }
    }

    private void frame(Frame frame) {
        if (client.isClosed()) {
            return;
        }
        inputs++;
        if (frame instanceof Frame.Text text && text.line().startsWith("!")) {
            befall(text.line());
        } else if (frame instanceof Frame.Text text) {
            switch (LineParser.parse(text.line())) {
                case ParseResult.Parsed parsed -> client.on(new Input.LineReceived(parsed.line()));
                case ParseResult.Malformed _malformed -> client.on(new Input.LineRefused(frame));
                case ParseResult.Empty _empty -> {}
            }
        } else {
            client.on(new Input.LineRefused(frame));
        }
        answered += client.heard().size();
        assertThat(answered).isLessThan(inputs * MOST_LINES_A_LINE);
    }

    private void befall(String what) {
        switch (what) {
            case "!hold" -> world.hold();
            case "!release" -> world.release();
            case "!one" -> world.releaseOne();
            case "!fail" ->
                world.failing(request -> {
                    leavesFailed += request instanceof PresenceRequest.Leave ? 1 : 0;
                    return failure(failures++);
                });
            case "!heal" -> world.failing(null);
            case "!pass" -> world.pass(30_000);
            case "!back" -> world.clock(world.now() - 100_000);
            case "!attach" -> {
                RoomView room = world.views().room(new RoomName("#a"));
                if (room != null) {
                    client.on(new Input.Attached(room));
                }
            }
            default -> client.on(new Input.Answered(what.getBytes(UTF_8).length, failure(1)));
        }
    }

    /** Each kind and each reason in turn. */
    private static Failure failure(int number) {
        Reason reason = REASONS.get(number % REASONS.size());
        return switch (number % 5) {
            case 0 -> new Failure.Unavailable(true, "not now");
            case 1 -> new Failure.Unavailable(false, "nobody knows");
            case 2 -> new Failure.Rejected(reason, "no: " + reason);
            case 3 -> new Failure.Denied(reason, "no: " + reason);
            default -> new Failure.Bug("sorry");
        };
    }
}
