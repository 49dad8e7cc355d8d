package chat.parley.room.presence.model;

import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.Persons;
import chat.parley.contracts.presence.PresenceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Brings people back as relays announce them. */
final class Restoring {
    private final People people;

    Restoring(People people) {
        this.people = people;
    }

    /**
     * Somebody is here again, as they were announced, with these of their sessions; who is here already gets the sessions only.
     *
     * @return false when nobody came of it, because another one has the nick by now or there is no session
     */
    boolean restore(Person announced, List<SessionId> sessions) {
        List<SessionId> fresh =
                sessions.stream().filter(session -> !people.isHere(session)).toList();
        Person here = people.byId(announced.id());
        if (fresh.isEmpty() || (here == null && people.byNick(announced.nick()) != null)) {
            return here != null;
        }
        fresh.forEach(session -> people.give(session, announced.id(), announced.secure()));
        if (here == null) {
            people.online(people.withSessions(announced, fresh));
        } else {
            List<SessionId> all = new ArrayList<>(here.sessions());
            all.addAll(fresh);
            people.change(
                    here,
                    people.withSessions(Persons.withLater(here, announced.metadata()), all),
                    PresenceEvent.What.SESSIONS);
        }
        return true;
    }

    /** Somebody was brought back from what was no longer true; what nobody changed since becomes what it is. */
    void update(Person old, Person announced) {
        Person here = people.byId(announced.id());
        if (here == null) {
            return;
        }
        if (here.nick().value().equals(old.nick().value())
                && !announced.nick().value().equals(old.nick().value())) {
            Person holder = people.byNick(announced.nick());
            if (holder == null || holder.id().equals(here.id())) {
                people.change(here, Persons.withNick(here, announced.nick()), PresenceEvent.What.NICK);
            }
        }
        here = people.person(announced.id());
        if (Objects.equals(here.away(), old.away())) {
            people.change(here, Persons.withAway(here, announced.away()), PresenceEvent.What.AWAY);
        }
        here = people.person(announced.id());
        if (here.realname().equals(old.realname())) {
            people.change(here, Persons.withRealname(here, announced.realname()), PresenceEvent.What.REALNAME);
        }
        here = people.person(announced.id());
        if (here.modes().equals(old.modes())) {
            people.change(here, Persons.withModes(here, announced.modes()), PresenceEvent.What.MODES);
        }
        here = people.person(announced.id());
        people.change(here, Persons.withLater(here, announced.metadata()), PresenceEvent.What.METADATA);
    }
}
