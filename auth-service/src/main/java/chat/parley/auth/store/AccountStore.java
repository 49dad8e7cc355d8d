package chat.parley.auth.store;

import chat.parley.auth.model.LegacyProof;
import chat.parley.auth.model.NewAccount;
import chat.parley.auth.model.StoredAccount;
import chat.parley.auth.model.Verifier;
import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountDetails;
import chat.parley.contracts.backup.BackupName;
import chat.parley.contracts.backup.Copied;
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
     * The account of a name, without a verifier once its password has ended: of exactly this name first, then of this name in other capitals, then the one whose nick it is. The
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
     * Sets other verifiers of the password that an account has. Idempotent.
     *
     * @param hex of the hex of it, which classic clients send; null: none is kept, whatever the system before left
     * @return false when there is no such account
     */
    Future<Boolean> setVerifiers(AccountId account, Verifier own, LegacyProof.@Nullable Wrapped hex);

    /** Drops the verifiers of hexes of all accounts that have one of their password: nobody needs them. Idempotent. */
    Future<Void> dropNeedlessHexes();

    /**
     * Gives an account another password; whatever is known of the old one is dropped with it. Idempotent.
     *
     * @param hex as for {@link #setVerifiers}
     * @param untilMillis from when on it is none any more, since 1970; 0: never
     * @return false when there is no such account
     */
    Future<Boolean> setPassword(AccountId account, Verifier own, LegacyProof.@Nullable Wrapped hex, long untilMillis);

    /**
     * Accounts in the order of their folded nicks: every account has one, unlike any other's, while names of the system before may
     * differ in nothing but capitals.
     *
     * @param text what their folded names or nicks contain
     * @param after the folded nick after which to begin, whether somebody has it or not
     */
    Future<List<AccountDetails>> list(String text, String after, int limit);

    /**
     * Accounts in the order in which they were made.
     *
     * @param after the one after which to begin, whether there is one or not; null for the first
     */
    Future<List<Account>> page(@Nullable AccountId after, int limit);

    /** As {@link #find} finds it. */
    Future<Optional<AccountDetails>> describe(String name);

    /** Those that there are. */
    Future<List<Account>> find(List<AccountId> accounts);

    Future<Long> count();

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

    /**
     * Makes a copy of what is committed, and goes on meanwhile. One at a time.
     *
     * @return fails with a {@link chat.parley.contracts.failure.ServiceException}
     */
    Future<Copied> backUp(BackupName name);

    Future<Void> close();

    record Bare(AccountId account, LegacyProof.BareHex hex) {}

    record Wrapped(Bare before, LegacyProof.Wrapped proof) {}
}
