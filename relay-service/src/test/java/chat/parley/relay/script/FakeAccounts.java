package chat.parley.relay.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountDetails;
import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.account.Certificate;
import chat.parley.contracts.account.SaslStep;
import chat.parley.contracts.account.Secret;
import chat.parley.contracts.ban.Ban;
import chat.parley.contracts.ban.BanTarget;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.metadata.Metadata;
import chat.parley.protocol.name.CaseMapping;
import chat.parley.protocol.name.Nickname;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accounts with passwords in plain text, and SASL exchanges that end well for who knows one. */
final class FakeAccounts {
    private final Map<String, Ban> bans = new LinkedHashMap<>();
    private static final Failure.Denied BAD =
            new Failure.Denied(Reason.BAD_CREDENTIALS, "SASL authentication failed: wrong name or password");

    private static final Failure WRONG = new Failure.Denied(Reason.BAD_CREDENTIALS, "Wrong password.");

    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<String, String> passwords = new HashMap<>();
    private final Map<Long, Dialogue> dialogues = new HashMap<>();
    private final Map<String, Account> certificates = new LinkedHashMap<>();
    private long lastExchange;

    private static final class Dialogue {
        final String mechanism;
        int step;

        @Nullable
        Account account;

        Dialogue(String mechanism) {
            this.mechanism = mechanism;
        }
    }

    Account add(String name, String password, String first, String last) {
        Account account = new Account(new AccountId(accounts.size() + 1), name, new Nickname(name), first, last);
        accounts.put(CaseMapping.fold(name), account);
        passwords.put(CaseMapping.fold(name), password);
        return account;
    }

    int openExchanges() {
        return dialogues.size();
    }

    Account get(String name) {
        return Optional.ofNullable(accounts.get(CaseMapping.fold(name))).orElseThrow();
    }

    Object answer(AccountRequest<?> request) {
        return switch (request) {
            case AccountRequest.Register register -> register(register);
            case AccountRequest.RegisterClassic register ->
                register(new AccountRequest.Register(
                        register.name(),
                        register.firstName(),
                        register.lastName(),
                        null,
                        register.hex(),
                        register.address()));
            case AccountRequest.SignInClassic classic ->
                knows(classic.name(), classic.hex()) ? get(classic.name()) : BAD;
            case AccountRequest.AddCertificate add ->
                certificates.putIfAbsent(add.fingerprint(), add.account()) == null;
            case AccountRequest.ListCertificates list ->
                certificates.entrySet().stream()
                        .filter(one -> one.getValue().equals(list.account()))
                        .map(one -> new Certificate(one.getKey(), World.START))
                        .toList();
            case AccountRequest.RemoveCertificate remove -> certificates.remove(remove.fingerprint()) != null;
            case AccountRequest.BeginSasl begin
            when begin.mechanism().equals("EXTERNAL") -> {
                Dialogue dialogue = new Dialogue(begin.mechanism());
                dialogue.account = certificates.get(String.valueOf(begin.certificate()));
                dialogues.put(++lastExchange, dialogue);
                yield new SaslStep.Challenge(lastExchange, secret(""));
            }
            case AccountRequest.BeginSasl begin -> {
                dialogues.put(++lastExchange, new Dialogue(begin.mechanism()));
                yield new SaslStep.Challenge(lastExchange, secret(""));
            }
            case AccountRequest.ContinueSasl next -> next(next);
            case AccountRequest.AddBan add -> {
                var ban = new Ban(
                        add.target(),
                        add.reason(),
                        add.by(),
                        World.START,
                        add.durationMillis() == 0 ? 0 : World.START + add.durationMillis());
                bans.put(add.target().key(), ban);
                yield ban;
            }
            case AccountRequest.RemoveBan remove -> bans.remove(remove.target().key()) != null;
            case AccountRequest.ListBans _list -> List.copyOf(bans.values());
            case AccountRequest.FindBan find ->
                bans.values().stream()
                        .filter(ban -> ban.target() instanceof BanTarget.Addresses addresses
                                && addresses.range().contains(find.address()))
                        .findFirst();
            case AccountRequest.ChangeMetadata change -> {
                Account before = accounts.values().stream()
                        .filter(account -> account.id().equals(change.account()))
                        .findFirst()
                        .orElseThrow();
                Metadata now = before.metadata().after(change.change());
                if (!now.isWithin(change.mostKeys(), before.metadata())) {
                    yield new Failure.Rejected(
                            Reason.METADATA_FULL, "That would be too many keys, or too much in all.");
                }
                accounts.put(CaseMapping.fold(before.name()), before.withMetadata(now));
                yield now;
            }
            case AccountRequest.CheckPassword check -> knows(check.name(), check.password()) ? (Object) true : WRONG;
            case AccountRequest.ChangePassword change -> {
                if (!knows(change.name(), change.old())) {
                    yield WRONG;
                }
                passwords.put(
                        CaseMapping.fold(change.name()),
                        new String(change.replacement().bytes(), UTF_8));
                yield true;
            }
            case AccountRequest.DeleteAccount delete ->
                knows(delete.name(), delete.password())
                        ? (Object) (accounts.remove(CaseMapping.fold(delete.name())) != null)
                        : WRONG;
            case AccountRequest.CheckOperator check ->
                check.name().equals("root") && new String(check.password().bytes(), UTF_8).equals("secret")
                        ? (Object) true
                        : new Failure.Denied(Reason.BAD_CREDENTIALS, "Wrong name or password.");
            case AccountRequest.Attend _attend -> 1L;
            case AccountRequest.CheckGateway check ->
                check.names().contains("web") && new String(check.password().bytes(), UTF_8).equals("gate")
                        ? (Object) true
                        : new Failure.Denied(Reason.BAD_CREDENTIALS, "Wrong password of a gateway.");
            case AccountRequest.AbortSasl abort -> dialogues.remove(abort.exchange()) != null;
            case AccountRequest.DescribeAccount describe ->
                Optional.ofNullable(accounts.get(CaseMapping.fold(describe.name())))
                        .map(account -> new AccountDetails(account, null, 1_700_000_000_000L, true, 0));
            case AccountRequest.Administration<?> _asked ->
                throw new UnsupportedOperationException("no relay asks that");
            case AccountRequest.FindReserver find ->
                Optional.ofNullable(accounts.get(find.nick().folded()));
            case AccountRequest.FindAccount find -> Optional.ofNullable(accounts.get(CaseMapping.fold(find.name())));
        };
    }

