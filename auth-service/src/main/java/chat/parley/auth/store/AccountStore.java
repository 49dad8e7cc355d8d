package chat.parley.auth.store;

import chat.parley.auth.model.LegacyProof;
import chat.parley.auth.model.NewAccount;
import chat.parley.auth.model.StoredAccount;
import chat.parley.auth.model.Verifier;
import chat.parley.contracts.account.Account;
import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.metadata.Metadata;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The user table. Callable from any context; never blocks it. Each method fails with a {@link
 * chat.parley.contracts.failure.ServiceException} of kind {@code Unavailable}; a read is always {@code certain}, a write only where the
 * database says so.
 */
public interface AccountStore {

    /**
     * The account of a name: of exactly this name first, then of this name in other capitals, then the one whose nick it is. The
     * first matters for accounts of the system before, whose names may differ only in capitals.
     */
    Future<Optional<StoredAccount>> find(String name);

    /**
     * Stores an account; it is on disk when the Future succeeds.
     *
     * @return empty when an account has that name or nick already
     */
    Future<Optional<Account>> insert(NewAccount account);

    /**
     * Sets the verifiers of an account's password. Idempotent.
     *
     * @param hex of the hex of it, which classic clients send; null: none is kept, whatever the system before left
     * @return false when there is no such account
     */
    Future<Boolean> setVerifiers(AccountId account, Verifier own, LegacyProof.@Nullable Wrapped hex);

    /** Drops the verifiers of hexes of all accounts that have one of their password: nobody needs them. Idempotent. */
    Future<Void> dropNeedlessHexes();

    /**
     * Deletes an account, with its name and its certificates. Idempotent.
     *
     * @return whether there was one
     */
    Future<Boolean> delete(AccountId account);

    /** What an account says of itself; empty when there is no such account. */
    Future<Optional<Metadata>> metadata(AccountId account);

    /**
     * Puts an account's metadata in the place of what it was.
     *
     * @param before the version that it is put in the place of
     * @return false when that was not the version any more, or there is no such account
     */
    Future<Boolean> replaceMetadata(AccountId account, long before, Metadata now);

    /** Accounts whose bare hex has not been wrapped yet, in the order of their ids. */
    Future<List<Bare>> bareHexes(int limit);

    /** Puts a wrapped one in the place of each bare hex, each by itself; leaves those alone that have changed since. */
    Future<Void> replaceBareHexes(List<Wrapped> wrapped);

    /** Called when the last bare hex has been wrapped: nothing of them may remain in free pages or the write-ahead log. */
    Future<Void> wipeTraces();

    /** The key of false salts; made with the database, and the same for as long as it lives. Not to be changed. */
    byte[] falseSaltKey();

    /** The table of bans, in the same database. */
    BanStore bans();

    /** The table of certificates, in the same database. */
    CertificateStore certificates();

    Future<Void> close();

    record Bare(AccountId account, LegacyProof.BareHex hex) {}

    record Wrapped(Bare before, LegacyProof.Wrapped proof) {}
}
