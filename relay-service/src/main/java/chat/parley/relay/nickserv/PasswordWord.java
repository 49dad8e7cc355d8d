package chat.parley.relay.nickserv;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountRequest;

/** Changes one's own password. */
final class PasswordWord implements Word {
    @Override
    public String name() {
        return "PASSWORD";
    }

    @Override
    public String syntax() {
        return "<old> <new>";
    }

    @Override
    public String purpose() {
        return "changes your password";
    }

    @Override
    public int minArguments() {
        return 2;
    }

    @Override
    public boolean secret() {
        return true;
    }

    @Override
    public void run(Talk talk) {
        Account account = talk.account();
        if (account == null) {
            return;
        }
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
