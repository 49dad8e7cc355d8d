package chat.parley.cli.screen;

import chat.parley.cli.session.Event;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Writes how things stand: who the user is, the places with their numbers and what is unread, what is on its way. */
final class StatusLine {

    private final Look look;

    StatusLine(Look look) {
        this.look = look;
    }

    /** One line, cut to the width. */
    AttributedString write(Event.View view, int columns) {
        var line = new AttributedStringBuilder();
        AttributedStyle base = look.bar();
        line.styled(base, " " + SafeText.of(view.nick()) + (view.away() ? " (away)" : "") + " ");
        List<Event.Tab> tabs = view.places();
        for (int i = 0; i < tabs.size(); i++) {
            Event.Tab tab = tabs.get(i);
            boolean current = tab.place().equals(view.current());
            String unread = tab.unread() > 0 ? "(" + tab.unread() + ")" : "";
            String name = (i + 1) + ":" + SafeText.of(tab.place().shown()) + unread;
            line.styled(base, " ");
            line.styled(current || tab.calls() ? base.bold() : base, current ? "[" + name + "]" : name);
        }
        String end = state(view);
        if (!end.isEmpty()) {
            line.styled(base.bold(), "  " + end);
        }
        int width = Math.max(1, columns);
        int missing = width - line.columnLength();
        if (missing > 0) {
            line.styled(base, " ".repeat(missing));
        }
        return line.toAttributedString().columnSubSequence(0, width);
    }

    private static String state(Event.View view) {
        String sending =
                view.pending() == 0 ? "" : view.pending() == 1 ? "sending…" : "sending " + view.pending() + "…";
        return switch (view.link()) {
            case ONLINE -> sending;
            case CONNECTING -> "connecting…";
            case WAITING -> "no connection" + (view.pending() == 0 ? "" : ", " + view.pending() + " waiting");
        };
    }
}
