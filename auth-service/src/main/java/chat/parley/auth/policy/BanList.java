package chat.parley.auth.policy;

import chat.parley.contracts.ban.Ban;
import chat.parley.contracts.ban.BanTarget;
import chat.parley.contracts.identity.AccountId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bans that hold, in memory. As many as are put into it; who does that sees to their number. Not thread-safe. */
public final class BanList {
    private final Map<String, Ban> byTarget = new HashMap<>();

    /** Adds a ban; one of the same target is replaced. */
    public void put(Ban ban) {
        byTarget.put(ban.target().key(), ban);
    }

    public void remove(BanTarget target) {
        byTarget.remove(target.key());
    }

    public boolean has(BanTarget target) {
        return byTarget.containsKey(target.key());
    }

    public int size() {
        return byTarget.size();
    }

    /** Takes out those that are over, and returns them. */
    public List<Ban> removeOver(long nowMillis) {
        List<Ban> over =
                byTarget.values().stream().filter(ban -> ban.isOver(nowMillis)).toList();
        over.forEach(ban -> remove(ban.target()));
        return over;
    }

    /** Those that hold, latest first. */
    public List<Ban> all(long nowMillis) {
        return byTarget.values().stream()
                .filter(ban -> !ban.isOver(nowMillis))
                .sorted(Comparator.comparingLong(Ban::setAtMillis)
                        .reversed()
                        .thenComparing(ban -> ban.target().key()))
                .toList();
    }

    /** A ban of an address, in text. Looks at all bans. */
    public Optional<Ban> ofAddress(String address, long nowMillis) {
        for (Ban ban : byTarget.values()) {
            if (ban.target() instanceof BanTarget.Addresses addresses
                    && addresses.range().contains(address)
                    && !ban.isOver(nowMillis)) {
                return Optional.of(ban);
            }
        }
        return Optional.empty();
    }

    public Optional<Ban> ofAccount(AccountId account, long nowMillis) {
        return Optional.ofNullable(byTarget.get(new BanTarget.OfAccount(account, "").key()))
                .filter(ban -> !ban.isOver(nowMillis));
    }
}
