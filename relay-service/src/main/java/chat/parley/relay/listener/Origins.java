package chat.parley.relay.listener;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sites whose pages may connect by WebSocket. A browser says which page it is that connects; what is no browser says nothing, and
 * could say anything.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-10.2">RFC 6455, section 10.2</a>
 */
final class Origins {
    private static final String ANY = "*";
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#@\\s]+");

    private final Set<String> allowed = new HashSet<>();
    private final boolean any;

    /** @param allowed as {@link #check} wants them */
    Origins(List<String> allowed) {
        allowed.forEach(one -> this.allowed.add(one.toLowerCase(Locale.ROOT)));
        any = this.allowed.contains(ANY);
    }

    /** @throws IllegalArgumentException for what is neither {@code *} nor of the form {@code https://chat.example.org} */
    static void check(List<String> origins) {
        for (String origin : origins) {
            if (!origin.equals(ANY) && authority(origin) == null) {
                throw new IllegalArgumentException("'" + origin
                        + "' is neither * nor an origin like https://chat.example.org or http://localhost:8080");
            }
        }
    }

    /**
     * Whether a page of that origin may connect.
     *
     * @param origin null: it is no browser
     * @param host the one that the client means to have connected to
     */
    boolean allow(@Nullable String origin, @Nullable String host) {
        if (origin == null || any || allowed.contains(origin.toLowerCase(Locale.ROOT))) {
            return true;
        }
        String authority = authority(origin);
        return authority != null && host != null && authority.equals(withoutPort(host, portOf(origin)));
    }

    /** Host and port of an origin, without the port that goes without saying; null for what is none. */
    private static @Nullable String authority(String origin) {
        if (!ORIGIN.matcher(origin).matches()) {
            return null;
        }
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority == null ? null : withoutPort(authority, portOf(origin));
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    private static String portOf(String origin) {
        return origin.startsWith("https") ? ":443" : ":80";
    }

    private static String withoutPort(String authority, String port) {
        String lower = authority.toLowerCase(Locale.ROOT);
        return lower.endsWith(port) ? lower.substring(0, lower.length() - port.length()) : lower;
    }
}
