package chat.parley.cli.screen;

import chat.parley.cli.session.Event;
import chat.parley.cli.session.Place;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * Writes events as lines for a person to read. It remembers the day, in order to say when another begins. Called by one
 * thread at a time.
 */
public final class Scribe {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy", Locale.ENGLISH);

    /** Before the further lines of a message. */
    private static final String UNDER_THE_FIRST = "      ";

    private final Look look;
    private final ZoneId zone;
    private final boolean everyPlace;
    private LocalDate day;
    private Place current = new Place("#");

    /**
     * @param today the day on which nothing need be said of the day
     * @param everyPlace whether each line names its room
     */
    public Scribe(Look look, ZoneId zone, LocalDate today, boolean everyPlace) {
        this.look = look;
        this.zone = zone;
        this.day = today;
        this.everyPlace = everyPlace;
    }

    /** The lines for an event; none for what only a status line shows. */
    public List<AttributedString> write(Event event) {
        var lines = new ArrayList<AttributedString>();
        switch (event) {
            case Event.Said said -> {
                turnPage(said.time(), lines);
                said(said, lines);
            }
            case Event.Happened happened -> {
                turnPage(happened.time(), lines);
                lines.add(happened(happened));
            }
            case Event.NotDelivered lost -> lines.add(notDelivered(lost));
            case Event.News news -> lines.add(line("· ", look.quiet(), news.text(), look.quiet()));
            case Event.Trouble trouble -> lines.add(line("! ", look.trouble(), trouble.text(), look.trouble()));
            case Event.Entered entered -> entered(entered, lines);
            case Event.Missed missed -> lines.add(rule(missed(missed)));
            case Event.Welcomed welcomed -> lines.add(welcomed(welcomed));
            case Event.Ready ready
            when ready.again() -> lines.add(line("· ", look.quiet(), "Connected again.", look.quiet()));
            case Event.Ready ready -> {}
            case Event.Interrupted gone -> lines.add(interrupted(gone));
            case Event.UpToDate upToDate -> {}
            case Event.Delivered delivered -> {}
            case Event.Standing standing -> {}
        }
        return lines;
    }

    private void turnPage(Instant time, List<AttributedString> lines) {
        LocalDate date = time.atZone(zone).toLocalDate();
        if (!date.equals(day)) {
            day = date;
            lines.add(rule(DAY.format(date)));
        }
    }

    private void said(Event.Said said, List<AttributedString> lines) {
        var line = begin(said.time());
        boolean priv = !said.place().isRoom();
        AttributedStyle text = said.mentionsUser() ? look.call() : said.earlier() ? look.quiet() : look.plain();
        room(line, said.place());
        String author = SafeText.of(said.author());
        if (priv) {
            String other = SafeText.of(said.place().name());
            line.styled(look.priv(), said.own() ? "you → " + other : author + " → you");
        } else if (said.own()) {
            line.styled(look.strong(), author);
        } else {
            line.styled(look.name(author), author);
        }
        line.styled(look.quiet(), said.audienceInWords() + SafeText.of(said.answersInWords()));
        switch (said.kind()) {
            case TEXT -> line.append(": ");
            case NOTICE -> line.append(" (notice): ");
            case ACTION -> line.append(priv ? ": * " + author + " " : " ");
        }
        String[] texts = said.text().split("\n", -1);
        line.styled(text, SafeText.of(texts[0]));
        AttributedString first = line.toAttributedString();
        lines.add(said.kind() == Event.Kind.ACTION && !priv ? star(first) : first);
        for (int i = 1; i < texts.length; i++) {
            lines.add(new AttributedStringBuilder()
                    .append(UNDER_THE_FIRST)
                    .styled(text, SafeText.of(texts[i]))
                    .toAttributedString());
        }
    }

    /** Puts the star of an action in front of its name, after the time. */
    private static AttributedString star(AttributedString line) {
        int afterTime = 6;
        return new AttributedStringBuilder()
                .append(line.subSequence(0, afterTime))
                .append("* ")
                .append(line.subSequence(afterTime, line.length()))
                .toAttributedString();
    }

    private AttributedString happened(Event.Happened happened) {
        var line = begin(happened.time());
        room(line, happened.place());
        return line.styled(look.quiet(), "· " + SafeText.of(happened.who()) + " " + SafeText.of(happened.words()))
                .toAttributedString();
    }

    private AttributedString notDelivered(Event.NotDelivered lost) {
        String text = "Not delivered to " + lost.to().shown() + ": " + lost.text() + " (" + lost.reason() + ")";
        if (lost.reason().startsWith("Nobody is called")) {
            text = lost.reason() + " Not delivered: " + lost.text();
        }
        return line("! ", look.trouble(), text, look.trouble());
    }

    private void entered(Event.Entered entered, List<AttributedString> lines) {
        current = entered.place();
        if (everyPlace) {
            return;
        }
        lines.add(rule(SafeText.of(entered.place().shown())));
        if (!entered.topic().isBlank()) {
            lines.add(line("· ", look.quiet(), "Topic: " + entered.topic(), look.quiet()));
        }
    }

    private static String missed(Event.Missed missed) {
        String messages = missed.count() == 1 ? "1 message" : missed.count() + " messages";
        String where = SafeText.of(missed.place().shown());
        if (missed.count() == 0) {
            return "recent messages with " + where;
        }
        return missed.place().isRoom()
                ? messages + " in " + where + " meanwhile"
                : messages + " from " + where + " while you were away";
    }

    private AttributedString welcomed(Event.Welcomed welcomed) {
        String where = welcomed.network().isBlank() ? "" : " on " + welcomed.network();
        String text = "You are " + welcomed.nick() + where + ". /help tells what you can do, #Q leaves.";
        return line("· ", look.quiet(), text, look.quiet());
    }

    private AttributedString interrupted(Event.Interrupted gone) {
        return line(
                "! ",
                look.trouble(),
                gone.reason() + " Trying again. What you type meanwhile is sent then.",
                look.trouble());
    }

    private AttributedStringBuilder begin(Instant time) {
        return new AttributedStringBuilder()
                .styled(look.quiet(), TIME.format(time.atZone(zone)))
                .append(" ");
    }

    private void room(AttributedStringBuilder line, Place place) {
        if (place.isRoom() && (everyPlace || !place.equals(current))) {
            line.styled(look.quiet(), SafeText.of(place.shown()) + " ");
        }
    }

    private static AttributedString line(String sign, AttributedStyle signStyle, String text, AttributedStyle style) {
        return new AttributedStringBuilder()
                .styled(signStyle, sign)
                .styled(style, SafeText.of(text))
                .toAttributedString();
    }

    private AttributedString rule(String text) {
        return new AttributedStringBuilder()
                .styled(look.quiet(), "── " + text + " ──")
                .toAttributedString();
    }
}
