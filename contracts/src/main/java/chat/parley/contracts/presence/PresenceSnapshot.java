package chat.parley.contracts.presence;

import java.util.List;

/**
 * Everybody who is here, at a position of the stream: as presence answers it, and as a relay announces what it knows.
 *
 * @param epoch names one life of presence, which keeps nothing over a restart; 0 for who has followed none yet
 * @param most how many persons there were at most at one time, as far as whoever says this knows
 */
public record PresenceSnapshot(long epoch, long position, List<Person> persons, int most) {
    /** What is known by who has followed nothing yet. */
    public static final PresenceSnapshot NONE = new PresenceSnapshot(0, 0, List.of());

    public PresenceSnapshot {
        persons = List.copyOf(persons);
    }

    /** There never were more than now. */
    public PresenceSnapshot(long epoch, long position, List<Person> persons) {
        this(epoch, position, persons, persons.size());
    }
}
