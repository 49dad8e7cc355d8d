package chat.parley.server;

import chat.parley.server.config.ListenerSettings;
import chat.parley.server.config.Settings;
import chat.parley.server.config.TlsSettings;
import chat.parley.server.tls.Certificate;
import chat.parley.server.tls.CertificateException;
import chat.parley.server.tls.CertificateFiles;
import chat.parley.server.tls.CertificateWatch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The certificates of all listeners: several listeners may share one. */
final class Certificates {
    /** Where no listener speaks TLS. */
    static final Certificates NONE = new Certificates(Map.of());

    private final Map<CertificateFiles, Certificate> inUse;
    private final List<CertificateWatch> watches = new ArrayList<>();

    private Certificates(Map<CertificateFiles, Certificate> inUse) {
        this.inUse = inUse;
    }

    /** Whether a listener's certificate is still to be made. */
    static boolean areMissing(Settings settings, Clock clock) {
        return files(settings, clock).stream().anyMatch(CertificateFiles::isMissing);
    }

    /** Makes what is missing, and checks everything. Blocks for as long as it takes to make a key, some milliseconds. */
    static Certificates prepare(Settings settings, Clock clock) throws CertificateException {
        Map<CertificateFiles, Certificate> inUse = new LinkedHashMap<>();
        for (CertificateFiles one : files(settings, clock)) {
            inUse.put(one, one.prepare());
        }
        return new Certificates(inUse);
    }

    private static Collection<CertificateFiles> files(Settings settings, Clock clock) {
        Map<TlsSettings, CertificateFiles> files = new LinkedHashMap<>();
        SecureRandom random = new SecureRandom();
        for (ListenerSettings listener : settings.listeners().all()) {
            TlsSettings tls = listener.tls();
            if (tls != null) {
                files.computeIfAbsent(
                        tls,
                        missing -> new CertificateFiles(
                                missing, settings.server().name().value(), clock, random));
            }
        }
        return files.values();
    }

    /** Those in use at the start. */
    List<Certificate> inUse() {
        return List.copyOf(inUse.values());
    }

    /** @param takeUp has all listeners read their files again */
    void watch(Vertx vertx, long everyMillis, Supplier<Future<Void>> takeUp) {
        inUse.forEach((files, certificate) -> {
            CertificateWatch watch = new CertificateWatch(vertx, files, certificate, takeUp);
            watch.start(everyMillis);
            watches.add(watch);
        });
    }

    void stopWatching() {
        watches.forEach(CertificateWatch::stop);
    }
}
