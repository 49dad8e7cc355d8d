package chat.parley.relay.script;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.metadata.Metadata;
import chat.parley.contracts.presence.Announced;
import chat.parley.contracts.presence.Claimed;
import chat.parley.contracts.presence.Device;
import chat.parley.contracts.presence.Gone;
import chat.parley.contracts.presence.LastSpoken;
import chat.parley.contracts.presence.Left;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.Persons;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.contracts.presence.PresenceEvent.What;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Who is here, with a stream of events, each a frame, to whoever listens. Look-alikes and who has spoken it does not know. */
public final class FakePresence {
    private final Set<List<PersonId>> accepted = new HashSet<>();
    private final Map<PersonId, Person> persons = new HashMap<>();
    private final Map<SessionId, PersonId> bySession = new HashMap<>();
    private final List<Gone> gone = new ArrayList<>();
    private final Consumer<PresenceFrame> stream;
    private final LongSupplier nowMillis;
    private long epoch = 1;
    private long position;

    public FakePresence(Consumer<PresenceFrame> stream, LongSupplier nowMillis) {
        this.stream = stream;
        this.nowMillis = nowMillis;
    }

    /** Somebody who is here. */
    public Person of(Nickname nick) {
        return persons.values().stream()
                .filter(person -> person.nick().equals(nick))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("not here: " + nick));
    }

    /** Where the stream is. */
    public Standing standing(boolean following) {
        return new Standing(epoch, following, position, 0);
    }

    /** Another life, which knows nobody. */
    public void beginAnew() {
        epoch++;
        position = 0;
        persons.clear();
        bySession.clear();
    }

    private void learn(PresenceSnapshot known) {
        position = Math.max(position, known.position());
        for (Person person : known.persons()) {
            if (!isTaken(person.nick(), person.id())) {
                persons.put(person.id(), person);
                person.sessions().forEach(session -> bySession.put(session, person.id()));
            }
        }
    }

    /** Answers, or says why not by a {@link Failure}. */
    public Object answer(PresenceRequest<?> request) {
        return switch (request) {
            case PresenceRequest.Claim claim -> claim(claim);
            case PresenceRequest.Rename rename ->
                isTaken(rename.nick(), bySession.get(rename.session()))
                        ? inUse()
                        : change(rename.session(), What.NICK, before -> Persons.withNick(before, rename.nick()));
            case PresenceRequest.SetAway away ->
                change(away.session(), What.AWAY, before -> Persons.withAway(before, away.text()));
            case PresenceRequest.SetRealname realname ->
                change(realname.session(), What.REALNAME, before -> Persons.withRealname(before, realname.realname()));
            case PresenceRequest.SetModes modes ->
                change(
                        modes.session(),
                        What.MODES,
                        before -> Persons.withModes(
                                before, before.modes().plus(modes.add()).minus(modes.remove())));
            case PresenceRequest.ChangeMetadata asked -> {
                Metadata before = personOf(asked.session()).metadata();
                Metadata now = before.after(asked.change());
                if (now.differencesFrom(before).isEmpty()) {
                    yield new Claimed(personOf(asked.session()), position, false);
                }
                yield now.isWithin(asked.mostKeys(), before)
                        ? change(asked.session(), What.METADATA, person -> Persons.withMetadata(person, now))
                        : new Failure.Rejected(
                                Reason.METADATA_FULL, "That would be too many keys, or too much in all.");
            }
            case PresenceRequest.ShowMetadata show ->
                change(show.session(), What.METADATA, person -> Persons.withMetadata(person, show.metadata()));
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
            case PresenceRequest.WhoWas was ->
                gone.stream()
                        .filter(one -> one.person().nick().equals(was.nick()))
                        .toList();
            case PresenceRequest.Announce announce -> {
                tell(new PresenceEvent.Announced(announce.what()));
                yield new Announced(position);
            }
            case PresenceRequest.Identify identify -> identify(identify);
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
            case PresenceRequest.SeenAmong among ->
                among.persons().stream()
                        .map(persons::get)
                        .filter(Objects::nonNull)
                        .toList();
            case PresenceRequest.Administration<?> _asked ->
                throw new UnsupportedOperationException("no relay asks that");
            case PresenceRequest.Retire _retire -> true;
        };
    }

    private static Failure inUse() {
        return new Failure.Rejected(Reason.NICK_IN_USE, "Nick is already in use");
    }

    private boolean isTaken(Nickname nick, @Nullable PersonId by) {
        return persons.values().stream()
                .anyMatch(person -> person.nick().equals(nick) && !person.id().equals(by));
    }

    private Object claim(PresenceRequest.Claim claim) {
        Account account = claim.account();
        PersonId id = new PersonId.OfGuest(claim.session());
        if (account != null) {
            var whole = new PersonId.OfAccount(account.id());
            Person here = persons.get(whole);
            if (here == null || here.nick().equals(claim.nick())) {
                id = whole;
            }
        }
        if (isTaken(claim.nick(), id)) {
            return inUse();
        }
        bySession.put(claim.session(), id);
        Person here = persons.get(id);
        if (here != null) {
            var sessions = new ArrayList<>(here.sessions());
            sessions.add(claim.session());
            return change(claim.session(), What.SESSIONS, before -> Persons.withSessions(before, sessions));
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
                nowMillis.getAsLong(),
                List.of(claim.session()),
                account == null ? claim.metadata() : account.metadata());
        persons.put(id, person);
        tell(new PresenceEvent.Online(person));
        return new Claimed(person, position, true);
    }

    private Object identify(PresenceRequest.Identify identify) {
        Person before = personOf(identify.session());
        Account account = identify.account();
        var whole = new PersonId.OfAccount(account.id());
        if (before.id().equals(whole)) {
            return new Claimed(before, position, false);
        }
        if (before.id() instanceof PersonId.OfAccount) {
            return become(identify.session(), before, whole, account);
        }
        if (!persons.containsKey(whole) && (before.nick().equals(account.nick()) || identify.forceNick())) {
            Person now = Persons.withId(before, whole, account.name());
            persons.remove(before.id());
            persons.put(whole, now);
            bySession.put(identify.session(), whole);
            tell(new PresenceEvent.Adopted((PersonId.OfGuest) before.id(), now));
            return identify.forceNick() && !before.nick().equals(account.nick())
                    ? change(identify.session(), What.NICK, old -> Persons.withNick(old, account.nick()))
                    : new Claimed(now, position, true);
        }
        return change(identify.session(), What.ACCOUNT, old -> Persons.withAccount(old, account.name()));
    }

    /** From one account to another that is not here; a nick that is not the first one's name is kept. */
    private Claimed become(SessionId session, Person before, PersonId whole, Account account) {
        Nickname nick = before.nick().value().equals(before.account()) ? account.nick() : before.nick();
        leave(new PresenceRequest.Leave(session, "Signed in as " + account.name()));
        Person other = Persons.withAway(Persons.withId(before, whole, account.name()), null);
        Person now = Persons.withSessions(Persons.withNick(other, nick), List.of(session));
        persons.put(whole, now);
        bySession.put(session, whole);
        tell(new PresenceEvent.Online(now));
        return new Claimed(now, position, true);
    }

    private Object leave(PresenceRequest.Leave leave) {
        PersonId id = bySession.remove(leave.session());
        Person before = id == null ? null : persons.get(id);
        if (before != null) {
            var sessions = new ArrayList<>(before.sessions());
            sessions.remove(leave.session());
            if (sessions.isEmpty()) {
                persons.remove(before.id());
                tell(new PresenceEvent.Offline(before, leave.reason()));
            } else {
                Person now = Persons.withSessions(before, sessions);
                persons.put(now.id(), now);
                tell(new PresenceEvent.Changed(before, now, What.SESSIONS));
            }
        }
        return new Left(position);
    }

    private Person personOf(SessionId session) {
        PersonId id = bySession.get(session);
        Person person = id == null ? null : persons.get(id);
        if (person == null) {
            throw new IllegalStateException("not here: " + session);
        }
        return person;
    }

    private Claimed change(SessionId session, What what, UnaryOperator<Person> change) {
        Person before = personOf(session);
        Person now = change.apply(before);
        persons.put(now.id(), now);
        tell(new PresenceEvent.Changed(before, now, what));
        return new Claimed(now, position, false);
    }

    private void tell(PresenceEvent event) {
        position++;
        if (event instanceof PresenceEvent.Offline offline) {
            gone.addFirst(new Gone(offline.person(), nowMillis.getAsLong()));
        } else if (event instanceof PresenceEvent.Changed(Person before, Person _now, What what) && what == What.NICK) {
            gone.addFirst(new Gone(before, nowMillis.getAsLong()));
        }
        stream.accept(new PresenceFrame(epoch, position, List.of(event)));
    }
}
