package chat.parley.room.tell;

import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Who is here, and on which relays, as far as presence has told. Belongs to the room verticle's context. */
public final class Reach {
    private final Map<PersonId, List<SessionId>> sessions = new HashMap<>();
    /** One list for everybody who is on one relay, which is nearly everybody. */
    private final Map<RelayId, List<RelayId>> single = new HashMap<>();

    public boolean isHere(PersonId person) {
        return sessions.containsKey(person);
    }

    /** Empty for who is not here. */
    public List<RelayId> relaysOf(PersonId person) {
        List<SessionId> known = sessions.getOrDefault(person, List.of());
        return switch (known.size()) {
            case 0 -> List.of();
            case 1 -> single(known.getFirst().relay());
            default -> known.stream().map(SessionId::relay).distinct().toList();
        };
    }

    /** Whether somebody has more than one session. */
    public boolean hasSeveral(PersonId person) {
        return sessions.getOrDefault(person, List.of()).size() > 1;
    }

    /** A session has said itself that it is here, which may be sooner than presence does. */
    public void arrived(PersonId person, SessionId session) {
        List<SessionId> known = sessions.getOrDefault(person, List.of());
        if (!known.contains(session)) {
            List<SessionId> more = new ArrayList<>(known);
            more.add(session);
            sessions.put(person, List.copyOf(more));
        }
    }

    /**
     * Everything anew.
     *
     * @param gone called for each guest that was here and no longer is
     */
    public void reset(List<Person> persons, Consumer<PersonId.OfGuest> gone) {
        Set<PersonId> before = new HashSet<>(sessions.keySet());
        sessions.clear();
        persons.forEach(this::put);
        before.removeAll(sessions.keySet());
        for (PersonId person : before) {
            if (person instanceof PersonId.OfGuest guest) {
                gone.accept(guest);
            }
        }
    }

    public void on(PresenceEvent event) {
        switch (event) {
            case PresenceEvent.Online online -> put(online.person());
            case PresenceEvent.Changed changed -> put(changed.now());
            case PresenceEvent.Adopted adopted -> {
                sessions.remove(adopted.guest());
                put(adopted.now());
            }
            case PresenceEvent.Offline offline ->
                sessions.remove(offline.person().id());
            case PresenceEvent.Announced _announced -> {}
        }
    }

    private void put(Person person) {
        sessions.put(person.id(), person.sessions());
    }

    private List<RelayId> single(RelayId relay) {
        return single.computeIfAbsent(relay, one -> List.of(one));
    }
}
