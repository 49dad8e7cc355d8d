package chat.parley.protocol.name;

import java.util.Set;

/** What users of IRC take for a part of the server, so that nobody else may be called that. */
public final class ServiceNames {
    private static final Set<String> FOLDED = Set.of(
            "nickserv",
            "chanserv",
            "hostserv",
            "histserv",
            "memoserv",
            "operserv",
            "botserv",
            "statserv",
            "saslserv",
            "authserv",
            "global",
            "server",
            "services",
            "system");

    private ServiceNames() {}

    /** All of them, in small letters. */
    public static Set<String> all() {
        return FOLDED;
    }

    /** Whether a name, in any capitals, is one of those. */
    public static boolean contains(String name) {
        return FOLDED.contains(Nickname.fold(name));
    }
}
