package chat.parley.cli.session;

import chat.parley.protocol.line.Line;

/** What happens to a session. */
public sealed interface Input {

    /**
     * A connection stands.
     *
     * @param encrypted whether it is TLS
     * @param local whether the server is on this machine
     */
    record Opened(boolean encrypted, boolean local) implements Input {}

    /** The server sent a line. */
    record Received(Line line) implements Input {}

    /** There is no connection: it could not be made, or is lost. The reason is in words, for the user. */
    record Closed(String reason) implements Input {}

    /** There is no connection and trying again would not help. The reason is in words, for the user. */
    record Refused(Ending ending, String reason) implements Input {}

    /** The user wants something. */
    record Asked(Request request) implements Input {}

    /** Some time has passed; expected about once a second. */
    record Tick() implements Input {}
}
