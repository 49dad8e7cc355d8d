package chat.parley.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountRequest.AddCertificate;
import chat.parley.contracts.account.AccountRequest.BeginSasl;
import chat.parley.contracts.account.AccountRequest.ContinueSasl;
import chat.parley.contracts.account.AccountRequest.DeleteAccount;
import chat.parley.contracts.account.AccountRequest.ListCertificates;
import chat.parley.contracts.account.AccountRequest.RemoveCertificate;
import chat.parley.contracts.account.Certificate;
import chat.parley.contracts.account.SaslStep;
import chat.parley.contracts.account.Secret;
import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People who sign in by a TLS client certificate. */
class CertificatesTest extends RunningAuth {
    private static final String ONE = "1".repeat(64);
    private static final String OTHER = "2".repeat(64);

    private Account ada;

    @BeforeEach
    void begin() {
        ada = auth.register("ada", "secret");
    }

    @Test
    void signsInWhoShowsACertificateOfAnAccount() {
        assertThat(auth.ask(new AddCertificate(ada, ONE))).isTrue();

        assertThat(auth.ask(external(ONE, ""))).isEqualTo(new SaslStep.SignedIn(ada));
        assertThat(auth.ask(external(ONE, "ADA"))).isEqualTo(new SaslStep.SignedIn(ada));
        assertThat(auth.log).contains(new AuditEvent.SignedIn("ada", "EXTERNAL", AuthRig.ADDRESS));
    }

    @Test
    void refusesUnknownCertificatesAndOtherNames() {
        auth.register("eve", "other");
        auth.ask(new AddCertificate(ada, ONE));

        assertThat(reason(auth.refused(external(OTHER, "")))).isEqualTo(Reason.BAD_CREDENTIALS);
        assertThat(reason(auth.refused(external(ONE, "eve")))).isEqualTo(Reason.BAD_CREDENTIALS);
        assertThat(reason(auth.refused(external(ONE, "x".repeat(10_000))))).isEqualTo(Reason.SASL_MALFORMED);
    }

    @Test
    void isNotOfferedWithoutACertificate() {
        assertThat(reason(auth.refused(new BeginSasl("EXTERNAL", AuthRig.ADDRESS))))
                .isEqualTo(Reason.SASL_MECHANISM);
    }

    @Test
    void aCertificateBelongsToOneAccount() {
        Account eve = auth.register("eve", "other");
        auth.ask(new AddCertificate(ada, ONE));

        assertThat(auth.ask(new AddCertificate(ada, ONE))).isFalse();
        assertThat(reason(auth.refused(new AddCertificate(eve, ONE)))).isEqualTo(Reason.CERTIFICATE_TAKEN);
        assertThat(auth.ask(new RemoveCertificate(eve, ONE))).isFalse();
    }

    @Test
    void listsAndRemoves() {
        auth.ask(new AddCertificate(ada, ONE));
        auth.ask(new AddCertificate(ada, OTHER));
        assertThat(auth.ask(new ListCertificates(ada)))
                .extracting(Certificate::fingerprint)
                .containsExactlyInAnyOrder(ONE, OTHER);

        assertThat(auth.ask(new RemoveCertificate(ada, ONE))).isTrue();

        assertThat(auth.ask(new RemoveCertificate(ada, ONE))).isFalse();
        assertThat(reason(auth.refused(external(ONE, "")))).isEqualTo(Reason.BAD_CREDENTIALS);
        auth.ask(external(OTHER, ""));
    }

    @Test
    void hasABound() {
        for (int i = 0; i < Certificates.MOST_AN_ACCOUNT; i++) {
            auth.ask(new AddCertificate(ada, "%064x".formatted(i)));
        }
        assertThat(reason(auth.refused(new AddCertificate(ada, ONE)))).isEqualTo(Reason.TOO_MANY_CERTIFICATES);
    }

    @Test
    void goesWithItsAccountAndOutlivesARestart() {
        auth.ask(new AddCertificate(ada, ONE));
        auth.stop();
        auth.start(AuthRig.config(folder));
        auth.ask(external(ONE, ""));

        auth.ask(new DeleteAccount("ada", secret("secret"), AuthRig.ADDRESS));

        assertThat(reason(auth.refused(external(ONE, "")))).isEqualTo(Reason.BAD_CREDENTIALS);
        Account again = auth.register("ada", "secret");
        assertThat(auth.ask(new ListCertificates(again))).isEmpty();
        assertThat(auth.ask(new AddCertificate(again, ONE))).isTrue();
    }

    private ContinueSasl external(String certificate, String name) {
        long exchange = auth.ask(new BeginSasl("EXTERNAL", AuthRig.ADDRESS, certificate))
                .exchange();
        return new ContinueSasl(exchange, secret(name));
    }

    private static Secret secret(String text) {
        return new Secret(text.getBytes(UTF_8));
    }

    private static @Nullable Reason reason(Failure failure) {
        return switch (failure) {
            case Failure.Rejected rejected -> rejected.reason();
            case Failure.Denied denied -> denied.reason();
            case Failure.Unavailable _unavailable -> null;
            case Failure.Bug _bug -> null;
        };
    }
}
