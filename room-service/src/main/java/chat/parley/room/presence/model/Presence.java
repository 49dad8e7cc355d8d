package chat.parley.room.presence.model;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.metadata.Metadata;
import chat.parley.contracts.presence.Announced;
import chat.parley.contracts.presence.Claimed;
import chat.parley.contracts.presence.Left;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.presence.UserModes;
import chat.parley.protocol.name.Nickname;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who is here. Every request is decided at once; what it changed are events, which are numbered from 1 and wait to be taken. A nick
 * belongs to one person at a time, whatever its capitals. Belongs to the presence verticle's context.
 */
public final class Presence {
    private final Map<Nickname, Person> byNick = new HashMap<>();
    private final Map<PersonId, Person> byId = new HashMap<>();
    private final Map<SessionId, Device> devices = new HashMap<>();
    private List<PresenceEvent> events = new ArrayList<>();
    private final Acceptances acceptances = new Acceptances();
    private final Idleness idleness = new Idleness();
    private final Arrivals arrivals = new Arrivals();
    private final Looking looking = new Looking(byId, byNick, arrivals, this::ownerOf);
    private long position;

    private record Device(PersonId person, boolean secure) {}

    /** What a request comes to. */
    public sealed interface Outcome {
        record Done(Object answer) implements Outcome {}

        record Refused(Failure failure) implements Outcome {}
    }

    /** The number of the latest event. */
    public long position() {
        return position;
    }

    public List<Person> persons() {
        return List.copyOf(byId.values());
    }

    public boolean hasEvents() {
        return !events.isEmpty();
    }

    /** The events since this was called last; the latest one's number is {@link #position}. */
    public List<PresenceEvent> takeEvents() {
        List<PresenceEvent> taken = events;
        events = new ArrayList<>();
        return taken;
    }

    /**
     * Decides one request.
     *
     * @param nowMillis since 1970
     */
    public Outcome on(PresenceRequest<?> request, long nowMillis) {
        return switch (request) {
            case PresenceRequest.Claim claim -> {
                Outcome outcome = claim(claim, nowMillis);
                if (outcome instanceof Outcome.Done) {
                    arrivals.came(claim, nowMillis);
                }
                yield outcome;
            }
            case PresenceRequest.Rename rename -> rename(rename);
            case PresenceRequest.SetAway away -> setAway(away);
            case PresenceRequest.SetRealname realname -> setRealname(realname);
            case PresenceRequest.SetModes modes -> setModes(modes);
            case PresenceRequest.ChangeMetadata change -> changeMetadata(change);
            case PresenceRequest.ShowMetadata show -> showMetadata(show);
            case PresenceRequest.Accept accept -> {
                if (!accept.on()) {
                    acceptances.refuse(accept.by(), accept.whom());
                } else if (byId.containsKey(accept.by())) {
                    acceptances.accept(accept.by(), accept.whom());
                }
                yield new Outcome.Done(true);
            }
            case PresenceRequest.Accepts accepts -> new Outcome.Done(acceptances.accepts(accepts.by(), accepts.whom()));
            case PresenceRequest.Devices devicesOf -> {
                Person person = byId.get(devicesOf.person());
                yield new Outcome.Done(person == null ? List.of() : arrivals.of(person));
            }
            case PresenceRequest.Spoke spoke -> {
                spoke.spoken().stream()
                        .filter(spoken -> byId.containsKey(spoken.person()))
                        .forEach(idleness::spoke);
                yield new Outcome.Done(true);
            }
            case PresenceRequest.WhenSpoken when -> new Outcome.Done(idleness.of(when.persons()));
            case PresenceRequest.Announce announce -> {
                tell(new PresenceEvent.Announced(announce.what()));
                yield new Outcome.Done(new Announced(position));
            }
            case PresenceRequest.Identify identify -> identify(identify, nowMillis);
            case PresenceRequest.Leave leave -> {
                end(leave.session(), leave.reason());
                yield new Outcome.Done(new Left(position));
            }
            case PresenceRequest.Locate locate -> {
                Person person = byNick.get(locate.nick());
                yield new Outcome.Done(person == null ? List.of() : person.sessions());
            }
            case PresenceRequest.Administration<?> asked -> new Outcome.Done(looking.on(asked));
            case PresenceRequest.Follow _follow ->
                throw new IllegalArgumentException("following is not the model's business");
            case PresenceRequest.Beat _beat ->
                throw new IllegalArgumentException("following is not the model's business");
            case PresenceRequest.Retire _retire ->
                throw new IllegalArgumentException("following is not the model's business");
        };
    }

