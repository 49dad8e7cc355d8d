package chat.parley.contracts.account;

import chat.parley.contracts.identity.AccountId;
import chat.parley.protocol.name.Nickname;

/**
 * What the rest of the server may know of an account.
 *
 * @param name as registered; for accounts of the system that Parley descends from it may be no valid nick
 * @param nick the nick that this account owns: its name, or the nearest free one
 */
public record Account(AccountId id, String name, Nickname nick, String firstName, String lastName) {}
