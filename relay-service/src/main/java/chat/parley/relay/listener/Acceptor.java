package chat.parley.relay.listener;

import chat.parley.relay.session.Peer;

/** What a loop does with its connections. Called on the loop. */
@FunctionalInterface
public interface Acceptor {
    ConnectionOwner opened(Connection connection, Peer peer);
}
