package chat.parley.relay.listener;

import chat.parley.protocol.line.Frame;
import chat.parley.protocol.line.LineFramer;

/** What becomes of a connection's lines, and of its end. Called on the connection's loop. */
public interface ConnectionOwner extends LineFramer.Sink {
    /** One line, or what should have been one. */
    @Override
    void accept(Frame frame);

    /** The lines of one read were all handed over. */
    void receivedAll(int lines);

    /** False: hand over no more, and read no more, until {@link Intake#resume}. */
    boolean accepting();

    /** The other side speaks TLS on a plain port. */
    void spokeTls();

    /** More waits for this reader than may. */
    void overflowed();

    /** The connection is gone. Called once. */
    void closed(String reason);
}
