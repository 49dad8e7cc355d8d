package chat.parley.room.presence.model;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.metadata.Metadata;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.Persons;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.protocol.name.Nickname;
import java.util.List;

/** What people change about themselves. */
final class Editing {
    private final People people;

    Editing(People people) {
        this.people = people;
    }

    Outcome rename(PresenceRequest.Rename rename) {
        Person before = people.of(rename.session());
        if (before == null) {
            return Outcome.nobody();
        }
        Person holder = people.byNick(rename.nick());
        if (holder != null && !holder.id().equals(before.id())) {
            return Outcome.inUse(rename.nick());
        }
        if (before.nick().value().equals(rename.nick().value())) {
            return people.claimed(before);
        }
        boolean own = before.account() != null
                && Nickname.same(before.account(), rename.nick().value());
        if (!own && people.lookalike(rename.nick(), before.nick()) != null) {
            return Outcome.looksAlike(rename.nick());
        }
        return people.change(before, Persons.withNick(before, rename.nick()), PresenceEvent.What.NICK);
    }

    Outcome setAway(PresenceRequest.SetAway request) {
        Person before = people.of(request.session());
        return before == null
                ? Outcome.nobody()
                : people.change(before, Persons.withAway(before, request.text()), PresenceEvent.What.AWAY);
    }

    Outcome setRealname(PresenceRequest.SetRealname request) {
        Person before = people.of(request.session());
        return before == null
                ? Outcome.nobody()
                : people.change(before, Persons.withRealname(before, request.realname()), PresenceEvent.What.REALNAME);
    }

    Outcome setModes(PresenceRequest.SetModes request) {
        Person before = people.of(request.session());
        return before == null
                ? Outcome.nobody()
                : people.change(
                        before,
                        Persons.withModes(
                                before, before.modes().plus(request.add()).minus(request.remove())),
                        PresenceEvent.What.MODES);
    }

    Outcome changeMetadata(PresenceRequest.ChangeMetadata request) {
        Person before = people.of(request.session());
        if (before == null) {
            return Outcome.nobody();
        }
        Metadata now = before.metadata().after(request.change());
        if (now.differencesFrom(before.metadata()).isEmpty()) {
            return people.claimed(before);
        }
        return now.isWithin(request.mostKeys(), before.metadata())
                ? people.change(before, Persons.withMetadata(before, now), PresenceEvent.What.METADATA)
                : new Outcome.Refused(
                        new Failure.Rejected(Reason.METADATA_FULL, "That would be too many keys, or too much in all."));
    }

    /** All persons of the account, for one that signed in under another nick is a person of its own. */
    Outcome showMetadata(PresenceRequest.ShowMetadata request) {
        Person asking = people.of(request.session());
        if (asking == null) {
            return Outcome.nobody();
        }
        String account = asking.account();
        for (Person person : List.copyOf(people.all())) {
            if (account != null && account.equals(person.account())) {
                people.change(person, Persons.withLater(person, request.metadata()), PresenceEvent.What.METADATA);
            }
        }
        return people.claimed(people.person(asking.id()));
    }
}
