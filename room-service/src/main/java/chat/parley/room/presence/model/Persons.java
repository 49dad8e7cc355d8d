package chat.parley.room.presence.model;

import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.metadata.Metadata;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.UserModes;
import chat.parley.protocol.name.Nickname;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Persons with one thing changed. */
final class Persons {
    private Persons() {}

    static Person withNick(Person p, Nickname nick) {
        return new Person(
                p.id(),
                nick,
                p.user(),
                p.host(),
                p.realname(),
                p.account(),
                p.away(),
                p.modes(),
                p.secure(),
                p.signedOnMillis(),
                p.sessions(),
                p.metadata());
    }

    static Person withAway(Person p, @Nullable String away) {
        return new Person(
                p.id(),
                p.nick(),
                p.user(),
                p.host(),
                p.realname(),
                p.account(),
                away,
                p.modes(),
                p.secure(),
                p.signedOnMillis(),
                p.sessions(),
                p.metadata());
    }

    static Person withRealname(Person p, String realname) {
        return new Person(
                p.id(),
                p.nick(),
                p.user(),
                p.host(),
                realname,
                p.account(),
                p.away(),
                p.modes(),
                p.secure(),
                p.signedOnMillis(),
                p.sessions(),
                p.metadata());
    }

    static Person withModes(Person p, UserModes modes) {
        return new Person(
                p.id(),
                p.nick(),
                p.user(),
                p.host(),
                p.realname(),
                p.account(),
                p.away(),
                modes,
                p.secure(),
                p.signedOnMillis(),
                p.sessions(),
                p.metadata());
    }

    static Person withAccount(Person p, String account) {
        return withId(p, p.id(), account);
    }

    static Person withId(Person p, PersonId id, String account) {
        return new Person(
                id,
                p.nick(),
                p.user(),
                p.host(),
                p.realname(),
                account,
                p.away(),
                p.modes(),
                p.secure(),
                p.signedOnMillis(),
                p.sessions(),
                p.metadata());
    }

    static Person withSessions(Person p, List<SessionId> sessions, boolean secure) {
        return new Person(
                p.id(),
                p.nick(),
                p.user(),
                p.host(),
                p.realname(),
                p.account(),
                p.away(),
                p.modes(),
                secure,
                p.signedOnMillis(),
                sessions,
                p.metadata());
    }

    static Person withMetadata(Person p, Metadata metadata) {
        return new Person(
                p.id(),
                p.nick(),
                p.user(),
                p.host(),
                p.realname(),
                p.account(),
                p.away(),
                p.modes(),
                p.secure(),
                p.signedOnMillis(),
                p.sessions(),
                metadata);
    }
}
