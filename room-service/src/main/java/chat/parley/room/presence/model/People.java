package chat.parley.room.presence.model;

import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.Claimed;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.Persons;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.protocol.name.Lookalikes;
import chat.parley.protocol.name.NickRules;
import chat.parley.protocol.name.Nickname;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who is here: persons by id and by nick, and the devices that they are here with. What changes is an event, numbered from 1, which
 * waits to be taken. Belongs to the presence verticle's context.
 */
final class People {
    private final Map<Nickname, Person> byNick = new HashMap<>();
    private final Map<PersonId, Person> byId = new HashMap<>();
    private final Lookalikes alike;
    private final Map<SessionId, Device> devices = new HashMap<>();
    private final Consumer<PersonId> left;
    private List<PresenceEvent> events = new ArrayList<>();
    private long position;
    private int most;

    /** One session's part in a person. */
    record Device(PersonId person, boolean secure) {}

    /** @param left told of who is here no more, or under another id */
    People(NickRules nicks, Consumer<PersonId> left) {
        this.alike = new Lookalikes(nicks);
        this.left = left;
    }

    /** The number of the latest event. */
    long position() {
        return position;
    }

    /** Somebody else has counted further: the next event comes after that. */
    void goOnFrom(long known) {
        position = Math.max(position, known);
    }

    /** How many persons there were at most at one time. */
    int most() {
        return most;
    }

    /** So many there were at one time before. */
    void thereWere(int before) {
        most = Math.max(most, before);
    }

    boolean hasEvents() {
        return !events.isEmpty();
    }

    List<PresenceEvent> takeEvents() {
        List<PresenceEvent> taken = events;
        events = new ArrayList<>();
        return taken;
    }

    void tell(PresenceEvent event) {
        position++;
        events.add(event);
    }

    // looking

    Collection<Person> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    @Nullable
    Person byNick(Nickname nick) {
        return byNick.get(nick);
    }

    /**
     * Who is here under another nick that can be mistaken for this one.
     *
     * @param own the nick of whoever wants it, which does not count
     */
    @Nullable
    Person lookalike(Nickname nick, @Nullable Nickname own) {
        Nickname other = alike.other(nick, own);
        return other == null ? null : byNick.get(other);
    }

    @Nullable
    Person byId(PersonId id) {
        return byId.get(id);
    }

    /** Who is here for certain. */
    Person person(PersonId id) {
        Person person = byId.get(id);
        if (person == null) {
            throw new IllegalStateException("a device without a person");
        }
        return person;
    }

    @Nullable
    Device device(SessionId session) {
        return devices.get(session);
    }

    /** Whose session it is. */
    @Nullable
    Person of(SessionId session) {
        Device device = devices.get(session);
        return device == null ? null : byId.get(device.person());
    }

    boolean isHere(SessionId session) {
        return devices.containsKey(session);
    }

    /** Whether a session is one of that person's. */
    boolean isOf(SessionId session, PersonId id) {
        Device device = devices.get(session);
        return device != null && device.person().equals(id);
    }

    boolean isOfAccount(SessionId session) {
        Device device = devices.get(session);
        return device != null && device.person() instanceof PersonId.OfAccount;
    }

    List<SessionId> sessionsOn(RelayId relay) {
        return devices.keySet().stream()
                .filter(session -> session.relay().equals(relay))
                .toList();
    }

    // changing

    /** From now on the session is one of this person's, who is told of next. */
    void give(SessionId session, PersonId person, boolean secure) {
        devices.put(session, new Device(person, secure));
    }

    Outcome online(Person person) {
        put(person);
        tell(new PresenceEvent.Online(person));
        return claimed(person);
    }

    Outcome change(Person before, Person now, PresenceEvent.What what) {
        if (!before.equals(now) || what == PresenceEvent.What.NICK) {
            if (!before.nick().equals(now.nick())) {
                free(before.nick());
            }
            put(now);
            tell(new PresenceEvent.Changed(before, now, what));
        }
        return claimed(now);
    }

    /** A guest is this account's person from now on, with all devices. */
    Outcome adopt(PersonId.OfGuest guest, Person now) {
        byId.remove(guest);
        put(now);
        now.sessions()
                .forEach(session ->
                        devices.computeIfPresent(session, (_session, device) -> new Device(now.id(), device.secure())));
        left.accept(guest);
        tell(new PresenceEvent.Adopted(guest, now));
        return claimed(now);
    }

    void leave(SessionId session, @Nullable String reason) {
        Device device = devices.remove(session);
        if (device == null) {
            return;
        }
        Person before = person(device.person());
        List<SessionId> sessions = new ArrayList<>(before.sessions());
        sessions.remove(session);
        if (sessions.isEmpty()) {
            byId.remove(before.id());
            free(before.nick());
            left.accept(before.id());
            tell(new PresenceEvent.Offline(before, reason));
        } else {
            change(before, withSessions(before, sessions), PresenceEvent.What.SESSIONS);
        }
    }

    /** With these devices; on a secure connection, when all of them are. */
    Person withSessions(Person person, List<SessionId> sessions) {
        boolean secure = sessions.stream().map(devices::get).allMatch(device -> device != null && device.secure());
        return Persons.withSessions(person, sessions, secure);
    }

    /** The answer to who asked for what they are. */
    Outcome claimed(Person person) {
        return new Outcome.Done(new Claimed(person, position, person.sessions().size() == 1));
    }

    private void put(Person person) {
        byId.put(person.id(), person);
        most = Math.max(most, byId.size());
        Person before = byNick.remove(person.nick());
        byNick.put(person.nick(), person);
        if (before == null || !before.nick().value().equals(person.nick().value())) {
            if (before != null) {
                alike.remove(before.nick());
            }
            alike.add(person.nick());
        }
    }

    private void free(Nickname nick) {
        Person holder = byNick.remove(nick);
        if (holder != null) {
            alike.remove(holder.nick());
        }
    }
}
