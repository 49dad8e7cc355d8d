package chat.parley.server.tls;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at certificate files now and then: renews what is ours and nears its end, and has the listeners take up what has changed.
 * What cannot be used is told in the log, and the listeners go on with what they have.
 *
 * <p>A change counts once it has stood still from one look to the next, since certificate and key are two files and nobody
 * replaces them in one step. Looks happen on a worker thread, everything else on the context that {@link #start} was called on.
 */
public final class CertificateWatch {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);

    private final Vertx vertx;
    private final CertificateFiles files;
    private final Supplier<Future<Void>> takeUp;

    private Certificate current;
    private CertificateFiles.@Nullable Stamp taken;
    private CertificateFiles.@Nullable Stamp last;
    private String complained = "";
    private boolean looking;
    private long timer = -1;

    /**
     * Makes a watch that is yet to be started.
     *
     * @param current what the listeners use now
     * @param takeUp has all listeners that use these files read them again
     */
    public CertificateWatch(Vertx vertx, CertificateFiles files, Certificate current, Supplier<Future<Void>> takeUp) {
        this.vertx = vertx;
        this.files = files;
        this.current = current;
        this.takeUp = takeUp;
    }

    /** Begins to look; the first look learns what is there. */
    public void start(long everyMillis) {
        timer = vertx.setPeriodic(1, everyMillis, tick -> look());
    }

    /** Looks no more. */
    public void stop() {
        vertx.cancelTimer(timer);
    }

    private void look() {
        if (looking) {
            return;
        }
        looking = true;
        Certificate before = current;
        vertx.executeBlocking(() -> renewIfDue(before))
                .compose(this::considered)
                .onFailure(this::complain)
                .onComplete(done -> looking = false);
    }

    /** Once for each cause: it is tried again at each look, for permissions change without a new time of the file. */
    private void complain(Throwable cause) {
        String why = String.valueOf(cause.getMessage());
        if (!why.equals(complained)) {
            complained = why;
            LOG.atError()
                    .addKeyValue("cause", why)
                    .log("a changed certificate cannot be used; the old one stays in use");
        }
    }

    /** The files as one look found them: before and after what is due was renewed. Empty where one is missing. */
    private record Look(Optional<CertificateFiles.Stamp> before, Optional<CertificateFiles.Stamp> after) {}

    private Look renewIfDue(Certificate certificate) throws CertificateException {
        Optional<CertificateFiles.Stamp> before = stamp();
        if (!files.nearsItsEnd(certificate)) {
            return new Look(before, before);
        }
        files.prepare();
        return new Look(before, stamp());
    }

    private Optional<CertificateFiles.Stamp> stamp() {
        try {
            return Optional.of(files.stamp());
        } catch (IOException missing) {
            return Optional.empty();
        }
    }

    private Future<Void> considered(Look look) {
        if (taken == null) {
            taken = look.before().orElse(null);
        }
        CertificateFiles.Stamp stamp = look.after().orElse(null);
        boolean settled = stamp != null && stamp.equals(last) && !stamp.equals(taken);
        last = stamp;
        if (stamp == null || !settled) {
            return Future.succeededFuture();
        }
        return vertx.executeBlocking(files::check).compose(certificate -> changed(certificate, stamp));
    }

    private Future<Void> changed(Certificate certificate, CertificateFiles.Stamp stamp) {
        return takeUp.get().onSuccess(_done -> {
            taken = stamp;
            complained = "";
            current = certificate;
            LOG.atInfo()
                    .addKeyValue("fingerprint", certificate.fingerprint())
                    .addKeyValue("until", certificate.notAfter())
                    .log("the listeners use a new certificate");
        });
    }
}