    private @Nullable PersonId ownerOf(SessionId session) {
        Device device = devices.get(session);
        return device == null ? null : device.person();
    }

    // what Continuity needs

    boolean isTaken(Nickname nick) {
        return byNick.containsKey(nick);
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

    /** A session is gone for good. */
    void end(SessionId session, @Nullable String reason) {
        leave(session, reason);
        arrivals.left(session);
    }

    /** Somebody else has counted further: the next event comes after that. */
    void goOnFrom(long known) {
        position = Math.max(position, known);
    }

    /**
     * Somebody is here again, as they were announced, with these of their sessions; who is here already gets the sessions only.
     *
     * @return false when nobody came of it, because another one has the nick by now or there is no session
     */
    boolean restore(Person announced, List<SessionId> sessions) {
        List<SessionId> fresh = sessions.stream()
                .filter(session -> !devices.containsKey(session))
                .toList();
        Person here = byId.get(announced.id());
        if (fresh.isEmpty() || (here == null && byNick.containsKey(announced.nick()))) {
            return here != null;
        }
        fresh.forEach(session -> devices.put(session, new Device(announced.id(), announced.secure())));
        if (here == null) {
            online(withSessions(announced, fresh));
        } else {
            List<SessionId> all = new ArrayList<>(here.sessions());
            all.addAll(fresh);
            change(here, withSessions(withLater(here, announced.metadata()), all), PresenceEvent.What.SESSIONS);
        }
        return true;
    }

    /** Somebody was brought back from what was no longer true; what nobody changed since becomes what it is. */
    void update(Person old, Person announced) {
        Person here = byId.get(announced.id());
        if (here == null) {
            return;
        }
        if (here.nick().value().equals(old.nick().value())
                && !announced.nick().value().equals(old.nick().value())) {
            Person holder = byNick.get(announced.nick());
            if (holder == null || holder.id().equals(here.id())) {
                byNick.remove(here.nick());
                change(here, Persons.withNick(here, announced.nick()), PresenceEvent.What.NICK);
            }
        }
        here = person(announced.id());
        if (Objects.equals(here.away(), old.away())) {
            change(here, Persons.withAway(here, announced.away()), PresenceEvent.What.AWAY);
        }
        here = person(announced.id());
        if (here.realname().equals(old.realname())) {
            change(here, Persons.withRealname(here, announced.realname()), PresenceEvent.What.REALNAME);
        }
        here = person(announced.id());
        if (here.modes().equals(old.modes())) {
            change(here, Persons.withModes(here, announced.modes()), PresenceEvent.What.MODES);
        }
        here = person(announced.id());
        change(here, withLater(here, announced.metadata()), PresenceEvent.What.METADATA);
    }

    private Outcome claim(PresenceRequest.Claim claim, long nowMillis) {
        Device device = devices.get(claim.session());
        if (device != null) {
            return claimed(person(device.person()));
        }
        Account account = claim.account();
        PersonId id = account == null ? new PersonId.OfGuest(claim.session()) : idOf(account);
        Person here = byId.get(id);
        if (here != null && here.nick().equals(claim.nick())) {
            devices.put(claim.session(), new Device(id, claim.secure()));
            return join(account == null ? here : withLater(here, account.metadata()), here, claim.session());
        }
        if (byNick.containsKey(claim.nick())) {
            return inUse(claim.nick());
        }
        if (here != null) {
            id = new PersonId.OfGuest(claim.session());
        }
        Person person = new Person(
                id,
                claim.nick(),
                claim.user(),
                claim.host(),
                claim.realname(),
                account == null ? null : account.nick().value(),
                null,
                UserModes.NONE,
                claim.secure(),
                nowMillis,
                List.of(claim.session()),
                account == null ? claim.metadata() : account.metadata());
        devices.put(claim.session(), new Device(id, claim.secure()));
        return online(person);
    }

    private Outcome rename(PresenceRequest.Rename rename) {
        Person before = find(rename.session());
        if (before == null) {
            return nobody();
        }
        Person holder = byNick.get(rename.nick());
        if (holder != null && !holder.id().equals(before.id())) {
            return inUse(rename.nick());
        }
        if (before.nick().value().equals(rename.nick().value())) {
            return claimed(before);
        }
        byNick.remove(before.nick());
        return change(before, Persons.withNick(before, rename.nick()), PresenceEvent.What.NICK);
    }

    private Outcome setAway(PresenceRequest.SetAway request) {
        Person before = find(request.session());
        return before == null
                ? nobody()
                : change(before, Persons.withAway(before, request.text()), PresenceEvent.What.AWAY);
    }

    private Outcome setRealname(PresenceRequest.SetRealname request) {
        Person before = find(request.session());
        return before == null
                ? nobody()
                : change(before, Persons.withRealname(before, request.realname()), PresenceEvent.What.REALNAME);
    }

    private Outcome setModes(PresenceRequest.SetModes request) {
        Person before = find(request.session());
        return before == null
                ? nobody()
                : change(
                        before,
                        Persons.withModes(
                                before, before.modes().plus(request.add()).minus(request.remove())),
                        PresenceEvent.What.MODES);
    }

    private Outcome changeMetadata(PresenceRequest.ChangeMetadata request) {
        Person before = find(request.session());
        if (before == null) {
            return nobody();
        }
        Metadata now = before.metadata().after(request.change());
        if (now.differencesFrom(before.metadata()).isEmpty()) {
            return claimed(before);
        }
        return now.isWithin(request.mostKeys(), before.metadata())
                ? change(before, Persons.withMetadata(before, now), PresenceEvent.What.METADATA)
                : new Outcome.Refused(
                        new Failure.Rejected(Reason.METADATA_FULL, "That would be too many keys, or too much in all."));
    }

    /** All persons of the account, for one that signed in under another nick is a person of its own. */
    private Outcome showMetadata(PresenceRequest.ShowMetadata request) {
        Person asking = find(request.session());
        if (asking == null) {
            return nobody();
        }
        String account = asking.account();
        for (Person person : persons()) {
            if (account != null && account.equals(person.account())) {
                change(person, withLater(person, request.metadata()), PresenceEvent.What.METADATA);
            }
        }
        return claimed(person(asking.id()));
    }

    private static Person withLater(Person person, Metadata metadata) {
        return Persons.withMetadata(person, person.metadata().orLater(metadata));
    }

    private Outcome identify(PresenceRequest.Identify identify, long nowMillis) {
        Person before = find(identify.session());
        if (before == null) {
            return nobody();
        }
        Account account = identify.account();
        PersonId id = idOf(account);
        if (before.id().equals(id)) {
            return claimed(before);
        }
        Person here = byId.get(id);
        boolean ownNick = before.nick().equals(account.nick());
        if (here == null && ownNick && before.id() instanceof PersonId.OfGuest guest) {
            return adopt(guest, before, account);
        }
        if (identify.forceNick()) {
            return become(identify.session(), before, account, nowMillis);
        }
        return before.id() instanceof PersonId.OfGuest
                ? change(
                        before,
                        Persons.withMetadata(
                                Persons.withAccount(before, account.nick().value()), account.metadata()),
                        PresenceEvent.What.ACCOUNT)
                : become(identify.session(), before, account, nowMillis);
    }

    private Outcome adopt(PersonId.OfGuest guest, Person before, Account account) {
        Person now = Persons.withMetadata(
                Persons.withId(before, idOf(account), account.nick().value()), account.metadata());
        byId.remove(guest);
        put(now);
        now.sessions()
                .forEach(session ->
                        devices.computeIfPresent(session, (_session, device) -> new Device(now.id(), device.secure())));
        idleness.left(guest);
        tell(new PresenceEvent.Adopted(guest, now));
        return claimed(now);
    }

    /** The session leaves whom it belonged to and is a device of the account's person, under the account's nick. */
    private Outcome become(SessionId session, Person before, Account account, long nowMillis) {
        PersonId id = idOf(account);
        Person holder = byNick.get(account.nick());
        boolean free = holder == null
                || (holder.id().equals(before.id()) && before.sessions().size() == 1);
        if (byId.get(id) == null && !free) {
            return inUse(account.nick());
        }
        Device device = devices.get(session);
        boolean secure = device != null && device.secure();
        leave(session, "Signed in as " + account.nick().value());
        devices.put(session, new Device(id, secure));
        Person here = byId.get(id);
        return here != null
                ? join(withLater(here, account.metadata()), here, session)
                : online(new Person(
                        id,
                        account.nick(),
                        before.user(),
                        before.host(),
                        before.realname(),
                        account.nick().value(),
                        null,
                        before.modes(),
                        secure,
                        nowMillis,
                        List.of(session),
                        account.metadata()));
    }

    /** @param here as they were before, whatever else changes with the session */
    private Outcome join(Person now, Person here, SessionId session) {
        List<SessionId> sessions = new ArrayList<>(here.sessions());
        sessions.add(session);
        return change(here, withSessions(now, sessions), PresenceEvent.What.SESSIONS);
    }

    private void leave(SessionId session, @Nullable String reason) {
        Device device = devices.remove(session);
        if (device == null) {
            return;
        }
        Person before = person(device.person());
        List<SessionId> sessions = new ArrayList<>(before.sessions());
        sessions.remove(session);
        if (sessions.isEmpty()) {
            byId.remove(before.id());
            byNick.remove(before.nick());
            idleness.left(before.id());
            acceptances.left(before.id());
            tell(new PresenceEvent.Offline(before, reason));
        } else {
            change(before, withSessions(before, sessions), PresenceEvent.What.SESSIONS);
        }
    }

    private Person withSessions(Person person, List<SessionId> sessions) {
        boolean secure = sessions.stream().map(devices::get).allMatch(device -> device != null && device.secure());
        return Persons.withSessions(person, sessions, secure);
    }

    private Outcome online(Person person) {
        put(person);
        tell(new PresenceEvent.Online(person));
        return claimed(person);
    }

    private Outcome change(Person before, Person now, PresenceEvent.What what) {
        if (!before.equals(now) || what == PresenceEvent.What.NICK) {
            put(now);
            tell(new PresenceEvent.Changed(before, now, what));
        }
        return claimed(now);
    }

    private void put(Person person) {
        byId.put(person.id(), person);
        byNick.remove(person.nick());
        byNick.put(person.nick(), person);
    }

    private void tell(PresenceEvent event) {
        position++;
        events.add(event);
    }

    private Outcome claimed(Person person) {
        return new Outcome.Done(new Claimed(person, position, person.sessions().size() == 1));
    }

    private @Nullable Person find(SessionId session) {
        Device device = devices.get(session);
        return device == null ? null : byId.get(device.person());
    }

    private Person person(PersonId id) {
        Person person = byId.get(id);
        if (person == null) {
            throw new IllegalStateException("a device without a person");
        }
        return person;
    }

    private static PersonId idOf(Account account) {
        return new PersonId.OfAccount(account.id());
    }

    private static Outcome inUse(Nickname nick) {
        return new Outcome.Refused(
                new Failure.Rejected(Reason.NICK_IN_USE, "Nickname " + nick.value() + " is already in use."));
    }

    private static Outcome nobody() {
        return new Outcome.Refused(new Failure.Rejected(Reason.NO_SUCH_PERSON, "This session is not here."));
    }
}
