package chat.parley.contracts.presence;

import java.util.List;

/**
 * A piece of the stream of presence.
 *
 * @param epoch the life of presence that tells it; a frame of another life than the one that is followed is no continuation
 * @param position of its last event; positions count events without gaps
 */
public record PresenceFrame(long epoch, long position, List<PresenceEvent> events) {
    public PresenceFrame {
        events = List.copyOf(events);
    }
}
