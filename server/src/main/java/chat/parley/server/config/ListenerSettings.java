package chat.parley.server.config;

import chat.parley.relay.listener.Language;
import chat.parley.relay.listener.ListenerConfig;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One port that clients connect to.
 *
 * @param host the address to listen on; {@code 0.0.0.0} and {@code ::} stand for all
 * @param port 0 for any free one
 * @param tls null for a plain one
 * @param insecure passwords are taken on a plain listener even though it is not on loopback
 * @param proxy addresses or ranges of balancers that speak the PROXY protocol
 * @param clientCertificates clients are asked for a certificate, and may go without
 * @param origins of a WebSocket: the sites whose pages may connect, beside those of the same host
 */
public record ListenerSettings(
        String host,
        int port,
        @Nullable TlsSettings tls,
        boolean insecure,
        List<String> proxy,
        boolean clientCertificates,
        List<String> origins) {

    static ListenerSettings read(Section section, int defaultPort, Path dataDir) {
        return read(section, defaultPort, dataDir, true, List.of());
    }

    /** Browsers that are asked for a certificate ask in turn whoever sits before them: so that is not done unless it is wanted. */
    static ListenerSettings readWebSocket(Section section, int defaultPort, Path dataDir) {
        return read(section, defaultPort, dataDir, false, origins(section));
    }

    private static ListenerSettings read(
            Section section, int defaultPort, Path dataDir, boolean clientCertificates, List<String> origins) {
        return new ListenerSettings(
                section.text("host", "127.0.0.1"),
                section.integer("port", defaultPort, 0, 65_535, "port; 0 for any free one"),
                section.optionalSection("tls", tls -> TlsSettings.read(tls, dataDir)),
                section.flag("insecure", false),
                balancers(section),
                section.flag("clientCertificates", clientCertificates),
                origins);
    }

    /** No TLS, because its clients speak none; and passwords are taken, because they come with everyone. */
    static ListenerSettings readClassic(Section section, int defaultPort) {
        return new ListenerSettings(
                section.text("host", "127.0.0.1"),
                section.integer("port", defaultPort, 0, 65_535, "port; 0 for any free one"),
                null,
                true,
                balancers(section),
                false,
                List.of());
    }

    private static List<String> origins(Section section) {
        List<String> origins = section.texts("origins");
        try {
            return new Language.WebSocket(origins).origins();
        } catch (IllegalArgumentException wrong) {
            section.reject("origins", String.valueOf(wrong.getMessage()));
            return List.of();
        }
    }

    private static List<String> balancers(Section section) {
        List<String> ranges = section.texts("proxy");
        try {
            return ranges.isEmpty() ? ranges : new ListenerConfig("", 0, null, false, ranges).proxy();
        } catch (IllegalArgumentException wrong) {
            section.reject("proxy", String.valueOf(wrong.getMessage()));
            return List.of();
        }
    }

    /** Host and port as one writes them: {@code 127.0.0.1:6667}, {@code [::1]:6667}. */
    public String address() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
