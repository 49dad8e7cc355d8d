package chat.parley.contracts.presence;

import java.util.List;

/**
 * A piece of the stream of presence.
 *
 * @param position of its last event; positions count events, from 1, without gaps
 */
public record PresenceFrame(long position, List<PresenceEvent> events) {
    public PresenceFrame {
        events = List.copyOf(events);
    }
}
