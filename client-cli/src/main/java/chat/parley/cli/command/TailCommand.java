package chat.parley.cli.command;

import chat.parley.cli.client.Client;
import chat.parley.cli.client.Finish;
import chat.parley.cli.config.Settings;
import chat.parley.cli.config.SettingsException;
import chat.parley.cli.screen.PlainScreen;
import chat.parley.cli.screen.SafeText;
import chat.parley.cli.session.Event;
import chat.parley.cli.session.Place;
import chat.parley.cli.session.Request;
import chat.parley.cli.session.Session;
import chat.parley.cli.session.SessionSettings;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parley tail}. */
@Command(
        name = "tail",
        description = {
            "Follow what is said in a room, one line a message: date, time, place, author, text.",
            "",
            "Goes on until it is stopped; a lost connection is made again, and what was missed is fetched.",
            ""
        })
final class TailCommand extends ConnectingCommand {

    /** Messages of the past that are kept until all of them are here, for the earliest come last. */
    private static final int MOST = 10_000;

    @Option(
            names = {"-n", "--last"},
            paramLabel = "N",
            defaultValue = "10",
            description = "Begin with so many messages of the past, up to 10000. Default: ${DEFAULT-VALUE}")
    private int last;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Begin with what was said since then: 30m, 2h, 3d, 2026-11-22 or 2026-11-22T08:30.")
    private @Nullable String since;

    @Option(names = "--no-follow", description = "End after the past instead of waiting for more.")
    private boolean once;

    @Option(names = "--events", description = "Also tell who comes and goes.")
    private boolean events;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ROOM",
            defaultValue = "#lobby",
            description = "Default: #lobby")
    private String room = "";

    private final PrintStream err = Streams.err();
    private final PlainScreen screen = new PlainScreen(Streams.out(), err, ZoneId.systemDefault());
    private volatile boolean refused;

    @Override
    public Integer call() {
        Place place = Place.parse(room);
        if (place == null || !place.isRoom()) {
            throw new SettingsException("the room is '" + room + "', must be '#name'");
        }
        if (last < 0 || last > MOST) {
            throw new SettingsException("--last is " + last + ", must be 0 to " + MOST + "; --since has no such bound");
        }
        Settings settings = connection().settings();
        Instant from = since == null ? null : Since.parse(since, Instant.now(), ZoneId.systemDefault());
        var session = new Session(
                new SessionSettings(null, place, last, from, true, 0, false, false, null, false),
                SignIns.of(settings, connection().passwords()),
                new Nonces(),
                ThreadLocalRandom.current());
        return follow(settings, session, place);
    }

    private int follow(Settings settings, Session session, Place place) {
        var quitter = new Quitter();
        var client = new Client(
                session,
                connection().connector(settings, Trust.telling(err::println)),
                event -> hear(event, place, quitter),
                Clock.systemUTC());
        quitter.client = client;
        client.start();
        Finish finish = client.finished().join();
        if (!finish.reason().isEmpty()) {
            err.println("parley: " + SafeText.ofLines(finish.reason()));
        }
        int code = ExitCode.of(finish.ending());
        return code == ExitCode.OK && refused ? ExitCode.REFUSED : code;
    }

    /** Ends the session from within. */
    private static final class Quitter {
        private @Nullable Client client;

        void quit() {
            Client running = client;
            if (running != null) {
                running.ask(new Request.Quit(""));
            }
        }
    }

    private void hear(Event event, Place place, Quitter quitter) {
        switch (event) {
            case Event.Said said when said.place().equals(place) -> screen.accept(said);
            case Event.Happened happened when events && happened.place().equals(place) -> screen.accept(happened);
            case Event.UpToDate upToDate when once && upToDate.place().equals(place) -> quitter.quit();
            case Event.Trouble trouble -> {
                err.println("parley: " + SafeText.of(trouble.text()));
                refused = true;
                quitter.quit();
            }
            case Event.Interrupted gone -> screen.accept(gone);
            default -> {}
        }
    }
}
