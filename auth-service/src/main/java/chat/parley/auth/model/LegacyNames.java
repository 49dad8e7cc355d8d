package chat.parley.auth.model;

import chat.parley.protocol.Validated;
import chat.parley.protocol.name.CaseMapping;
import chat.parley.protocol.name.Lookalikes;
import chat.parley.protocol.name.Nickname;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds a nick, and a key to be looked up by, for each account of the system before, which knew no rules for names and told capitals
 * apart. Who came first keeps the name; the others sign in by their exact old name.
 */
public final class LegacyNames {
    /** Cannot begin a nick, so that such a key is never found by folding a nick. */
    private static final String EXACT_ONLY = "=";

    private LegacyNames() {}

    /**
     * An account of the system before, and what it is called here.
     *
     * @param key unique among all accounts
     * @param nick unique among all accounts, whatever its capitals
     */
    public record Named(String username, String key, Nickname nick) {}

    /**
     * Names every account, in the same order.
     *
     * @param usernames without repetitions, in the order in which they registered
     */
    public static List<Named> assign(List<String> usernames, NamePolicy policy) {
        Set<String> keys = new HashSet<>();
        Set<String> nicks = new HashSet<>();
        Lookalikes alike = new Lookalikes(policy.nicks());
        List<@Nullable Nickname> own = new ArrayList<>();
        List<String> lookup = new ArrayList<>();
        for (String username : usernames) {
            String folded = CaseMapping.fold(username);
            lookup.add(keys.add(folded) ? folded : EXACT_ONLY + username);
            Nickname nick = policy.check(username) instanceof Validated.Valid<Nickname> good ? good.value() : null;
            boolean free = nick != null && alike.other(nick, null) == null && nicks.add(nick.folded());
            if (nick != null && free) {
                alike.add(nick);
            }
            own.add(free ? nick : null);
        }
        List<Named> named = new ArrayList<>();
        for (int i = 0; i < usernames.size(); i++) {
            Nickname nick = own.get(i);
            if (nick == null) {
                nick = Nickname.nearestFreeNick(
                        usernames.get(i),
                        folded -> nicks.contains(folded)
                                || keys.contains(folded)
                                || policy.isReserved(folded)
                                || alike.other(new Nickname(folded), null) != null);
                nicks.add(nick.folded());
                alike.add(nick);
            }
            named.add(new Named(usernames.get(i), lookup.get(i), nick));
        }
        return named;
    }
}
