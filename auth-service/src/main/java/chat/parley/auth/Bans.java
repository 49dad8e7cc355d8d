package chat.parley.auth;

import chat.parley.auth.policy.BanList;
import chat.parley.auth.store.BanStore;
import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountRequest.AddBan;
import chat.parley.contracts.account.AccountRequest.FindBan;
import chat.parley.contracts.account.AccountRequest.RemoveBan;
import chat.parley.contracts.ban.Ban;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.failure.ServiceException;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may not come to this network: asked of memory, and stored before it counts. Call from one context. */
final class Bans {
    private static final int MOST = 10_000;

    private final BanStore store;
    private final BanList list;
    private final Clock clock;

    private Bans(BanStore store, BanList list, Clock clock) {
        this.store = store;
        this.list = list;
        this.clock = clock;
    }

    /** Reads all that are stored. */
    static Future<Bans> load(BanStore store, Clock clock) {
        return store.all().map(stored -> {
            BanList list = new BanList();
            stored.forEach(list::put);
            return new Bans(store, list, clock);
        });
    }

    Future<Ban> add(AddBan request) {
        long now = clock.millis();
        if (list.size() >= MOST) {
            list.removeOver(now).forEach(over -> store.remove(over.target()));
        }
        if (list.size() >= MOST && !list.has(request.target())) {
            return Future.failedFuture(
                    ServiceException.rejected(Reason.TOO_MANY_BANS, "There are " + MOST + " bans, which is the most"));
        }
        Ban ban = new Ban(
                request.target(),
                request.reason(),
                request.by(),
                now,
                request.durationMillis() == 0 ? 0 : now + request.durationMillis());
        return store.put(ban).map(_stored -> {
            list.put(ban);
            return ban;
        });
    }

    Future<Boolean> remove(RemoveBan request) {
        boolean there = list.has(request.target());
        return store.remove(request.target()).map(_removed -> {
            list.remove(request.target());
            return there;
        });
    }

    Future<List<Ban>> all() {
        return Future.succeededFuture(list.all(clock.millis()));
    }

    Future<Optional<Ban>> find(FindBan request) {
        return Future.succeededFuture(list.ofAddress(request.address(), clock.millis()));
    }

    /** What is answered to somebody who comes from a banned address; null where it is not banned. */
    @Nullable
    ServiceException refusal(String address) {
        return list.ofAddress(address, clock.millis())
                .map(ban -> ServiceException.denied(
                        Reason.ADDRESS_BANNED, "You are banned from this server: " + ban.reason()))
                .orElse(null);
    }

    /** What is answered to somebody who knows the password of a banned account; null where it is not banned. */
    @Nullable
    ServiceException refusal(Account account) {
        return list.ofAccount(account.id(), clock.millis())
                .map(ban -> ServiceException.denied(
                        Reason.ACCOUNT_BANNED, "This account is banned from this server: " + ban.reason()))
                .orElse(null);
    }
}
