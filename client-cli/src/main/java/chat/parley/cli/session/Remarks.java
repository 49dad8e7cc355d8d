package chat.parley.cli.session;

import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.Tags;
import chat.parley.protocol.name.Source;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is said about messages: reactions to them, and that they are taken back. */
final class Remarks {

    private static final int MOST_SHOWN = 40;

    private final State state;
    private final Sayings sayings;

    Remarks(State state, Sayings sayings) {
        this.state = state;
        this.sayings = sayings;
    }

    /** A message of nothing but tags: a reaction is told, anything else, such as typing, is not. */
    void reacted(Turn turn, Line line) {
        String source = line.source();
        Tags tags = line.tags();
        String reaction = tags.get("+draft/react");
        String takenBack = tags.get("+draft/unreact");
        String to = Sayings.replyTo(line);
        if (source == null || to == null || (reaction == null && takenBack == null)) {
            return;
        }
        String words = reaction == null ? "took " + takenBack + " back from " : "reacted with " + reaction + " to ";
        tell(turn, line, source, to, words, "");
    }

    /** REDACT. */
    void takenBack(Turn turn, Line line) {
        String source = line.source();
        if (source != null) {
            String reason = line.paramOr(2, "");
            tell(turn, line, source, line.paramOr(1, ""), null, reason.isBlank() ? "" : " (" + reason + ")");
        }
    }

    /** @param words null: the message is taken back */
    private void tell(Turn turn, Line line, String source, String id, @Nullable String words, String reason) {
        String who = Source.parse(source).name();
        Place place = sayings.place(line.paramOr(0, ""), who, sayings.isOwn(line, who));
        Conversation conversation = place == null ? null : state.places.find(place);
        if (place == null || conversation == null) {
            return;
        }
        Event.Said message = conversation.said(id);
        if (words == null && message != null && conversation.takeBack(message)) {
            return;
        }
        String told = words == null
                ? takenBack(message, who) + reason
                : words + (message == null ? "an earlier message" : quoted(message));
        Instant time = Sayings.time(line, turn.now());
        state.present(turn, conversation, new Event.Happened(place, who, told, time));
    }

    private static String takenBack(Event.@Nullable Said message, String who) {
        if (message == null) {
            return "took a message back";
        }
        return message.author().equals(who)
                ? "took back: " + start(message)
                : "deleted what " + message.author() + " said: " + start(message);
    }

    private static String quoted(Event.Said message) {
        return message.author() + ": " + start(message);
    }

    private static String start(Event.Said message) {
        String text = message.text()
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("");
        int points = text.codePointCount(0, text.length());
        boolean whole = points <= MOST_SHOWN && text.equals(message.text());
        return whole ? text : text.substring(0, text.offsetByCodePoints(0, Math.min(MOST_SHOWN, points))) + "…";
    }
}
