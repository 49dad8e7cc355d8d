package chat.parley.server.admin;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountDetails;
import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.account.Secret;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.presence.Announcement;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.name.Source;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Accounts: the auth service's, with what the rooms and presence know of them. */
final class AccountOperations {
    private static final long USUAL_MINUTES = TimeUnit.DAYS.toMinutes(1);
    private static final long MAX_MINUTES = TimeUnit.DAYS.toMinutes(30);
    private static final String SIGNED_OUT = "Your password was set anew";

    private final Clock clock;
    private final OneTimePassword passwords;

    AccountOperations(Clock clock, OneTimePassword passwords) {
        this.clock = clock;
        this.passwords = passwords;
    }

    List<Operation> all() {
        return List.of(
                Operation.get("/v1/accounts", "listAccounts", Set.of("text", "after", "limit"), this::list),
                Operation.post(
                        "/v1/accounts",
                        "createAccount",
                        Set.of("name", "firstName", "lastName", "email", "password", "validMinutes"),
                        this::create),
                Operation.get("/v1/accounts/{account}", "showAccount", Set.of(), this::show),
                Operation.delete("/v1/accounts/{account}", "deleteAccount", Set.of(), this::delete),
                Operation.put(
                        "/v1/accounts/{account}/password", "setPassword", Set.of("password", "signOut"), this::set),
                Operation.post(
                        "/v1/accounts/{account}/reset",
                        "resetPassword",
                        Set.of("validMinutes", "signOut"),
                        this::reset));
    }

    // ---- reading ----

    private Future<Answer> list(Call call) {
        int limit = call.limit();
        return call.ask(new AccountRequest.ListAccounts(call.query("text"), call.query("after"), limit))
                .map(found -> {
                    JsonArray accounts = new JsonArray();
                    found.forEach(details -> accounts.add(AccountJson.of(details)));
                    JsonObject page = new JsonObject().put("accounts", accounts);
                    if (found.size() == limit) {
                        page.put("next", found.getLast().account().nick().value());
                    }
                    return Answer.json(page);
                });
    }

    private Future<Answer> show(Call call) {
        return described(call, call.path("account"))
                .compose(details -> whole(call, details).map(Answer::json));
    }

    /** All that there is about an account, but for what it said. */
    static Future<JsonObject> whole(Call call, AccountDetails details) {
        PersonId person = new PersonId.OfAccount(details.account().id());
        return Future.all(
                        call.ask(new AccountRequest.ListBans()),
                        call.ask(new AccountRequest.ListCertificates(details.account())),
                        call.ask(new PresenceRequest.Devices(person)),
                        call.ask(new RoomRequest.RoomsOf(person, person)))
                .map(parts -> AccountJson.whole(
                        details, parts.resultAt(0), parts.resultAt(1), parts.resultAt(2), parts.resultAt(3)));
    }

    static Future<AccountDetails> described(Call call, String name) {
        return call.ask(new AccountRequest.DescribeAccount(name)).map(found -> found.orElseThrow(() -> nobody(name)));
    }

    static Future<Account> found(Call call, String name) {
        return call.ask(new AccountRequest.FindAccount(name)).map(found -> found.orElseThrow(() -> nobody(name)));
    }

    private static Refusal nobody(String name) {
        return Refusal.notFound(Reason.NO_SUCH_ACCOUNT, "There is no account " + name + ".");
    }

    // ---- changing ----

    private Future<Answer> create(Call call) {
        String name = call.text("name");
        String given = call.optionalText("password");
        String password = given == null ? passwords.next() : given;
        long untilMillis = given == null ? until(call) : 0;
        return call.ask(new AccountRequest.CreateAccount(
                        name,
                        orEmpty(call.optionalText("firstName")),
                        orEmpty(call.optionalText("lastName")),
                        call.optionalText("email"),
                        secret(password),
                        untilMillis))
                .map(account -> {
                    call.did("made the account " + account.name());
                    return given == null ? oneTime(account, password, untilMillis) : named(account);
                });
    }

    private Future<Answer> set(Call call) {
        boolean signOut = call.flag("signOut");
        return call.ask(new AccountRequest.SetPassword(call.path("account"), secret(call.text("password")), 0))
                .compose(account -> {
                    call.did("set the password of " + account.name());
                    return signedOut(call, account, signOut).map(_told -> named(account));
                });
    }

    private Future<Answer> reset(Call call) {
        boolean signOut = call.flag("signOut");
        String password = passwords.next();
        long untilMillis = until(call);
        return call.ask(new AccountRequest.SetPassword(call.path("account"), secret(password), untilMillis))
                .compose(account -> {
                    call.did("reset the password of " + account.name());
                    return signedOut(call, account, signOut).map(_told -> oneTime(account, password, untilMillis));
                });
    }

    private static Future<?> signedOut(Call call, Account account, boolean asked) {
        return asked
                ? call.ask(new PresenceRequest.Announce(
                        new Announcement.Expel(new PersonId.OfAccount(account.id()), SIGNED_OUT)))
                : Future.succeededFuture();
    }

    /** First what the rooms know of it, so that nothing is left should this be interrupted and asked for again. */
    private Future<Answer> delete(Call call) {
        return found(call, call.path("account")).compose(account -> {
            PersonId.OfAccount person = new PersonId.OfAccount(account.id());
            Source source = new Source(account.nick().value(), account.nick().value(), "deleted");
            return call.ask(new RoomRequest.Forget(person, new Author(person, source, account.name())))
                    .compose(_forgotten -> call.ask(new AccountRequest.RemoveAccount(account.id())))
                    .compose(_removed -> {
                        call.did("deleted the account " + account.name());
                        return call.ask(
                                new PresenceRequest.Announce(new Announcement.Expel(person, "Account deleted")));
                    })
                    .map(_told -> named(account));
        });
    }

    private long until(Call call) {
        return clock.millis() + TimeUnit.MINUTES.toMillis(call.number("validMinutes", USUAL_MINUTES, 1, MAX_MINUTES));
    }

    private static Answer named(Account account) {
        return Answer.json(new JsonObject().put("name", account.name()));
    }

    private static Answer oneTime(Account account, String password, long untilMillis) {
        return Answer.json(new JsonObject()
                .put("name", account.name())
                .put("password", password)
                .put("until", AccountJson.time(untilMillis)));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Secret secret(String password) {
        return new Secret(password.getBytes(StandardCharsets.UTF_8));
    }
}
