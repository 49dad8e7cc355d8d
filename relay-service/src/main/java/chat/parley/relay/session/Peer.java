package chat.parley.relay.session;

/**
 * The other end of a connection, as the listener knows it.
 *
 * @param address the client's address in text; logged, counted and shown to nobody else
 * @param host what others see behind the {@code @} of its source; fits in a source
 * @param secure it came over TLS
 * @param passwordsAllowed passwords may be taken on this connection
 */
public record Peer(String address, String host, boolean secure, boolean passwordsAllowed) {}
