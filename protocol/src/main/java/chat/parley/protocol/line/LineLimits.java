package chat.parley.protocol.line;

/**
 * How long a line may be that is read from the other side. What is longer is refused, never cut.
 *
 * @param maxBodyBytes of everything after the tags, the CR LF at the end included
 * @param maxTagBytes of the tags, the {@code @} before and the space after them included
 * @see <a href="https://ircv3.net/specs/extensions/message-tags#size-limit">IRCv3 message-tags, size limit</a>
 */
public record LineLimits(int maxBodyBytes, int maxTagBytes) {

    /** The bytes of a line without its tags, CR LF included. */
    public static final int STANDARD_BODY_BYTES = 512;

    /** What a client may send between {@code @} and space, and what a server may add to it. */
    public static final int STANDARD_TAG_DATA_BYTES = 4094;

    /** What a server reads from a client: 4,094 bytes of tag data. */
    public static final LineLimits FROM_CLIENT = new LineLimits(STANDARD_BODY_BYTES, STANDARD_TAG_DATA_BYTES + 2);

    /** A line of more bytes, its end not counted, is sent by nobody who means it; no line within its bounds is as long. */
    private static final int ENDLESS_BYTES = 16_384;

    public LineLimits {
        if (maxBodyBytes < 16) {
            throw new IllegalArgumentException("maxBodyBytes is " + maxBodyBytes + ", must be 16 or more");
        }
        if (maxTagBytes < 2) {
            throw new IllegalArgumentException("maxTagBytes is " + maxTagBytes + ", must be 2 or more");
        }
    }

    /** What is longer, its end not counted, is a {@link Frame.Endless}. */
    public int endlessBytes() {
        return Math.max(ENDLESS_BYTES, maxTagBytes + maxBodyBytes);
    }
}
