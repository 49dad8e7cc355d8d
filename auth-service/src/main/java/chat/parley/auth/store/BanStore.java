package chat.parley.auth.store;

import chat.parley.contracts.ban.Ban;
import chat.parley.contracts.ban.BanTarget;
import io.vertx.core.Future;
import java.util.List;

/** The table of bans. Fails as {@link AccountStore} does. */
public interface BanStore {

    /** All of them, those that are over too. */
    Future<List<Ban>> all();

    /** Stores a ban in the place of one of the same target; it is on disk when the Future succeeds. Idempotent. */
    Future<Void> put(Ban ban);

    /** Idempotent. */
    Future<Void> remove(BanTarget target);
}
