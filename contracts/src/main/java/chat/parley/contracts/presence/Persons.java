package chat.parley.contracts.presence;

import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.metadata.Metadata;
import chat.parley.protocol.name.Nickname;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the same person with something changed. */
public final class Persons {
    private final Person before;
    private PersonId id;
    private Nickname nick;
    private String realname;
    private @Nullable String account;
    private @Nullable String away;
    private UserModes modes;
    private boolean secure;
    private List<SessionId> sessions;
    private Metadata metadata;

    private Persons(Person before) {
        this.before = before;
        this.id = before.id();
        this.nick = before.nick();
        this.realname = before.realname();
        this.account = before.account();
        this.away = before.away();
        this.modes = before.modes();
        this.secure = before.secure();
        this.sessions = before.sessions();
        this.metadata = before.metadata();
    }

    public static Person withNick(Person p, Nickname nick) {
        var now = new Persons(p);
        now.nick = nick;
        return now.person();
    }

    public static Person withAway(Person p, @Nullable String away) {
        var now = new Persons(p);
        now.away = away;
        return now.person();
    }

    public static Person withRealname(Person p, String realname) {
        var now = new Persons(p);
        now.realname = realname;
        return now.person();
    }

    public static Person withModes(Person p, UserModes modes) {
        var now = new Persons(p);
        now.modes = modes;
        return now.person();
    }

    public static Person withAccount(Person p, String account) {
        var now = new Persons(p);
        now.account = account;
        return now.person();
    }

    public static Person withId(Person p, PersonId id, String account) {
        var now = new Persons(p);
        now.id = id;
        now.account = account;
        return now.person();
    }

    public static Person withSessions(Person p, List<SessionId> sessions) {
        return withSessions(p, sessions, p.secure());
    }

    /**
     * With these sessions.
     *
     * @param secure every one of them came over TLS
     */
    public static Person withSessions(Person p, List<SessionId> sessions, boolean secure) {
        var now = new Persons(p);
        now.sessions = sessions;
        now.secure = secure;
        return now.person();
    }

    public static Person withMetadata(Person p, Metadata metadata) {
        var now = new Persons(p);
        now.metadata = metadata;
        return now.person();
    }

    /** With this metadata, where it is later than what the person has. */
    public static Person withLater(Person p, Metadata metadata) {
        return withMetadata(p, p.metadata().orLater(metadata));
    }

    private Person person() {
        return new Person(
                id,
                nick,
                before.user(),
                before.host(),
                realname,
                account,
                away,
                modes,
                secure,
                before.signedOnMillis(),
                sessions,
                metadata);
    }
}
