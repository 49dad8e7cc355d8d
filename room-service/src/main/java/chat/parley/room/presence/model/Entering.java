package chat.parley.room.presence.model;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.Persons;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.presence.UserModes;
import chat.parley.protocol.name.Nickname;
import java.util.ArrayList;
import java.util.List;

/** Who comes in, and who signs in later: as whom they are here, and under which nick. */
final class Entering {
    private final People people;

    Entering(People people) {
        this.people = people;
    }

    Outcome claim(PresenceRequest.Claim claim, long nowMillis) {
        People.Device device = people.device(claim.session());
        if (device != null) {
            return people.claimed(people.person(device.person()));
        }
        Account account = claim.account();
        PersonId id = account == null ? new PersonId.OfGuest(claim.session()) : idOf(account);
        Person here = people.byId(id);
        if (here != null && here.nick().equals(claim.nick())) {
            people.give(claim.session(), id, claim.secure());
            return join(account == null ? here : Persons.withLater(here, account.metadata()), here, claim.session());
        }
        if (people.byNick(claim.nick()) != null) {
            return Outcome.inUse(claim.nick());
        }
        boolean own = account != null && account.nick().equals(claim.nick());
        if (!own && people.lookalike(claim.nick(), null) != null) {
            return Outcome.looksAlike(claim.nick());
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
        people.give(claim.session(), id, claim.secure());
        return people.online(person);
    }

    Outcome identify(PresenceRequest.Identify identify, long nowMillis) {
        Person before = people.of(identify.session());
        if (before == null) {
            return Outcome.nobody();
        }
        Account account = identify.account();
        PersonId id = idOf(account);
        if (before.id().equals(id)) {
            return people.claimed(before);
        }
        Person here = people.byId(id);
        boolean ownNick = before.nick().equals(account.nick());
        if (here == null && ownNick && before.id() instanceof PersonId.OfGuest guest) {
            return adopt(guest, before, account);
        }
        if (identify.forceNick()) {
            return become(identify.session(), before, account, account.nick(), nowMillis);
        }
        return before.id() instanceof PersonId.OfGuest
                ? people.change(
                        before,
                        Persons.withMetadata(
                                Persons.withAccount(before, account.nick().value()), account.metadata()),
                        PresenceEvent.What.ACCOUNT)
                : become(identify.session(), before, account, nickAfter(before, account), nowMillis);
    }

    private Outcome adopt(PersonId.OfGuest guest, Person before, Account account) {
        return people.adopt(
                guest,
                Persons.withMetadata(
                        Persons.withId(before, idOf(account), account.nick().value()), account.metadata()));
    }

    /** Who signs in to another account keeps its nick, unless that is left to the account or the devices that it had before. */
    private static Nickname nickAfter(Person before, Account account) {
        boolean ofAccount = before.nick().value().equalsIgnoreCase(before.account());
        return ofAccount || before.sessions().size() > 1 ? account.nick() : before.nick();
    }

    /**
     * The session leaves whom it belonged to and is a device of the account's person.
     *
     * @param nick of that person, if it is not here under another one
     */
    private Outcome become(SessionId session, Person before, Account account, Nickname nick, long nowMillis) {
        PersonId id = idOf(account);
        Person holder = people.byNick(nick);
        boolean free = holder == null
                || (holder.id().equals(before.id()) && before.sessions().size() == 1);
        if (people.byId(id) == null && !free) {
            return Outcome.inUse(nick);
        }
        People.Device device = people.device(session);
        boolean secure = device != null && device.secure();
        people.leave(session, "Signed in as " + account.nick().value());
        people.give(session, id, secure);
        Person here = people.byId(id);
        return here != null
                ? join(Persons.withLater(here, account.metadata()), here, session)
                : people.online(new Person(
                        id,
                        nick,
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
        return people.change(here, people.withSessions(now, sessions), PresenceEvent.What.SESSIONS);
    }

    private static PersonId idOf(Account account) {
        return new PersonId.OfAccount(account.id());
    }
}
