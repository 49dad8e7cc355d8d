package chat.parley.relay.services;

import chat.parley.contracts.account.AccountRequest;
import chat.parley.protocol.name.AccountName;
import chat.parley.protocol.reply.FailCode;
import chat.parley.relay.session.Enrolling;
import chat.parley.relay.session.OperatorNotice;
import chat.parley.relay.session.SignIn;
import org.jspecify.annotations.Nullable;

/** Makes an account of the nick that somebody has. */
final class RegisterWord implements Word {
    private static final WordSpec SPEC = WordSpec.of(
                    "REGISTER", 1, "<password> [<email>]", "makes an account of your nick")
            .withPassword();

    @Override
    public WordSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Talk talk) {
        String nick = talk.client().name();
        String email = talk.arguments().size() > 1 ? talk.argument(1) : null;
        FailCode obstacle = Enrolling.obstacle(talk.exchange(), nick, email == null ? "*" : email);
        if (obstacle != null) {
            talk.say(obstacle.text());
            return;
        }
        Enrolling.checkName(talk.exchange(), nick, new Enrolling.Answer() {
            @Override
            public void good(AccountName _name) {
                register(talk, nick, email);
            }

            @Override
            public void bad(String why) {
                talk.say(why);
            }

            @Override
            public void somebodyElses(String why) {
                talk.say(why);
            }
        });
    }

    private static void register(Talk talk, String nick, @Nullable String email) {
        talk.exchange()
                .ask(
                        new AccountRequest.Register(
                                nick,
                                "",
                                "",
                                email,
                                talk.secret(0),
                                talk.client().peer().address()),
                        account -> {
                            OperatorNotice.registered(talk.exchange(), account.name());
                            SignIn.complete(
                                    talk.exchange(),
                                    account,
                                    () -> talk.say(
                                            "The account " + account.name() + " is made, and you are signed in"));
                        },
                        talk::failed);
    }
}
