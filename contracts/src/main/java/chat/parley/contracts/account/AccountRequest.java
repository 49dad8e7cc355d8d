package chat.parley.contracts.account;

import chat.parley.contracts.ServiceRequest;
import chat.parley.contracts.backup.BackupName;
import chat.parley.contracts.backup.Copied;
import chat.parley.contracts.ban.Ban;
import chat.parley.contracts.ban.BanTarget;
import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.metadata.Metadata;
import chat.parley.contracts.metadata.MetadataChange;
import chat.parley.protocol.name.Nickname;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asked of the auth verticle, which alone knows the user table. */
public sealed interface AccountRequest<R> extends ServiceRequest<R> {

    /**
     * Makes an account. The answer means that it is stored and usable at once.
     *
     * <p>Not idempotent: the second one is {@code Rejected ACCOUNT_EXISTS}. Further: {@code BAD_ACCOUNT_NAME}, {@code
     * NAME_LOOKS_ALIKE} (another account's), {@code WEAK_PASSWORD} (empty, or longer than 300 bytes), {@code REGISTRATION_DISABLED},
     * {@code Denied TOO_MANY_ATTEMPTS} (too many from this address within the hour).
     *
     * @param address the client's address, for the bound on registrations an address
     */
    record Register(
            String name,
            String firstName,
            String lastName,
            @Nullable String email,
            Secret password,
            String address) implements AccountRequest<Account> {}

    /**
     * Makes an account for a client of the classic protocol; as {@link Register}, where such clients are let in at all.
     *
     * @param hex the SHA-256 of the password
     */
    record RegisterClassic(String name, String firstName, String lastName, Secret hex, String address)
            implements AccountRequest<Account> {}

    /**
     * Signs a client of the classic protocol in, whose password is the hex of its SHA-256.
     *
     * <p>Failures: {@code Denied BAD_CREDENTIALS} (unknown name and wrong hex alike, after the same time; everybody where such clients
     * are not let in), {@code Denied TOO_MANY_ATTEMPTS}, and those of bans.
     */
    record SignInClassic(String name, Secret hex, String address) implements AccountRequest<Account> {}

    /**
     * Begins a SASL exchange.
     *
     * <p>Failures: {@code Rejected SASL_MECHANISM}, {@code Denied TOO_MANY_ATTEMPTS}, {@code Unavailable} when too many exchanges are open.
     *
     * @param mechanism {@code PLAIN}, {@code SCRAM-SHA-256} or {@code EXTERNAL}
     * @param certificate the SHA-256 of the certificate that the client has shown, in lower-case hex; null where it has shown none, so
     *     that there is no EXTERNAL
     */
    record BeginSasl(
            String mechanism, String address, @Nullable String certificate)
            implements AccountRequest<SaslStep.Challenge> {
        /** For a client that has shown no certificate. */
        public BeginSasl(String mechanism, String address) {
            this(mechanism, address, null);
        }
    }

    /**
     * The client's next message in an exchange. Each ends in success, in a further challenge, or in failure, after which the
     * exchange is gone. An exchange not continued within 60 s is gone too.
     *
     * <p>Failures: {@code Denied BAD_CREDENTIALS} (unknown name and wrong password alike, after the same time), {@code Rejected
     * SASL_MALFORMED}, {@code Denied TOO_MANY_ATTEMPTS}.
     *
     * @param exchange from {@link SaslStep.Challenge}
     */
    record ContinueSasl(long exchange, Secret response) implements AccountRequest<SaslStep> {}

    /** The client gave up. Idempotent. */
    record AbortSasl(long exchange) implements AccountRequest<Boolean> {}

    /**
     * Whether somebody may run the server from inside, by a name and a password of the configuration; true, or a failure. An unknown
     * name takes as long as a wrong password.
     *
     * <p>Failures: {@code Denied BAD_CREDENTIALS}, {@code Denied TOO_MANY_ATTEMPTS}.
     */
    record CheckOperator(String name, Secret password, String address) implements AccountRequest<Boolean> {}

    /**
     * Whether that is the password of a gateway, which speaks for its clients; true, or a failure. One that was right before costs
     * nothing.
     *
     * <p>Failures: {@code Denied BAD_CREDENTIALS}.
     *
     * @param names of the gateways, in the configuration, that it may be
     */
    record CheckGateway(List<String> names, Secret password) implements AccountRequest<Boolean> {
        public CheckGateway {
            names = List.copyOf(names);
        }
    }

    /**
     * Whether that is an account's password; true, or a failure.
     *
     * <p>Failures: {@code Denied BAD_CREDENTIALS}, {@code Denied TOO_MANY_ATTEMPTS}.
     */
    record CheckPassword(String name, Secret password, String address) implements AccountRequest<Boolean> {}

    /**
     * Gives an account another password; stored when it is answered.
     *
     * <p>Failures: those of {@link CheckPassword} for the old one; {@code Rejected WEAK_PASSWORD}.
     */
    record ChangePassword(String name, Secret old, Secret replacement, String address)
            implements AccountRequest<Boolean> {}

    /**
     * Lets an account be signed in to by a certificate; stored when it is answered, which is with false where that was so already.
     *
     * <p>Failures: {@code Rejected CERTIFICATE_TAKEN} (by another account), {@code Rejected TOO_MANY_CERTIFICATES}.
     *
     * @param fingerprint SHA-256, in lower-case hex
     */
    record AddCertificate(Account account, String fingerprint) implements AccountRequest<Boolean> {}

