package chat.parley.relay.session;

import org.jspecify.annotations.Nullable;

/**
 * The other end of a connection, as the listener knows it.
 *
 * @param address the client's address in text; logged, counted and shown to nobody else
 * @param host what others see behind the {@code @} of its source; fits in a source
 * @param secure it came over TLS
 * @param passwordsAllowed passwords may be taken on this connection
 * @param certificate the SHA-256 of the certificate that the client has shown, in lower-case hex; null where it has shown none
 * @param classic it speaks the protocol of the chat room that Parley descends from, by way of a translator
 */
public record Peer(
        String address,
        String host,
        boolean secure,
        boolean passwordsAllowed,
        @Nullable String certificate,
        boolean classic) {

    /** What others see of an address: an IPv6 one that begins with a colon would be taken for the last parameter of a line. */
    public static String hostOf(String address) {
        return address.startsWith(":") ? "0" + address : address;
    }

    /** One that has shown no certificate, and speaks IRC itself. */
    public Peer(String address, String host, boolean secure, boolean passwordsAllowed) {
        this(address, host, secure, passwordsAllowed, null, false);
    }
}
