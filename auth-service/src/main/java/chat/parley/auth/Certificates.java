package chat.parley.auth;

import chat.parley.auth.store.CertificateStore;
import chat.parley.contracts.account.AccountRequest.AddCertificate;
import chat.parley.contracts.account.AccountRequest.ListCertificates;
import chat.parley.contracts.account.AccountRequest.RemoveCertificate;
import chat.parley.contracts.account.Certificate;
import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.audit.AuditLog;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.failure.ServiceException;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;

/** The certificates by which people sign in. Call from one context. */
final class Certificates {
    static final int MOST_AN_ACCOUNT = 16;

    private final CertificateStore store;
    private final AuditLog log;
    private final Clock clock;

    Certificates(CertificateStore store, AuditLog log, Clock clock) {
        this.store = store;
        this.log = log;
        this.clock = clock;
    }

    Future<Boolean> add(AddCertificate request) {
        Certificate certificate = new Certificate(request.fingerprint(), clock.millis());
        return store.add(request.account().id(), certificate, MOST_AN_ACCOUNT).compose(added -> {
            if (added) {
                log.record(
                        new AuditEvent.Act(request.account().name(), "added the certificate " + request.fingerprint()));
                return Future.succeededFuture(true);
            }
            return whyNot(request);
        });
    }

    private Future<Boolean> whyNot(AddCertificate request) {
        return store.owner(request.fingerprint()).compose(owner -> {
            if (owner.isEmpty()) {
                return Future.failedFuture(ServiceException.rejected(
                        Reason.TOO_MANY_CERTIFICATES,
                        "An account can have " + MOST_AN_ACCOUNT + " certificates; remove one first."));
            }
            return owner.get().id().equals(request.account().id())
                    ? Future.succeededFuture(false)
                    : Future.failedFuture(ServiceException.rejected(
                            Reason.CERTIFICATE_TAKEN, "That certificate belongs to another account."));
        });
    }

    Future<List<Certificate>> list(ListCertificates request) {
        return store.of(request.account().id());
    }

    Future<Boolean> remove(RemoveCertificate request) {
        return store.remove(request.account().id(), request.fingerprint()).onSuccess(removed -> {
            if (removed) {
                log.record(new AuditEvent.Act(
                        request.account().name(), "removed the certificate " + request.fingerprint()));
            }
        });
    }
}
