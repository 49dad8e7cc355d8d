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
    private final Map<PersonId, List<RelayId>> relays = new HashMap<>();
    /** One list for everybody who is on one relay, which is nearly everybody. */
    private final Map<RelayId, List<RelayId>> single = new HashMap<>();

    public boolean isHere(PersonId person) {
        return relays.containsKey(person);
    }

    /** Empty for who is not here. */
    public List<RelayId> relaysOf(PersonId person) {
        return relays.getOrDefault(person, List.of());
    }

    /** A session has said itself that it is here, which may be sooner than presence does. */
    public void arrived(PersonId person, RelayId relay) {
        List<RelayId> known = relaysOf(person);
        if (!known.contains(relay)) {
            List<RelayId> more = new ArrayList<>(known);
            more.add(relay);
            relays.put(person, more.size() == 1 ? single(relay) : List.copyOf(more));
        }
    }

    /**
     * Everything anew.
     *
     * @param gone called for each guest that was here and no longer is
     */
    public void reset(List<Person> persons, Consumer<PersonId.OfGuest> gone) {
        Set<PersonId> before = new HashSet<>(relays.keySet());
        relays.clear();
        persons.forEach(this::put);
        before.removeAll(relays.keySet());
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
                relays.remove(adopted.guest());
                put(adopted.now());
            }
            case PresenceEvent.Offline offline -> relays.remove(offline.person().id());
            case PresenceEvent.Announced _announced -> {}
        }
    }

    private void put(Person person) {
        List<SessionId> sessions = person.sessions();
        if (sessions.size() == 1) {
            relays.put(person.id(), single(sessions.getFirst().relay()));
        } else {
            relays.put(
                    person.id(),
                    sessions.stream().map(SessionId::relay).distinct().toList());
        }
    }

    private List<RelayId> single(RelayId relay) {
        return single.computeIfAbsent(relay, one -> List.of(one));
    }
}
