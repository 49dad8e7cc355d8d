package chat.parley.relay.services;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.account.Certificate;
import chat.parley.relay.session.Welcome;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Adds, lists and removes the TLS client certificates by which somebody signs in without a password (SASL EXTERNAL). */
final class CertWord implements AccountWord {
    private static final WordSpec SPEC = WordSpec.of(
            "CERT",
            1,
            "ADD [<fingerprint>] | LIST | DEL <fingerprint>",
            "has you sign in by a TLS client certificate; without a fingerprint, by the one that you show now");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    @Override
    public WordSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Talk talk, Account account) {
        String given = talk.arguments().size() > 1 ? talk.argument(1) : null;
        switch (talk.argument(0).toUpperCase(Locale.ROOT)) {
            case "ADD" ->
                add(talk, account, given == null ? talk.client().peer().certificate() : fingerprint(given));
            case "LIST" -> list(talk, account);
            case "DEL" -> remove(talk, account, given == null ? null : fingerprint(given));
            default -> talk.explain(SPEC);
        }
    }

    /** Null for what is none. */
    private static @Nullable String fingerprint(String given) {
        String hex = given.replace(":", "").toLowerCase(Locale.ROOT);
        return SHA_256.matcher(hex).matches() ? hex : null;
    }

    private static void add(Talk talk, Account account, @Nullable String fingerprint) {
        if (fingerprint == null) {
            talk.say(
                    talk.arguments().size() > 1
                            ? "A fingerprint is a SHA-256: 64 hex digits, with colons or without"
                            : "You show no certificate on this connection: give the SHA-256 of one, or reconnect with it");
            return;
        }
        talk.exchange()
                .ask(
                        new AccountRequest.AddCertificate(account, fingerprint),
                        added -> talk.say((added ? "Added: " : "You have it already: ") + fingerprint
                                + ". Who shows that certificate signs in to " + account.name()),
                        talk::failed);
    }

    private static void list(Talk talk, Account account) {
        talk.exchange().ask(new AccountRequest.ListCertificates(account), found -> tell(talk, found), talk::failed);
    }

    private static void tell(Talk talk, List<Certificate> found) {
        if (found.isEmpty()) {
            talk.say("You have no certificates");
        }
        for (Certificate one : found) {
            talk.say(one.fingerprint()
                    + (one.fingerprint().equals(talk.client().peer().certificate()) ? " (this one)" : "")
                    + ", since " + Welcome.inWords(one.addedMillis()));
        }
    }

    private static void remove(Talk talk, Account account, @Nullable String fingerprint) {
        if (fingerprint == null) {
            talk.say("It is written: CERT DEL <fingerprint>; CERT LIST tells which there are");
            return;
        }
        talk.exchange()
                .ask(
                        new AccountRequest.RemoveCertificate(account, fingerprint),
                        removed -> talk.say(removed ? "Removed: " + fingerprint : "You have no such certificate"),
                        talk::failed);
    }
}
