package chat.parley.relay.wire;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.Announced;
import chat.parley.contracts.presence.Claimed;
import chat.parley.contracts.presence.Device;
import chat.parley.contracts.presence.LastSpoken;
import chat.parley.contracts.presence.Left;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.Persons;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.contracts.presence.PresenceFrame;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.presence.PresenceSnapshot;
import chat.parley.contracts.presence.Standing;
import chat.parley.contracts.presence.UserModes;
import chat.parley.protocol.name.Nickname;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Who is here. */
final class MemoryPresence {
    private final Set<List<PersonId>> accepted = new HashSet<>();
    private final Map<PersonId, Person> persons = new HashMap<>();
    private final Map<Nickname, PersonId> nicks = new HashMap<>();
    private final Map<SessionId, PersonId> sessions = new HashMap<>();
    private final Consumer<PresenceFrame> told;
    private long position;
    private long epoch = 1;

    MemoryPresence(Consumer<PresenceFrame> told) {
        this.told = told;
    }

    Person of(Nickname nick) {
        PersonId id = nicks.get(nick);
        Person person = id == null ? null : persons.get(id);
        if (person == null) {
            throw new IllegalStateException("not here: " + nick);
        }
        return person;
    }

    Object answer(PresenceRequest<?> request) {
        return switch (request) {
            case PresenceRequest.Claim claim -> claim(claim);
            case PresenceRequest.Rename rename -> {
                take(rename.nick(), of(rename.session()).id());
                Person before = of(rename.session());
                nicks.remove(before.nick(), before.id());
                nicks.put(rename.nick(), before.id());
                yield told(before, PresenceEvent.What.NICK, Persons.withNick(before, rename.nick()));
            }
            case PresenceRequest.SetAway away -> {
                Person before = of(away.session());
                yield told(before, PresenceEvent.What.AWAY, Persons.withAway(before, away.text()));
            }
            case PresenceRequest.SetRealname set -> {
                Person before = of(set.session());
                yield told(before, PresenceEvent.What.REALNAME, Persons.withRealname(before, set.realname()));
            }
            case PresenceRequest.SetModes set -> {
                Person before = of(set.session());
                yield told(
                        before,
                        PresenceEvent.What.MODES,
                        Persons.withModes(before, before.modes().plus(set.add()).minus(set.remove())));
            }
            case PresenceRequest.ChangeMetadata set -> {
                Person before = of(set.session());
                yield told(
                        before,
                        PresenceEvent.What.METADATA,
                        Persons.withMetadata(before, before.metadata().after(set.change())));
            }
            case PresenceRequest.ShowMetadata show -> {
                Person before = of(show.session());
                yield told(before, PresenceEvent.What.METADATA, Persons.withMetadata(before, show.metadata()));
            }
            case PresenceRequest.Spoke _spoke -> true;
            case PresenceRequest.Accept accept ->
                accept.on()
                        ? accepted.add(List.of(accept.by(), accept.whom()))
                        : accepted.remove(List.of(accept.by(), accept.whom()));
            case PresenceRequest.Accepts accepts -> accepted.contains(List.of(accepts.by(), accepts.whom()));
            case PresenceRequest.FindLookalike _find -> Optional.empty();
            case PresenceRequest.Devices devices -> {
                Person person = persons.get(devices.person());
                yield person == null
                        ? List.of()
                        : person.sessions().stream()
                                .map(session ->
                                        new Device(session, person.host(), person.secure(), person.signedOnMillis()))
                                .toList();
            }
            case PresenceRequest.WhenSpoken when ->
                when.persons().stream().map(person -> new LastSpoken(person, 0)).toList();
            case PresenceRequest.WhoWas _was -> List.of();
            case PresenceRequest.Announce announce -> {
                tell(new PresenceEvent.Announced(announce.what()));
                yield new Announced(position);
            }
            case PresenceRequest.Identify identify -> throw new UnsupportedOperationException("" + identify);
            case PresenceRequest.Leave leave -> leave(leave);
            case PresenceRequest.Follow follow -> {
                if (follow.known().epoch() != epoch) {
                    learn(follow.known());
                }
                yield new PresenceSnapshot(epoch, position, List.copyOf(persons.values()));
            }
            case PresenceRequest.Beat _beat -> standing(true);
            case PresenceRequest.Locate locate ->
                persons.values().stream()
                        .filter(person -> person.nick().equals(locate.nick()))
                        .flatMap(person -> person.sessions().stream())
                        .toList();
            case PresenceRequest.Administration<?> asked -> throw new UnsupportedOperationException("" + asked);
            case PresenceRequest.Retire _retire -> true;
        };
    }

    Standing standing(boolean following) {
        return new Standing(epoch, following, position, 0);
    }

    /** Another life, which knows nobody. */
    void beginAnew() {
        epoch++;
        position = 0;
        persons.clear();
        nicks.clear();
        sessions.clear();
    }

    private void learn(PresenceSnapshot known) {
        position = Math.max(position, known.position());
        for (Person person : known.persons()) {
            if (nicks.putIfAbsent(person.nick(), person.id()) == null) {
                persons.put(person.id(), person);
                person.sessions().forEach(session -> sessions.put(session, person.id()));
            }
        }
    }

    private Object claim(PresenceRequest.Claim claim) {
        Account account = claim.account();
        PersonId id = account == null ? new PersonId.OfGuest(claim.session()) : new PersonId.OfAccount(account.id());
        take(claim.nick(), id);
        sessions.put(claim.session(), id);
        Person here = persons.get(id);
        if (here != null) {
            var more = new ArrayList<>(here.sessions());
            more.add(claim.session());
            return told(here, PresenceEvent.What.SESSIONS, Persons.withSessions(here, more));
        }
        Person person = new Person(
                id,
                claim.nick(),
                claim.user(),
                claim.host(),
                claim.realname(),
                account == null ? null : account.name(),
                null,
                UserModes.NONE,
                claim.secure(),
                0,
                List.of(claim.session()),
                account == null ? claim.metadata() : account.metadata());
        persons.put(id, person);
        nicks.put(person.nick(), id);
        tell(new PresenceEvent.Online(person));
        return new Claimed(person, position, true);
    }

    private Object leave(PresenceRequest.Leave leave) {
        PersonId id = sessions.remove(leave.session());
        Person before = id == null ? null : persons.get(id);
        if (before != null) {
            var left = new ArrayList<>(before.sessions());
            left.remove(leave.session());
            if (left.isEmpty()) {
                persons.remove(before.id());
                nicks.remove(before.nick());
                tell(new PresenceEvent.Offline(before, leave.reason()));
            } else {
                told(before, PresenceEvent.What.SESSIONS, Persons.withSessions(before, left));
            }
        }
        return new Left(position);
    }

    private void take(Nickname nick, PersonId by) {
        PersonId has = nicks.get(nick);
        if (has != null && !has.equals(by)) {
            throw ServiceException.rejected(Reason.NICK_IN_USE, "in use");
        }
    }

    private Person of(SessionId session) {
        PersonId id = sessions.get(session);
        Person person = id == null ? null : persons.get(id);
        if (person == null) {
            throw new IllegalStateException("not here: " + session);
        }
        return person;
    }

    private Claimed told(Person before, PresenceEvent.What what, Person now) {
        persons.put(now.id(), now);
        tell(new PresenceEvent.Changed(before, now, what));
        return new Claimed(now, position, false);
    }

    private void tell(PresenceEvent event) {
        position++;
        told.accept(new PresenceFrame(epoch, position, List.of(event)));
    }
}
