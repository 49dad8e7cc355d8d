package chat.parley.contracts.presence;

import java.util.List;

/** Everybody who is here, at a position of the stream. */
public record PresenceSnapshot(long position, List<Person> persons) {
    public PresenceSnapshot {
        persons = List.copyOf(persons);
    }
}
