package chat.parley.cli.screen;

import chat.parley.cli.session.Event;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Plain lines for scripts and pipes: what is said on one stream, everything else on another. A line of what is said is
 * {@code date time place author: text}; a message of several lines is as many.
 */
public final class PlainScreen implements Consumer<Event> {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ENGLISH);

    private final PrintStream out;
    private final PrintStream err;
    private final ZoneId zone;

    public PlainScreen(PrintStream out, PrintStream err, ZoneId zone) {
        this.out = out;
        this.err = err;
        this.zone = zone;
    }

    @Override
    public void accept(Event event) {
        switch (event) {
            case Event.Said said ->
                said.text().lines().filter(text -> !text.isBlank()).forEach(text -> out.println(line(said, text)));
            case Event.Happened happened ->
                out.println(start(happened.time(), happened.place().shown()) + "· " + SafeText.of(happened.who()) + " "
                        + SafeText.of(happened.words()));
            case Event.News news -> out.println("· " + SafeText.of(news.text()));
            case Event.Trouble trouble -> err.println(SafeText.of(trouble.text()));
            case Event.NotDelivered lost ->
                err.println("Not delivered to " + SafeText.of(lost.to().shown()) + ": " + SafeText.of(lost.text())
                        + " (" + SafeText.of(lost.reason()) + ")");
            case Event.Interrupted gone -> err.println(SafeText.of(gone.reason()) + " Trying again.");
            case Event.Welcomed welcomed -> err.println("You are " + SafeText.of(welcomed.nick()) + ".");
            case Event.Ready ready when ready.again() -> err.println("Connected again.");
            case Event.Ready ready -> {}
            case Event.Entered entered -> {}
            case Event.Missed missed -> {}
            case Event.UpToDate upToDate -> {}
            case Event.Delivered delivered -> {}
            case Event.Standing standing -> {}
        }
        out.flush();
    }

    /** A line of what is said. */
    private String line(Event.Said said, String oneLine) {
        String text = SafeText.of(oneLine);
        String author = SafeText.of(said.author());
        String to = said.audienceInWords() + SafeText.of(said.answersInWords());
        String place = said.place().isRoom() || said.own() ? said.place().shown() : "@" + author;
        return start(said.time(), place)
                + switch (said.kind()) {
                    case TEXT -> author + to + ": " + text;
                    case NOTICE -> author + to + " (notice): " + text;
                    case ACTION -> "* " + author + to + " " + text;
                };
    }

    private String start(Instant time, String place) {
        return TIME.format(time.atZone(zone)) + " " + SafeText.of(place) + " ";
    }
}
