package chat.parley.cli.connection;

import chat.parley.protocol.line.Line;

/** Hears what comes in on a {@link Link}. Called on the link's reading thread. */
public interface LinkListener {

    void received(Line line);

    /** The connection is over. Called once, and last. The reason is in words. */
    void closed(String reason);
}
