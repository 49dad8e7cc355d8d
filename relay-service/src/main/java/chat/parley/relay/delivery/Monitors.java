package chat.parley.relay.delivery;

import chat.parley.protocol.name.Nickname;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which sessions of this loop monitor which nicks. As large as the sessions' own lists together, which are bounded. Used on the loop's
 * thread only.
 */
final class Monitors {
    private final Map<Nickname, List<LocalSession>> byNick = new HashMap<>();

    void watch(LocalSession local, Nickname nick, boolean on) {
        if (on) {
            byNick.computeIfAbsent(nick, _new -> new ArrayList<>(1)).add(local);
        } else {
            List<LocalSession> watching = byNick.get(nick);
            if (watching != null && watching.remove(local) && watching.isEmpty()) {
                byNick.remove(nick);
            }
        }
    }

    /** The session is over. */
    void forget(LocalSession local) {
        local.session().monitored().forEach(nick -> watch(local, nick, false));
    }

    /** Who monitors a nick; a copy. */
    List<LocalSession> of(Nickname nick) {
        List<LocalSession> watching = byNick.get(nick);
        return watching == null ? List.of() : List.copyOf(watching);
    }
}
