package chat.parley.contracts.account;

import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.metadata.Metadata;
import chat.parley.protocol.name.Nickname;

/**
 * What the rest of the server may know of an account.
 *
 * @param name as registered; for accounts of the system that Parley descends from it may be no valid nick
 * @param nick the nick that this account owns: its name, or the nearest free one
 * @param metadata what it says of itself, as it was when the account was looked up
 */
public record Account(AccountId id, String name, Nickname nick, String firstName, String lastName, Metadata metadata) {

    /** One that says nothing of itself. */
    public Account(AccountId id, String name, Nickname nick, String firstName, String lastName) {
        this(id, name, nick, firstName, lastName, Metadata.NONE);
    }

    public Account withMetadata(Metadata now) {
        return new Account(id, name, nick, firstName, lastName, now);
    }
}
