package chat.parley.protocol.line;

/** One line as it was cut out of a byte stream, or why it is none. */
public sealed interface Frame {

    /** A line within its bounds, in valid UTF-8, without NUL, CR or LF, and not empty. */
    record Text(String line) implements Frame {}

    /**
     * A line beyond its bounds; nothing of it is kept.
     *
     * @param inTags whether it is the tags that are too long
     */
    record TooLong(boolean inTags) implements Frame {}

    /**
     * A line that was reported as too long already, and goes on far beyond that: more than {@link LineLimits#endlessBytes}, which is
     * nobody's mistake. Its rest is passed over; whoever sends such is better not read any longer.
     */
    record Endless() implements Frame {}

    /**
     * A line that is not UTF-8.
     *
     * @param readable the line with U+FFFD where it could not be read: good for naming its command and label in the
     *     answer, never to be relayed or stored
     */
    record NotUtf8(String readable) implements Frame {}

    /** A line with a NUL, or a CR that does not end it. The reason is in plain words. */
    record Malformed(String reason) implements Frame {}
}
