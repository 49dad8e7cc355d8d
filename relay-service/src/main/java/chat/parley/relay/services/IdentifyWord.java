package chat.parley.relay.services;

import chat.parley.contracts.account.Account;
import chat.parley.relay.session.SignIn;

/** Signs somebody in. */
final class IdentifyWord implements Word {
    private static final WordSpec SPEC =
            WordSpec.of("IDENTIFY", 1, "[<account>] <password>", "signs you in").withPassword();

    @Override
    public WordSpec spec() {
        return SPEC;
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
