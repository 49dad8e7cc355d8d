package chat.parley.room.presence.model;

import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.presence.LastSpoken;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When those who are here said something last. Holds one time a person at most. Belongs to the presence verticle's context. */
final class Idleness {
    private final Map<PersonId, Long> lastMillis = new HashMap<>();

    /** Whoever said something later before has done so still. */
    void spoke(LastSpoken spoken) {
        lastMillis.merge(spoken.person(), spoken.timeMillis(), Math::max);
    }

    void left(PersonId person) {
        lastMillis.remove(person);
    }

    List<LastSpoken> of(List<PersonId> persons) {
        return persons.stream()
                .map(person -> new LastSpoken(person, lastMillis.getOrDefault(person, 0L)))
                .toList();
    }
}
