package chat.parley.auth;

import chat.parley.auth.store.AccountStore;
import chat.parley.contracts.account.AccountRequest.ChangeMetadata;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.contracts.metadata.Metadata;
import io.vertx.core.Future;

/**
 * Changes what accounts say of themselves. A change is decided on what is read, and stored only where that is what stands there
 * still; else it is decided anew. Call from one context.
 */
final class AccountMetadata {
    private static final int MOST_TRIES = 8;

    private final AccountStore store;

    AccountMetadata(AccountStore store) {
        this.store = store;
    }

    Future<Metadata> change(ChangeMetadata request) {
        return change(request, MOST_TRIES);
    }

    private Future<Metadata> change(ChangeMetadata request, int tries) {
        if (tries == 0) {
            return Future.failedFuture(
                    ServiceException.unavailable(true, "Too many changes of this account at once; try again."));
        }
        return store.metadata(request.account()).compose(found -> {
            if (found.isEmpty()) {
                return Future.failedFuture(
                        ServiceException.rejected(Reason.NO_SUCH_ACCOUNT, "There is no such account any more."));
            }
            Metadata before = found.get();
            Metadata now = before.after(request.change());
            if (now.differencesFrom(before).isEmpty()) {
                return Future.succeededFuture(before);
            }
            if (!now.isWithin(request.mostKeys(), before)) {
                return Future.failedFuture(ServiceException.rejected(
                        Reason.METADATA_FULL, "That would be too many keys, or too much in all."));
            }
            return store.replaceMetadata(request.account(), before.version(), now)
                    .compose(stored -> stored ? Future.succeededFuture(now) : change(request, tries - 1));
        });
    }
}
