package chat.parley.relay.listener;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is spoken on a port. */
public sealed interface Language {

    /** IRC's lines, as they are. */
    record Irc() implements Language {}

    /**
     * The protocol of the chat room that Parley descends from, which protects nothing.
     *
     * @param lobby the room that its people talk in; null: there is none
     */
    record Classic(@Nullable String lobby) implements Language {}

    /**
     * IRC's lines as messages of a WebSocket.
     *
     * @param origins the sites whose pages may connect, beside those of the very host that they connect to; see {@link Origins}
     */
    record WebSocket(List<String> origins) implements Language {
        public WebSocket {
            origins = List.copyOf(origins);
            Origins.check(origins);
        }
    }
}
