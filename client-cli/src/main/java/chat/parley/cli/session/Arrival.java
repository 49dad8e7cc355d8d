package chat.parley.cli.session;

import chat.parley.protocol.line.Line;
import org.jspecify.annotations.Nullable;

/**
 * From the server's welcome to being in one's rooms. A PONG is a barrier: when it comes, the server has also said which
 * rooms it has put the user in.
 */
final class Arrival {

    private static final String BARRIER = "parley-ready";

    private final State state;
    private boolean lobbyAsked;
    private @Nullable Place visited;

    Arrival(State state) {
        this.state = state;
    }

    /** A new connection: nothing has been asked on it yet. */
    void begin() {
        lobbyAsked = false;
    }

    /** The server has greeted. */
    void greeted(Turn turn) {
        if (!state.again) {
            turn.show(new Event.Welcomed(state.nick, state.traits.network()));
        }
        for (Conversation room : state.places.rooms()) {
            if (state.again && !room.joined()) {
                turn.send("JOIN", room.place().name());
            }
        }
        turn.send("PING", BARRIER);
    }

    /** Takes a PONG. True when the user is in. */
    boolean isIn(Turn turn, Line pong) {
        if (!pong.params().contains(BARRIER)) {
            return false;
        }
        Place lobby = state.settings.lobby();
        boolean nowhere = state.settings.room() == null && state.places.rooms().isEmpty();
        if (lobby == null || !nowhere || lobbyAsked) {
            return true;
        }
        // When the server has answered this too, we are in the lobby, or it has said why not.
        lobbyAsked = true;
        turn.send("JOIN", lobby.name());
        turn.send("PING", BARRIER);
        return false;
    }

    /** The room to be entered now, the first time that the user is in; null if there is none. */
    @Nullable
    Place roomToEnter() {
        Place room = state.settings.room();
        Conversation known = room == null ? null : state.places.find(room);
        boolean there = known != null && known.joined();
        visited = state.settings.visit() && !there ? room : null;
        return room;
    }

    /** The room that this session entered only to say something, and leaves again. */
    @Nullable
    Place visited() {
        return visited;
    }
}
