package chat.parley.protocol.name;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names that are in use, found by what they look like. Holds nothing where no two names look alike ({@link
 * NickRules#likenesses}); else up to three entries a name, so that it is bounded by whatever bounds the names. Names that looked
 * alike before anybody looked stand beside each other. Not thread-safe.
 */
public final class Lookalikes {
    private final NickRules rules;
    private final Map<String, List<Nickname>> holders = new HashMap<>();

    public Lookalikes(NickRules rules) {
        this.rules = rules;
    }

    /** A name is in use from now on, in these capitals. Once more for each time that it is added. */
    public void add(Nickname nick) {
        for (String likeness : rules.likenesses(nick)) {
            holders.merge(likeness, List.of(nick), Lookalikes::both);
        }
    }

    private static List<Nickname> both(List<Nickname> some, List<Nickname> more) {
        List<Nickname> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    /** A name is in use no more; in the same capitals as when it was added. */
    public void remove(Nickname nick) {
        for (String likeness : rules.likenesses(nick)) {
            holders.computeIfPresent(likeness, (_likeness, before) -> without(before, nick));
        }
    }

    private static @Nullable List<Nickname> without(List<Nickname> before, Nickname nick) {
        List<Nickname> rest = new ArrayList<>(before);
        for (int i = 0; i < rest.size(); i++) {
            if (rest.get(i).value().equals(nick.value())) {
                rest.remove(i);
                break;
            }
        }
        return rest.isEmpty() ? null : List.copyOf(rest);
    }

    /**
     * Another name in use that looks like this one; null when there is none. The name itself, in whatever capitals, is no other.
     *
     * @param own a name that does not count either, because whoever asks has it; null for none
     */
    public @Nullable Nickname other(Nickname nick, @Nullable Nickname own) {
        for (String likeness : rules.likenesses(nick)) {
            for (Nickname holder : holders.getOrDefault(likeness, List.of())) {
                if (!holder.equals(nick) && !holder.equals(own)) {
                    return holder;
                }
            }
        }
        return null;
    }
}
