package chat.parley.room.presence.model;

import chat.parley.contracts.identity.PersonId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * From whom people take private messages although they are no account. At the bound of a person's list the oldest of it goes. Belongs to
 * the presence verticle's context.
 */
final class Acceptances {
    private static final int MOST = 100;

    private final Map<PersonId, Set<PersonId>> byPerson = new HashMap<>();

    void accept(PersonId by, PersonId whom) {
        Set<PersonId> accepted = byPerson.computeIfAbsent(by, _new -> new LinkedHashSet<>());
        accepted.remove(whom);
        if (accepted.size() == MOST) {
            accepted.remove(accepted.iterator().next());
        }
        accepted.add(whom);
    }

    void refuse(PersonId by, PersonId whom) {
        Set<PersonId> accepted = byPerson.get(by);
        if (accepted != null && accepted.remove(whom) && accepted.isEmpty()) {
            byPerson.remove(by);
        }
    }

    boolean accepts(PersonId by, PersonId whom) {
        Set<PersonId> accepted = byPerson.get(by);
        return accepted != null && accepted.contains(whom);
    }

    void left(PersonId person) {
        byPerson.remove(person);
    }
}
