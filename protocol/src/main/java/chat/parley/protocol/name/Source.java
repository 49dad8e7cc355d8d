package chat.parley.protocol.name;

import org.jspecify.annotations.Nullable;

/**
 * Who a line comes from: {@code nick!user@host}, or a server's name alone.
 *
 * @param name the nick or the server's name
 * @param user what {@link Ident} made of USER, or null
 * @param host where the connection comes from as far as others may know, or null
 * @see <a href="https://modern.ircdocs.horse/#source">Source</a>
 */
public record Source(
        String name, @Nullable String user, @Nullable String host) {

    /** The source of a person's lines. */
    public static Source of(Nickname nick, Ident user, String host) {
        return new Source(nick.value(), user.value(), host);
    }

    /** Takes a source apart, as a client reads it. Lenient: what is missing is null. */
    public static Source parse(String text) {
        int at = text.lastIndexOf('@');
        String beforeHost = at < 0 ? text : text.substring(0, at);
        String host = at < 0 ? null : text.substring(at + 1);
        int bang = beforeHost.indexOf('!');
        String user = bang < 0 ? null : beforeHost.substring(bang + 1);
        return new Source(bang < 0 ? beforeHost : beforeHost.substring(0, bang), user, host);
    }

    /** How it stands on the wire. */
    public String text() {
        var text = new StringBuilder(name);
        if (user != null) {
            text.append('!').append(user);
        }
        if (host != null) {
            text.append('@').append(host);
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return text();
    }
}
