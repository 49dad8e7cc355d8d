package chat.parley.relay.delivery;

import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.room.Origin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sessions of one loop: by id, and by the person whose devices they are. Used on the loop's thread only. */
final class People {
    private final Map<SessionId, LocalSession> byId = new HashMap<>();
    private final Map<PersonId, List<LocalSession>> byPerson = new HashMap<>();

    void add(LocalSession local) {
        byId.put(local.session().id(), local);
    }

    /** Its connection is gone: nothing can be told to it any more. */
    void remove(LocalSession local) {
        byId.remove(local.session().id());
        belongsTo(local, null);
    }

    /** It is that person's device from now on. */
    void belongsTo(LocalSession local, @Nullable PersonId person) {
        if (local.person != null) {
            List<LocalSession> devices = byPerson.get(local.person);
            if (devices != null && devices.remove(local) && devices.isEmpty()) {
                byPerson.remove(local.person);
            }
        }
        local.person = person;
        if (person != null) {
            byPerson.computeIfAbsent(person, _new -> new ArrayList<>(1)).add(local);
        }
    }

    /** The devices of a person that are on this loop; not to be kept. */
    List<LocalSession> of(PersonId person) {
        return byPerson.getOrDefault(person, List.of());
    }

    /** Everybody with a device on this loop; a copy. */
    Collection<PersonId> persons() {
        return List.copyOf(byPerson.keySet());
    }

    /** A session whose connection is open, or null. */
    @Nullable
    LocalSession session(SessionId id) {
        return byId.get(id);
    }

    boolean isHere(PersonId person) {
        return byPerson.containsKey(person);
    }

    /** The session that caused an event, if it is on this loop. */
    @Nullable
    LocalSession cause(@Nullable Origin origin) {
        return origin == null ? null : byId.get(origin.session());
    }

    /** How many sessions there are. */
    int count() {
        return byId.size();
    }

    /** All sessions whose connections are open; not to be kept. */
    Iterable<LocalSession> each() {
        return byId.values();
    }

    /** All sessions whose connections are open; a copy. */
    Collection<LocalSession> all() {
        return List.copyOf(byId.values());
    }
}
