package chat.parley.relay.services;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountRequest;

/** Changes one's own password. */
final class PasswordWord implements AccountWord {
    private static final WordSpec SPEC =
            WordSpec.of("PASSWORD", 2, "<old> <new>", "changes your password").withPassword();

    @Override
    public WordSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Talk talk, Account account) {
        talk.exchange()
                .ask(
                        new AccountRequest.ChangePassword(
                                account.name(),
                                talk.secret(0),
                                talk.secret(1),
                                talk.client().peer().address()),
                        _changed -> talk.say("Your password is changed. SESSIONS tells where else you are signed in"),
                        talk::failed);
    }
}
