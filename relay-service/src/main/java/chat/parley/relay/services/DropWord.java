package chat.parley.relay.services;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.presence.Announcement;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.room.RoomRequest;

/**
 * Deletes one's own account: first what the rooms know of it, then the account itself, so that nothing is left of it should that
 * be interrupted and asked for again. What it said stays, without its account's name.
 */
final class DropWord implements AccountWord {
    private static final WordSpec SPEC = WordSpec.of("DROP", 1, "<password>", "deletes your account, for good")
            .withPassword();

    @Override
    public WordSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Talk talk, Account account) {
        String address = talk.client().peer().address();
        talk.withPassword(account, 0, () -> forget(talk, account, address));
    }

    private static void forget(Talk talk, Account account, String address) {
        talk.exchange()
                .ask(
                        new RoomRequest.Forget(
                                new PersonId.OfAccount(account.id()),
                                talk.client().author()),
                        _forgotten -> delete(talk, account, address),
                        talk::failed);
    }

    private static void delete(Talk talk, Account account, String address) {
        talk.exchange()
                .ask(
                        new AccountRequest.DeleteAccount(account.name(), talk.secret(0), address),
                        _deleted -> {
                            talk.exchange().audit(new AuditEvent.Act(account.name(), "deleted their account"));
                            talk.say("The account " + account.name() + " is deleted");
                            talk.exchange()
                                    .ask(
                                            new PresenceRequest.Announce(new Announcement.Expel(
                                                    new PersonId.OfAccount(account.id()), "Account deleted")),
                                            _told -> {},
                                            talk::failed);
                        },
                        talk::failed);
    }
}