    /** An account's certificates, oldest first; 16 at most. */
    record ListCertificates(Account account) implements AccountRequest<List<Certificate>> {}

    /** Removes a certificate; the answer is whether it was there. */
    record RemoveCertificate(Account account, String fingerprint) implements AccountRequest<Boolean> {}

    /**
     * Deletes an account; its name is free at once. What the rooms know of it is to be forgotten before: see {@link
     * chat.parley.contracts.room.RoomRequest.Forget}.
     *
     * <p>Failures: those of {@link CheckPassword}.
     */
    record DeleteAccount(String name, Secret password, String address) implements AccountRequest<Boolean> {}

    /**
     * Bans somebody from the network, or bans them anew; stored when it is answered. Who is here already is not the auth service's
     * business. Sent twice, it is the same ban.
     *
     * <p>Failures: {@code Rejected TOO_MANY_BANS}.
     *
     * @param durationMillis 0: for good
     */
    record AddBan(BanTarget target, String reason, String by, long durationMillis) implements AccountRequest<Ban> {}

    /** Lifts a ban; the answer is whether there was one. */
    record RemoveBan(BanTarget target) implements AccountRequest<Boolean> {}

    /** All bans that are not over, latest first. At most 10,000. */
    record ListBans() implements AccountRequest<List<Ban>> {}

    /** The ban of an address, in text. Asked for each connection: from memory. */
    record FindBan(String address) implements AccountRequest<Optional<Ban>> {}

    /**
     * Changes what an account says of itself; stored when it is answered. Presence is told by whoever asked.
     *
     * <p>Failures: {@code Rejected METADATA_FULL}, {@code NO_SUCH_ACCOUNT}.
     *
     * @param mostKeys that it may have
     */
    record ChangeMetadata(AccountId account, MetadataChange change, int mostKeys) implements AccountRequest<Metadata> {}

    /** Which life of the auth service answers: a number that another start makes another one. Answered at once. */
    record Attend() implements AccountRequest<Long> {}

    /** The account of a name or nick, compared case-insensitively; empty when there is none. */
    record FindAccount(String name) implements AccountRequest<Optional<Account>> {}

    /**
     * The account for which a nick is reserved: its own, or one whose name looks like it. Asked only where names may look alike; elsewhere
     * {@link FindAccount} is the same.
     */
    record FindReserver(Nickname nick) implements AccountRequest<Optional<Account>> {}

    /** What who looks after the server asks. Nobody has shown a password for it: whoever asks has been let in elsewhere. */
    sealed interface Administration<R> extends AccountRequest<R> {}

    /**
     * Accounts in the order of their nicks, without regard to capitals.
     *
     * @param text what their names or nicks have to contain; empty for all
     * @param after the nick after which to begin, whether somebody has it or not; empty for the beginning
     * @param limit 1 to 1,000
     */
    record ListAccounts(String text, String after, int limit) implements Administration<List<AccountDetails>> {}

    /** The account of a name or nick, as {@link FindAccount} finds it. */
    record DescribeAccount(String name) implements Administration<Optional<AccountDetails>> {}

    /**
     * The accounts that there are of some, in any order.
     *
     * @param accounts at most 10,000
     */
    record FindAccounts(List<AccountId> accounts) implements Administration<List<Account>> {
        public FindAccounts {
            accounts = List.copyOf(accounts);
        }
    }

    record CountAccounts() implements Administration<Long> {}

    /**
     * Makes an account, whether people may make their own or not. Stored when it is answered.
     *
     * <p>Not idempotent: the second one is {@code Rejected ACCOUNT_EXISTS}. Further: {@code BAD_ACCOUNT_NAME}, {@code
     * NAME_LOOKS_ALIKE}, {@code WEAK_PASSWORD}.
     *
     * @param untilMillis as for {@link SetPassword}
     */
    record CreateAccount(
            String name,
            String firstName,
            String lastName,
            @Nullable String email,
            Secret password,
            long untilMillis) implements Administration<Account> {}

    /**
     * Gives an account another password; the one before is none any more. Idempotent.
     *
     * <p>Failures: {@code Rejected NO_SUCH_ACCOUNT}, {@code WEAK_PASSWORD}.
     *
     * @param untilMillis since 1970: from then on nobody gets in with it, so that the account's owner has to change it before; 0:
     *     for good
     */
    record SetPassword(String name, Secret password, long untilMillis) implements Administration<Account> {}

    /**
     * Deletes an account, as {@link DeleteAccount} does; what the rooms know of it is to be forgotten before. Idempotent.
     *
     * @param account so that it is no other one that has got the name meanwhile
     */
    record RemoveAccount(AccountId account) implements Administration<Boolean> {}

    /**
     * Makes a copy of the database of accounts in a folder beside it, {@code backups/NAME}, as it is at one moment, while it is in use. It
     * is on disk when it is answered. May take minutes.
     *
     * <p>Failures: {@code Rejected BACKUP_EXISTS}, {@code Unavailable} when another copy is being made or this one cannot be written.
     */
    record BackUp(BackupName name) implements Administration<Copied> {}
}
