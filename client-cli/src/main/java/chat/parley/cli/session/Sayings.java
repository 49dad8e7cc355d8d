package chat.parley.cli.session;

import chat.parley.protocol.Validated;
import chat.parley.protocol.id.Timestamp;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.Tags;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.Source;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** PRIVMSG and NOTICE: what people say, now or from the record. */
final class Sayings {

    private static final char CTCP = '\u0001';
    /** Of rank, before a room's name. */
    private static final int MOST_SIGNS = 2;

    private final State state;
    private final Outbox outbox;

    Sayings(State state, Outbox outbox) {
        this.state = state;
        this.outbox = outbox;
    }

    /** Takes what is said now. */
    void live(Turn turn, Line line) {
        if (isFromServer(line)) {
            turn.info(line.paramOr(1, ""));
            return;
        }
        Event.Said said = read(turn, line, false);
        if (said == null) {
            return;
        }
        Outbox.Outgoing sent = said.own() ? outbox.echoed(turn, line, said.place(), line.paramOr(1, "")) : null;
        Conversation conversation = state.places.at(said.place());
        if (conversation.remember(said)) {
            state.saw(said.time());
            if (conversation.historyComing()) {
                conversation.holdBack(said);
            } else {
                show(turn, conversation, said);
            }
        }
        if (sent != null) {
            turn.show(new Event.Delivered(sent.nonce));
        }
    }

    /** Shows what was said, or counts it where the user is not looking. */
    void show(Turn turn, Conversation conversation, Event.Said said) {
        state.present(turn, conversation, said);
        if (!state.isVisible(conversation) && !said.own()) {
            conversation.count(said.mentionsUser());
            if (said.mentionsUser()) {
                turn.info(said.author() + " mentions you in " + said.place().shown() + ".");
            }
        }
    }

    /** What a line says, or null if it is nothing to be shown. */
    Event.@Nullable Said read(Turn turn, Line line, boolean earlier) {
        String source = line.source();
        String target = line.paramOr(0, "");
        String body = line.paramOr(1, "");
        if (source == null || target.isEmpty() || body.isEmpty()) {
            return null;
        }
        String author = Source.parse(source).name();
        boolean own = isOwn(line, author);
        Place place = place(target, author, own);
        if (place == null) {
            return null;
        }
        Event.Kind kind = line.command().equals("NOTICE") ? Event.Kind.NOTICE : Event.Kind.TEXT;
        String text = body;
        if (body.charAt(0) == CTCP) {
            text = action(body);
            if (text == null) {
                return null;
            }
            kind = Event.Kind.ACTION;
        }
        String answers = answers(line, place);
        boolean mentions =
                !own && place.isRoom() && (mentions(text, state.nick) || (answers != null && state.isSelf(answers)));
        return new Event.Said(
                place,
                author,
                text,
                kind,
                time(line, turn.now()),
                line.tags().get("msgid"),
                own,
                mentions,
                earlier,
                audience(target),
                answers);
    }

    /** Whose message a line replies to; empty where that message is not known, null where it is no reply. */
    private @Nullable String answers(Line line, Place place) {
        String id = replyTo(line);
        if (id == null) {
            return null;
        }
        Conversation conversation = state.places.find(place);
        Event.Said message = conversation == null ? null : conversation.said(id);
        return message == null ? "" : message.author();
    }

    /** The id of the message that a line is about; null if it is about none. */
    static @Nullable String replyTo(Line line) {
        Tags tags = line.tags();
        return tags.has("+reply") ? tags.get("+reply") : tags.get("+draft/reply");
    }

    /** Whom in a room it is for, as the sign before the room's name says; empty for everybody. */
    private static String audience(String target) {
        int hash = target.indexOf('#');
        return hash > 0 && hash <= MOST_SIGNS ? target.substring(hash - 1, hash) : "";
    }

    boolean isOwn(Line line, String author) {
        String account = line.tags().get("account");
        return state.isSelf(author) || (account != null && Nickname.same(account, state.account));
    }

    @Nullable
    Place place(String target, String author, boolean own) {
        int hash = target.indexOf('#');
        if (hash >= 0 && hash <= MOST_SIGNS) {
            // Also a message to those of rank in a room: @#room
            return Place.parse(target.substring(hash));
        }
        return Place.parse(own ? target : author);
    }

    private boolean isFromServer(Line line) {
        String source = line.source();
        return source == null
                || (line.command().equals("NOTICE")
                        && (line.paramOr(0, "").equals("*") || (source.indexOf('!') < 0 && source.indexOf('.') >= 0)));
    }

    /** What somebody does; null for other requests of the kind, such as VERSION, that nobody needs to see. */
    private static @Nullable String action(String body) {
        String inner = body.substring(
                1, body.length() > 1 && body.charAt(body.length() - 1) == CTCP ? body.length() - 1 : body.length());
        return inner.toUpperCase(Locale.ROOT).startsWith("ACTION ") ? inner.substring("ACTION ".length()) : null;
    }

    /** Whether a name stands in a text as a word of its own. */
    static boolean mentions(String text, String nick) {
        String inText = Nickname.fold(text);
        String name = Nickname.fold(nick);
        int at = name.isEmpty() ? -1 : inText.indexOf(name);
        while (at >= 0) {
            int end = at + name.length();
            boolean begins = at == 0 || !isOfName(inText.charAt(at - 1));
            boolean ends = end == inText.length() || !isOfName(inText.charAt(end));
            if (begins && ends) {
                return true;
            }
            at = inText.indexOf(name, at + 1);
        }
        return false;
    }

    private static boolean isOfName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }

    /** When the server says that it was, or else now. */
    static Instant time(Line line, Instant now) {
        String tag = line.tags().get("time");
        return tag != null && Timestamp.parse(tag) instanceof Validated.Valid<Timestamp> good
                ? Instant.ofEpochMilli(good.value().epochMillis())
                : now;
    }
}
