package chat.parley.protocol.reply;

/**
 * How grave a standard reply is; the name is the command on the wire.
 *
 * @see <a href="https://ircv3.net/specs/extensions/standard-replies">IRCv3 standard-replies</a>
 */
public enum ReplyKind {
    /** What was asked for was not done, or something about the session is wrong. */
    FAIL,
    /** It was done, but. */
    WARN,
    /** For information. */
    NOTE
}
