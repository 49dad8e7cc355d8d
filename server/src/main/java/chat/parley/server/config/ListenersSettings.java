package chat.parley.server.config;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where clients connect, by the language they speak. */
public record ListenersSettings(
        List<ListenerSettings> irc, List<ListenerSettings> websocket, List<ListenerSettings> classic) {
    private static final int PLAIN_PORT = 6667;
    private static final int TLS_PORT = 6697;
    private static final int WEBSOCKET_PORT = 8097;
    private static final int CLASSIC_PORT = 9000;

    static ListenersSettings read(Section section, Path dataDir) {
        TlsSettings tls = new TlsSettings(dataDir.resolve("tls/cert.pem"), dataDir.resolve("tls/key.pem"));
        List<ListenerSettings> irc = section.sections(
                "irc",
                List.of(
                        new ListenerSettings("127.0.0.1", PLAIN_PORT, null, false, List.of(), true, List.of()),
                        new ListenerSettings("0.0.0.0", TLS_PORT, tls, false, List.of(), true, List.of())),
                one -> ListenerSettings.read(one, one.has("tls") ? TLS_PORT : PLAIN_PORT, dataDir));
        List<ListenerSettings> websocket = section.sections(
                "websocket", List.of(), one -> ListenerSettings.readWebSocket(one, WEBSOCKET_PORT, dataDir));
        List<ListenerSettings> classic =
                section.sections("classic", List.of(), one -> ListenerSettings.readClassic(one, CLASSIC_PORT));
        Set<String> addresses = new HashSet<>();
        refuseTwice(section, "irc", irc, addresses);
        refuseTwice(section, "websocket", websocket, addresses);
        refuseTwice(section, "classic", classic, addresses);
        if (irc.isEmpty()) {
            section.reject("irc", "at least one listener is needed");
        }
        return new ListenersSettings(irc, websocket, classic);
    }

    private static void refuseTwice(
            Section section, String key, List<ListenerSettings> listeners, Set<String> addresses) {
        for (ListenerSettings one : listeners) {
            if (one.port() != 0 && !addresses.add(one.address())) {
                section.reject(key, "two listeners on " + one.address());
            }
        }
    }

    /** All of them, whatever is spoken there. */
    public List<ListenerSettings> all() {
        return Stream.of(irc, websocket, classic).flatMap(List::stream).toList();
    }
}
