package chat.parley.cli.session;

import chat.parley.protocol.line.Line;
import java.time.Duration;

/** What a session wants done, in this order. */
public sealed interface Effect {

    /** Send a line on the connection; dropped without a word when there is none. */
    record Send(Line line) implements Effect {}

    /** Tell the user. */
    record Show(Event event) implements Effect {}

    /** Close the connection after what was sent. {@link Input.Closed} need not follow, and is harmless. */
    record HangUp() implements Effect {}

    /** Make a connection, some time from now. */
    record Connect(Duration after) implements Effect {}

    /** The session is over. Nothing follows. */
    record End(Ending ending, String reason) implements Effect {}
}
