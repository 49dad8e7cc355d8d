package chat.parley.relay.listener;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One port that clients connect to.
 *
 * @param host the address to listen on; a name is looked up
 * @param port 0 for any free one
 * @param tls null for a plain listener
 * @param insecure passwords are taken on a plain listener even though it is not on loopback
 * @param proxy the addresses, or ranges in CIDR notation, of balancers: these say in a header of the PROXY protocol whose connection
 *     it is, and are believed; nobody else is
 * @param language what is spoken there
 */
public record ListenerConfig(
        String host, int port, @Nullable Tls tls, boolean insecure, List<String> proxy, Language language) {

    /** For IRC over TCP. */
    public ListenerConfig(String host, int port, @Nullable Tls tls, boolean insecure, List<String> proxy) {
        this(host, port, tls, insecure, proxy, new Language.Irc());
    }

    /** For IRC over TCP, without a balancer. */
    public ListenerConfig(String host, int port, @Nullable Tls tls, boolean insecure) {
        this(host, port, tls, insecure, List.of());
    }

    /**
     * Where the certificate is, in PEM files.
     *
     * @param cert the chain, the server's own certificate first
     * @param key the private key, PKCS#8
     * @param clientCertificates clients are asked for a certificate, and may go without
     */
    public record Tls(String cert, String key, boolean clientCertificates) {
        /** Asks clients for none. */
        public Tls(String cert, String key) {
            this(cert, key, false);
        }
    }

    public ListenerConfig {
        proxy = List.copyOf(proxy);
        if (!proxy.isEmpty()) {
            ranges(proxy);
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port is " + port + ", must be 0 to 65535");
        }
    }

    /** @throws IllegalArgumentException if they are no such ranges */
    private static AddressRanges ranges(List<String> proxy) {
        return new AddressRanges(proxy);
    }

    /** Those whose word about others' addresses is taken. */
    AddressRanges balancers() {
        return ranges(proxy);
    }

    /** The same listener on the port that it was given in fact. */
    public ListenerConfig onPort(int actualPort) {
        return new ListenerConfig(host, actualPort, tls, insecure, proxy, language);
    }
}
