package chat.parley.contracts.presence;

import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.metadata.Metadata;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is here.
 *
 * @param account the account's nick, which is what it is called on the wire; null for those without
 * @param away the away text; null while here
 * @param signedOnMillis when the first of the sessions signed in, since 1970
 * @param secure every session came over TLS
 * @param sessions at least one
 * @param metadata what they say of themselves; an account's, where there is one
 */
public record Person(
        PersonId id,
        Nickname nick,
        String user,
        String host,
        String realname,
        @Nullable String account,
        @Nullable String away,
        UserModes modes,
        boolean secure,
        long signedOnMillis,
        List<SessionId> sessions,
        Metadata metadata) {
    public Person {
        sessions = List.copyOf(sessions);
    }

    /** Somebody who says nothing of themselves. */
    public Person(
            PersonId id,
            Nickname nick,
            String user,
            String host,
            String realname,
            @Nullable String account,
            @Nullable String away,
            UserModes modes,
            boolean secure,
            long signedOnMillis,
            List<SessionId> sessions) {
        this(id, nick, user, host, realname, account, away, modes, secure, signedOnMillis, sessions, Metadata.NONE);
    }

    /** Is found by those alone who know the nick or share a room. */
    public boolean invisible() {
        return modes.has(UserModes.INVISIBLE);
    }

    public boolean isBot() {
        return modes.has(UserModes.BOT);
    }

    /** May run the server from inside. */
    public boolean isOperator() {
        return modes.has(UserModes.OPERATOR);
    }

    public Source source() {
        return new Source(nick.value(), user, host);
    }
}
