package chat.parley.relay.listener;

import io.vertx.core.Future;

/**
 * One port, on one event loop. The loops of a process listen on the same port together, and connections are dealt out among them.
 * Made and used on its loop's context.
 */
public interface Listener {

    /**
     * Makes one that is yet to listen.
     *
     * @param freePort below zero: where any port will do, the loops that give the same number share one
     */
    static Listener of(ListenerConfig config, int freePort, LoopParts parts) {
        return switch (config.language()) {
            case Language.Irc _irc -> new TcpListener(config, freePort, parts);
            case Language.Classic _classic -> new TcpListener(config, freePort, parts);
            case Language.WebSocket webSocket -> new WebSocketListener(config, webSocket, freePort, parts);
        };
    }

    /**
     * Listens.
     *
     * @return the configuration with the port it got; fails when the port is in use, or the certificate cannot be read
     */
    Future<ListenerConfig> listen();

    /** Reads the certificate again, for connections to come. Fails, and goes on with the old one, when it cannot be used. */
    Future<Void> reloadCertificate();

    /** Who connects from now on is told that the server stops. */
    void refuseFurther();

    /** Accepts no more, and closes what is still open. */
    Future<Void> close();
}
