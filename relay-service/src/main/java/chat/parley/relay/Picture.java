package chat.parley.relay;

import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.Claimed;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.Persons;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.contracts.presence.PresenceFrame;
import chat.parley.contracts.presence.PresenceSnapshot;
import chat.parley.relay.view.PresenceView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who is here, as this process as a whole knows it: to be announced to a presence that has forgotten, and to be compared with the
 * connections that there are. The loops have pictures of their own, at other positions. Used on the node's context only.
 */
final class Picture {
    private final RelayId relay;
    private final ClaimedSessions sessions;
    private final PresenceView view = new PresenceView();
    /** The sessions of this relay that presence lists. */
    private final Set<SessionId> listed = new HashSet<>();

    private long epoch;

    Picture(RelayId relay, ClaimedSessions sessions) {
        this.relay = relay;
        this.sessions = sessions;
    }

    void become(PresenceSnapshot snapshot) {
        epoch = snapshot.epoch();
        view.thereWere(snapshot.most());
        apply(view.differencesTo(snapshot), snapshot.position());
    }

    void apply(PresenceFrame frame) {
        apply(frame.events(), frame.position());
    }

    private void apply(List<PresenceEvent> events, long position) {
        for (PresenceEvent event : events) {
            switch (event) {
                case PresenceEvent.Online online -> replace(online.person().id(), online.person());
                case PresenceEvent.Changed changed -> replace(changed.before().id(), changed.now());
                case PresenceEvent.Adopted adopted -> replace(adopted.guest(), adopted.now());
                case PresenceEvent.Offline offline -> unlist(offline.person().id());
                case PresenceEvent.Announced _announced -> {}
            }
            view.apply(event);
        }
        view.reached(position);
    }

    private void replace(PersonId before, Person now) {
        unlist(before);
        unlist(now.id());
        now.sessions().stream().filter(this::isOurs).forEach(listed::add);
    }

    private void unlist(PersonId person) {
        Person known = view.byId(person);
        if (known != null) {
            known.sessions().forEach(listed::remove);
        }
    }

    private boolean isOurs(SessionId session) {
        return session.relay().equals(relay);
    }

    /**
     * Everybody, as it is to be announced: of this relay the sessions that there are, whether the stream has come to them or not,
     * and none that has ended.
     */
    PresenceSnapshot announced() {
        Map<PersonId, Person> persons = new LinkedHashMap<>();
        for (Person person : view.all()) {
            List<SessionId> stay = person.sessions().stream()
                    .filter(session -> !isOurs(session) || sessions.has(session))
                    .toList();
            if (!stay.isEmpty()) {
                persons.put(person.id(), with(person, stay));
            }
        }
        long position = view.position();
        for (Map.Entry<SessionId, Claimed> claim : sessions.answered().entrySet()) {
            SessionId session = claim.getKey();
            Claimed claimed = claim.getValue();
            position = Math.max(position, claimed.position());
            if (!listed.contains(session)) {
                persons.merge(
                        claimed.person().id(),
                        with(claimed.person(), List.of(session)),
                        (known, _mine) -> with(known, plus(known.sessions(), session)));
            }
        }
        return new PresenceSnapshot(epoch, position, List.copyOf(persons.values()), view.most());
    }

    private static List<SessionId> plus(List<SessionId> some, SessionId one) {
        List<SessionId> more = new ArrayList<>(some);
        more.add(one);
        return more;
    }

    private static Person with(Person person, List<SessionId> sessions) {
        return person.sessions().equals(sessions) ? person : Persons.withSessions(person, sessions);
    }

    /**
     * The sessions that think they are in, and that presence does not list although it has answered them: they were given up.
     *
     * @param asOfMillis this picture has all that presence knew then
     */
    Set<SessionId> givenUp(long asOfMillis) {
        Set<SessionId> givenUp = new HashSet<>(sessions.answeredBefore(asOfMillis));
        givenUp.removeAll(listed);
        return givenUp;
    }

    /** The sessions that presence lists and that are over: it was told so, and forgot, or was another presence then. */
    List<SessionId> leftOver() {
        return listed.stream().filter(session -> !sessions.has(session)).toList();
    }
}
