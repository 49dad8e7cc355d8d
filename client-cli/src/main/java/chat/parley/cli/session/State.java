package chat.parley.cli.session;

import chat.parley.protocol.name.Nickname;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the parts of a session share. */
final class State {

    final SessionSettings settings;
    final Capabilities capabilities = new Capabilities();
    final Places places = new Places();
    Traits traits = new Traits();
    String nick;
    String account;
    boolean away;
    boolean online;
    /** Whether this session was online before, on an earlier connection. */
    boolean again;
    /** The time of the latest message seen on this device, in this session or an earlier one. */
    @Nullable
    Instant seenUntil;
    /** What that was when the present connection was made. */
    @Nullable
    Instant seenBefore;

    State(SessionSettings settings, String user) {
        this.settings = settings;
        this.nick = user;
        this.account = user;
        this.seenUntil = settings.seenUntil();
    }

    boolean isSelf(String name) {
        return Nickname.same(name, nick);
    }

    /** Notes that a message of this time has been shown. */
    void saw(Instant time) {
        Instant latest = seenUntil;
        if (latest == null || time.isAfter(latest)) {
            seenUntil = time;
        }
    }

    /** Shows an event of a place now, or keeps it until the user comes there. */
    void present(Turn turn, Conversation conversation, Event event) {
        if (isVisible(conversation)) {
            turn.show(event);
        } else {
            conversation.keepUnseen(event);
        }
    }

    /** Whether what happens there is shown at once: in the current place, and in private always. */
    boolean isVisible(Conversation conversation) {
        return settings.everyPlace()
                || conversation == places.current()
                || !conversation.place().isRoom();
    }

    /** Makes a place the current one, and shows what was not seen of it. */
    void enter(Turn turn, Conversation conversation) {
        places.current(conversation);
        turn.show(new Event.Entered(conversation.place(), conversation.topic()));
        conversation.see().forEach(turn::show);
    }
}
