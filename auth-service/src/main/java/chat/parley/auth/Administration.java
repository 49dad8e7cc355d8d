package chat.parley.auth;

import chat.parley.auth.model.StoredAccount;
import chat.parley.auth.password.PasswordCheck;
import chat.parley.auth.store.AccountStore;
import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.account.AccountRequest.ListAccounts;
import chat.parley.contracts.account.AccountRequest.SetPassword;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.protocol.name.Nickname;
import io.vertx.core.Future;

/** What who looks after the server does with the accounts of others. What was done is written to the log by who asks. */
final class Administration {
    private static final int MOST_A_PAGE = 1_000;

    private final AccountStore store;
    private final PasswordCheck passwords;
    private final Enrolment enrolment;

    Administration(AccountStore store, PasswordCheck passwords, Enrolment enrolment) {
        this.store = store;
        this.passwords = passwords;
        this.enrolment = enrolment;
    }

    Future<?> on(AccountRequest.Administration<?> request) {
        return switch (request) {
            case ListAccounts list ->
                store.list(
                        Nickname.fold(list.text()),
                        Nickname.fold(list.after()),
                        Math.clamp(list.limit(), 1, MOST_A_PAGE));
            case AccountRequest.DescribeAccount describe -> store.describe(describe.name());
            case AccountRequest.FindAccounts find -> store.find(find.accounts());
            case AccountRequest.CountAccounts _count -> store.count();
            case AccountRequest.CreateAccount create -> enrolment.create(create);
            case SetPassword set -> setPassword(set);
            case AccountRequest.BackUp backUp -> store.backUp(backUp.name());
            case AccountRequest.RemoveAccount remove -> store.delete(remove.account());
        };
    }

    private Future<Account> setPassword(SetPassword request) {
        String password;
        try {
            password = Enrolment.password(request.password());
        } catch (ServiceException refused) {
            return Future.failedFuture(refused);
        }
        return store.find(request.name())
                .compose(found -> found.map(StoredAccount::account)
                        .map(account -> passwords
                                .replace(account, password, request.untilMillis())
                                .compose(stored -> stored ? Future.succeededFuture(account) : nobody(request.name())))
                        .orElseGet(() -> nobody(request.name())));
    }

    private static Future<Account> nobody(String name) {
        return Future.failedFuture(
                ServiceException.rejected(Reason.NO_SUCH_ACCOUNT, "There is no account " + name + "."));
    }
}
