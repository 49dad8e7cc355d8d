package chat.parley.relay.services;

import chat.parley.contracts.account.Account;

/** A {@link Word} for those alone who are signed in to an account; the others are told so. */
interface AccountWord extends Word {

    @Override
    default void run(Talk talk) {
        Account account = talk.account();
        if (account != null) {
            run(talk, account);
        }
    }

    /** Carries it out for somebody who is signed in. */
    void run(Talk talk, Account account);
}
