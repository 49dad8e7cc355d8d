package chat.parley.relay.delivery;

import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.Event;
import java.util.List;

/**
 * How long it may take until a room's readers are told who comes and goes. In a small room they are told at once. In a large one
 * such lines wait for more of their kind, the longer the more readers there are, so that writing them takes a bounded part of a
 * loop's time: when ten thousand people come, each coming is told to ten thousand. Pure.
 *
 * @param from from how many readers on one loop a room is large; 0: never
 */
public record Crowds(int from) {
    /** Writing to one reader takes about a tenth of it. */
    private static final int READERS_A_MILLI = 40;

    private static final long MOST_MILLIS = 500;

    /** Nobody waits. */
    public static final Crowds NONE = new Crowds(0);

    boolean isLarge(int readers) {
        return from > 0 && readers >= from;
    }

    /** How long such lines may wait; 0: they may not. */
    long pauseMillis(int readers) {
        return isLarge(readers) ? Math.clamp(readers / READERS_A_MILLI, 1, MOST_MILLIS) : 0;
    }

    /** Whether these events are nothing but people coming and going. */
    static boolean areThese(List<Event> events) {
        for (int i = 0; i < events.size(); i++) {
            Change change = events.get(i).change();
            if (!(change instanceof Change.Join) && !(change instanceof Change.Part)) {
                return false;
            }
        }
        return true;
    }

    /** The same of presence: somebody is here, or away from the keyboard, or gone. */
    static boolean isThis(PresenceEvent event) {
        return switch (event) {
            case PresenceEvent.Online _online -> true;
            case PresenceEvent.Offline _offline -> true;
            case PresenceEvent.Changed changed -> changed.what() == PresenceEvent.What.AWAY;
            case PresenceEvent.Adopted _adopted -> false;
            case PresenceEvent.Announced _announced -> false;
        };
    }
}