    private boolean knows(String name, Secret password) {
        return new String(password.bytes(), UTF_8).equals(passwords.get(CaseMapping.fold(name)));
    }

    private Object register(AccountRequest.Register register) {
        if (accounts.containsKey(CaseMapping.fold(register.name()))) {
            return new Failure.Rejected(Reason.ACCOUNT_EXISTS, "There is already an account of that name");
        }
        return add(
                register.name(),
                new String(register.password().bytes(), UTF_8),
                register.firstName(),
                register.lastName());
    }

    private Object next(AccountRequest.ContinueSasl next) {
        Dialogue dialogue = dialogues.get(next.exchange());
        if (dialogue == null) {
            return new Failure.Rejected(Reason.SASL_MALFORMED, "No such exchange");
        }
        String text = new String(next.response().bytes(), UTF_8);
        if (dialogue.mechanism.equals("PLAIN")) {
            dialogues.remove(next.exchange());
            return plain(text);
        }
        if (dialogue.mechanism.equals("EXTERNAL")) {
            dialogues.remove(next.exchange());
            return dialogue.account == null ? BAD : new SaslStep.SignedIn(dialogue.account);
        }
        return switch (dialogue.step++) {
            case 0 -> {
                dialogue.account = accounts.get(CaseMapping.fold(text));
                yield new SaslStep.Challenge(next.exchange(), secret("server-first"));
            }
            case 1 -> new SaslStep.Challenge(next.exchange(), secret("server-final"));
            default -> {
                dialogues.remove(next.exchange());
                yield dialogue.account == null ? BAD : new SaslStep.SignedIn(dialogue.account);
            }
        };
    }

    private Object plain(String message) {
        String[] parts = message.split("\0", -1);
        if (parts.length != 3) {
            return new Failure.Rejected(Reason.SASL_MALFORMED, "SASL authentication failed: malformed message");
        }
        String name = CaseMapping.fold(parts[1]);
        return accounts.containsKey(name) && parts[2].equals(passwords.get(name))
                ? new SaslStep.SignedIn(accounts.get(name))
                : BAD;
    }

    private static Secret secret(String text) {
        return new Secret(text.getBytes(UTF_8));
    }
}
