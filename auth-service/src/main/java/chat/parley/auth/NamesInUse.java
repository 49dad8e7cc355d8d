package chat.parley.auth;

import chat.parley.auth.model.StoredAccount;
import chat.parley.auth.store.AccountStore;
import chat.parley.contracts.account.Account;
import chat.parley.contracts.identity.AccountId;
import chat.parley.protocol.Validated;
import chat.parley.protocol.name.Lookalikes;
import chat.parley.protocol.name.NickRules;
import chat.parley.protocol.name.Nickname;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the names of accounts look like, where names may look alike: in memory, some 300 bytes an account, made anew by each start
 * because what looks alike changes with every version of Unicode. Where names are ASCII there is nothing here, and nothing is asked.
 * Call from one context.
 */
final class NamesInUse {
    private static final int A_PAGE = 1_000;

    private final AccountStore store;
    private final Lookalikes alike;
    private final List<Nickname> beingMade = new ArrayList<>();

    private NamesInUse(AccountStore store, NickRules nicks) {
        this.store = store;
        this.alike = new Lookalikes(nicks);
    }

    /** Reads the names of all accounts, where it matters. */
    static Future<NamesInUse> load(AccountStore store, NickRules nicks) {
        NamesInUse names = new NamesInUse(store, nicks);
        return nicks.beyondAscii() ? names.readOn(null) : Future.succeededFuture(names);
    }

    private Future<NamesInUse> readOn(@Nullable AccountId after) {
        return store.page(after, A_PAGE).compose(page -> {
            page.forEach(this::add);
            return page.size() < A_PAGE
                    ? Future.succeededFuture(this)
                    : readOn(page.getLast().id());
        });
    }

    /** Both names, where an account of the system before has two. */
    private void add(Account account) {
        alike.add(account.nick());
        if (!Nickname.same(account.name(), account.nick().value())
                && Nickname.parse(account.name()) instanceof Validated.Valid<Nickname> name) {
            alike.add(name.value());
        }
    }

    /**
     * Takes a name that is about to be an account's.
     *
     * @return false when it looks like another account's, even one that is only being made
     */
    boolean take(Nickname name) {
        if (alike.other(name, null) != null) {
            return false;
        }
        alike.add(name);
        beingMade.add(name);
        return true;
    }

    /** The account is made. */
    void made(Nickname name) {
        beingMade.remove(name);
    }

    /** The account was not made after all. */
    void giveBack(Nickname name) {
        beingMade.remove(name);
        alike.remove(name);
    }

    /** The account whose name this is; else one whose name can be mistaken for it; else empty. */
    Future<Optional<Account>> reserver(Nickname nick) {
        return find(nick.value()).compose(found -> found.isPresent() ? Future.succeededFuture(found) : lookalike(nick));
    }

    /** An account whose name is another one but can be mistaken for this one; empty when there is none. */
    Future<Optional<Account>> lookalike(Nickname nick) {
        Nickname other = alike.other(nick, null);
        return other == null ? Future.succeededFuture(Optional.empty()) : stillThere(nick, other);
    }

    /** Accounts are deleted without a word to this: the name of one that is gone is forgotten when somebody asks. */
    private Future<Optional<Account>> stillThere(Nickname wanted, Nickname other) {
        return find(other.value()).compose(found -> {
            if (found.isPresent() || beingMade.contains(other)) {
                return Future.succeededFuture(found);
            }
            alike.remove(other);
            return lookalike(wanted);
        });
    }

    private Future<Optional<Account>> find(String name) {
        return store.find(name).map(found -> found.map(StoredAccount::account));
    }
}
