package chat.parley.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.parley.cli.client.Client;
import chat.parley.cli.client.Finish;
import chat.parley.cli.config.Settings;
import chat.parley.cli.config.SettingsException;
import chat.parley.cli.screen.SafeText;
import chat.parley.cli.session.Addressee;
import chat.parley.cli.session.Event;
import chat.parley.cli.session.Place;
import chat.parley.cli.session.Request;
import chat.parley.cli.session.Session;
import chat.parley.cli.session.SessionSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parley send}. */
@Command(
        name = "send",
        description = {
            "Send a message, and wait until the server has stored it.",
            "",
            "Without a text, or with '-', every line of standard input is a message.",
            ""
        })
final class SendCommand extends ConnectingCommand {

    /** Messages that are read ahead of the server's receipts. */
    private static final int AHEAD = 100;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long to wait for a receipt. Default: ${DEFAULT-VALUE}")
    private long timeoutSeconds;

    @Parameters(
            index = "0",
            paramLabel = "TARGET",
            description = "'@name' for one person, '#room' for a room, '@#room' for its operators alone.")
    private String target = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "TEXT", description = "The message.")
    private List<String> text = List.of();

    private final PrintStream err = Streams.err();
    private final AtomicInteger undelivered = new AtomicInteger();
    private final Backlog backlog = new Backlog();
    private volatile boolean signedIn;

    @Override
    public Integer call() throws IOException {
        Addressee to = Addressee.parse(target);
        if (to == null) {
            throw new SettingsException("the target is '" + target + "', must be '@name', '#room' or '@#room'");
        }
        Settings settings = connection().settings();
        var session = new Session(
                settings(to.place()),
                SignIns.of(settings, connection().passwords()),
                new Nonces(),
                ThreadLocalRandom.current());
        var client = new Client(
                session, connection().connector(settings, Trust.telling(err::println)), this::hear, Clock.systemUTC());
        client.start();
        return send(client, to) ? finish(client) : timedOut(client);
    }

    private static SessionSettings settings(Place place) {
        return new SessionSettings(null, place.isRoom() ? place : null, 0, null, true, 0, true, false, null, false);
    }

    /** Sends everything, no more than a number of messages ahead of the receipts. False if that takes too long. */
    private boolean send(Client client, Addressee to) throws IOException {
        client.whenFinished(backlog::end);
        boolean piped = text.isEmpty() || text.equals(List.of("-"));
        if (!piped) {
            return say(client, to, String.join(" ", text), 0);
        }
        try (var in = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!say(client, to, line, AHEAD) || client.finished().isDone()) {
                    return client.finished().isDone();
                }
            }
        }
        return backlog.awaitAtMost(0, timeoutSeconds);
    }

    private boolean say(Client client, Addressee to, String line, int ahead) {
        client.ask(new Request.Say(to, line, false));
        // Only then does the backlog know of it; it hears of it on the session's thread, which may begin late.
        return client.awaitDone(Duration.ofSeconds(timeoutSeconds)) && backlog.awaitAtMost(ahead, timeoutSeconds);
    }

    private void hear(Event event) {
        switch (event) {
            case Event.Ready ready -> signedIn = true;
            // Why there was no sign-in is told at the end; that nothing could be sent then goes without saying.
            case Event.NotDelivered lost when !signedIn -> undelivered.incrementAndGet();
            case Event.NotDelivered lost -> {
                undelivered.incrementAndGet();
                err.println("parley: not delivered to " + SafeText.of(lost.to().shown()) + ": "
                        + SafeText.of(lost.reason()));
            }
            case Event.Standing standing -> backlog.is(standing.view().pending());
            case Event.Trouble trouble -> err.println("parley: " + SafeText.of(trouble.text()));
            default -> {}
        }
    }

    private int finish(Client client) {
        client.ask(new Request.Quit(""));
        Finish finish = client.finished().join();
        if (!finish.reason().isEmpty()) {
            err.println("parley: " + SafeText.ofLines(finish.reason()));
        }
        int code = ExitCode.of(finish.ending());
        if (code == ExitCode.OK && undelivered.get() > 0) {
            if (!signedIn) {
                err.println("parley: nothing was sent");
            }
            return ExitCode.REFUSED;
        }
        return code;
    }

    private int timedOut(Client client) {
        err.println("parley: the server did not confirm everything within " + timeoutSeconds + " seconds");
        client.ask(new Request.Quit(""));
        int code = ExitCode.of(client.finished().join().ending());
        return code == ExitCode.OK ? ExitCode.REFUSED : code;
    }
}
