package chat.parley.room.store;

import chat.parley.contracts.identity.PersonId;
import chat.parley.room.model.ChangeSet;
import chat.parley.room.model.MarkerChange;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Up to where people have read, in memory. */
final class MemoryMarkers {
    private final Map<MarkerChange.Key, Long> markers = new HashMap<>();

    long read(MarkerChange.Key key) {
        return markers.getOrDefault(key, 0L);
    }

    void write(ChangeSet changes) {
        changes.markers().forEach(this::mark);
        changes.left().forEach(this::forget);
        changes.forgotten().forEach(this::forget);
    }

    private void mark(MarkerChange change) {
        switch (change) {
            case MarkerChange.Read(MarkerChange.Key key, long time) -> {
                markers.merge(key, time, Math::max);
                markers.keySet().stream()
                        .filter(other -> other.reader().equals(key.reader()))
                        .sorted(Comparator.<MarkerChange.Key>comparingLong(
                                        other -> Objects.requireNonNull(markers.get(other)))
                                .thenComparing(MarkerChange.Key::target)
                                .reversed())
                        .skip(1_000)
                        .toList()
                        .forEach(markers::remove);
            }
            case MarkerChange.Renamed(String before, String now) ->
                rename(key -> key.target().equals(before), key -> new MarkerChange.Key(key.reader(), now));
            case MarkerChange.Adopted(PersonId before, PersonId now) -> {
                rename(key -> key.reader().equals(before), key -> new MarkerChange.Key(now, key.target()));
                rename(
                        key -> key.target().equals(before.text()),
                        key -> new MarkerChange.Key(key.reader(), now.text()));
            }
        }
    }

    private void rename(Predicate<MarkerChange.Key> which, UnaryOperator<MarkerChange.Key> renamed) {
        for (MarkerChange.Key key : markers.keySet().stream().filter(which).toList()) {
            markers.merge(renamed.apply(key), Objects.requireNonNull(markers.remove(key)), Math::max);
        }
    }

    private void forget(PersonId person) {
        markers.keySet()
                .removeIf(key -> key.reader().equals(person) || key.target().equals(person.text()));
    }
}
