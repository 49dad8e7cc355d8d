package chat.parley.relay.nickserv;

import chat.parley.contracts.account.Account;
import chat.parley.relay.session.SignIn;

/** Signs somebody in. */
final class IdentifyWord implements Word {
    @Override
    public String name() {
        return "IDENTIFY";
    }

    @Override
    public String syntax() {
        return "[<account>] <password>";
    }

    @Override
    public String purpose() {
        return "signs you in";
    }

    @Override
    public int minArguments() {
        return 1;
    }

    @Override
    public boolean secret() {
        return true;
    }

    @Override
    public void run(Talk talk) {
        Account account = talk.client().account();
        if (account != null) {
            talk.say("You are signed in to " + account.name() + " already");
            return;
        }
        boolean named = talk.arguments().size() > 1;
        SignIn.withPassword(
                talk.exchange(),
                named ? talk.argument(0) : talk.client().name(),
                talk.argument(named ? 1 : 0),
                () -> talk.say("You are signed in"),
                talk::failed);
    }
}
