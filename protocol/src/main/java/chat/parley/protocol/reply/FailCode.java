package chat.parley.protocol.reply;

import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.Tags;
import java.util.ArrayList;
import java.util.List;

/**
 * Every code of the standard replies that the server sends, which are FAILs; the name is the code on the wire.
 *
 * @see <a href="https://ircv3.net/specs/extensions/standard-replies">IRCv3 standard-replies</a>
 */
public enum FailCode {
    ACCOUNT_EXISTS("REGISTER", "<account>", "There is already an account of that name", FailCode.REGISTRATION),
    ACCOUNT_REQUIRED(
            "*", "", "You need to sign in with an account to connect, or to register one", FailCode.REGISTRATION),
    ALREADY_AUTHENTICATED("REGISTER", "<account>", "You are already signed in", FailCode.REGISTRATION),
    BAD_ACCOUNT_NAME("REGISTER", "<account>", "Not a valid account name", FailCode.REGISTRATION),
    CANNOT_CHANGE_REALNAME("SETNAME", "", "The real name cannot be changed now", "setname#errors"),
    CANNOT_RENAME("RENAME", "<room> <new name>", "The room cannot be renamed", FailCode.RENAMING),
    CAPABILITY_REQUIRED("any", "<capability>", "Request the capability first", FailCode.OURS),
    CHANNEL_NAME_IN_USE("RENAME", "<room> <new name>", "There is a room of that name already", FailCode.RENAMING),
    COMPLETE_CONNECTION_REQUIRED("REGISTER", "", "Finish connecting first", FailCode.REGISTRATION),
    INSECURE_CONNECTION(
            "PASS, AUTHENTICATE, REGISTER",
            "",
            "Passwords are not taken on a connection that is not encrypted",
            FailCode.OURS),
    INTERNAL_ERROR("MARKREAD, SEARCH", "[<target>]", "That is not possible just now; try again", FailCode.READ_MARKER),
    INVALID_EMAIL("REGISTER", "<account>", "Not a valid email address", FailCode.REGISTRATION),
    INVALID_KEY("METADATA", "<key>", "Not a valid key", FailCode.METADATA),
    INVALID_LINE("*", "", "That line is not valid and was ignored", FailCode.OURS),
    INVALID_MSGREFTYPE(
            "CHATHISTORY", "<subcommand> <target>", "References of that type are not supported here", FailCode.HISTORY),
    INVALID_NONCE("PRIVMSG, NOTICE, TAGMSG", "<target>", "A nonce has 1 to 64 printable characters", FailCode.OURS),
    INVALID_PARAMS(
            "CHATHISTORY, MARKREAD, METADATA, SEARCH",
            "<subcommand or parameter> [<value>]",
            "The parameters are not valid",
            FailCode.HISTORY),
    INVALID_REALNAME("SETNAME", "", "The real name is not valid", "setname#errors"),
    INVALID_TARGET(
            "CHATHISTORY, METADATA, REDACT",
            "[<subcommand>] <target>",
            "Messages could not be retrieved",
            FailCode.HISTORY),
    INVALID_UTF8(
            "any",
            "",
            "Not accepted: this server takes UTF-8 only",
            "utf8-only#the-invalid_utf8-standard-replies-code"),
    INVALID_VALUE("METADATA", "<key>", "The value is too long", FailCode.METADATA),
    KEY_NO_PERMISSION("METADATA", "<target> <key>", "You do not have permission to do that", FailCode.METADATA),
    LIMIT_REACHED(
            "METADATA", "<target or key> <most>", "That would be too many keys, or too much in all", FailCode.METADATA),
    MESSAGE_ERROR("CHATHISTORY", "<subcommand> <target>", "Messages could not be retrieved", FailCode.HISTORY),
    MULTILINE_INVALID("BATCH", "", "Not a valid multiline batch", FailCode.MULTILINE),
    MULTILINE_INVALID_TARGET(
            "BATCH",
            "<batch target> <line's target>",
            "A line of a multiline batch is for somebody else",
            FailCode.MULTILINE),
    MULTILINE_MAX_BYTES("BATCH", "<limit>", "The multiline batch has too many bytes", FailCode.MULTILINE),
    MULTILINE_MAX_LINES("BATCH", "<limit>", "The multiline batch has too many lines", FailCode.MULTILINE),
    NEED_MORE_PARAMS("MARKREAD", "", "Not enough parameters", FailCode.READ_MARKER),
    NEED_NICK("REGISTER", "*", "Choose a nick first", FailCode.REGISTRATION),
    NONCE_REUSED(
            "PRIVMSG, NOTICE, TAGMSG",
            "<target>",
            "Another text was sent with this nonce; this one was not stored",
            FailCode.OURS),
    RATE_LIMITED("any", "", "Too many requests, wait a little and try again", FailCode.OURS),
    REDACT_FORBIDDEN("REDACT", "<target> <msgid>", "You are not authorised to delete this message", FailCode.REDACTION),
    REFUSED("any", "<target>", "Not stored, and never will be: the store cannot be reached now", FailCode.OURS),
    REGISTRATION_DISABLED("REGISTER", "<account>", "Accounts cannot be registered here", FailCode.OURS),
    TEMPORARILY_UNAVAILABLE("REGISTER", "<account>", "Not possible now, try again later", FailCode.REGISTRATION),
    UNKNOWN(
            "any",
            "<target>",
            "It is not known whether it was stored; send it again with the same nonce to learn",
            FailCode.OURS),
    UNKNOWN_MSGID("REDACT", "<target> <msgid>", "There is no such message", FailCode.REDACTION),
    WEAK_PASSWORD("REGISTER", "<account>", "That password is too weak", FailCode.REGISTRATION);

    private static final String SPECIFICATIONS = "https://ircv3.net/specs/extensions/";
    private static final String REGISTRATION = "account-registration#responses";
    private static final String HISTORY = "chathistory#errors-and-warnings";
    private static final String REDACTION = "message-redaction#errors";
    private static final String METADATA = "metadata#standard-replies";
    private static final String MULTILINE = "multiline#errors";
    private static final String READ_MARKER = "read-marker#errors-and-warnings";
    private static final String RENAMING = "channel-rename#errors";
    private static final String OURS = "standard-replies";

    private final String commands;
    private final String context;
    private final String text;
    private final String specification;

    FailCode(String commands, String context, String text, String specification) {
        this.commands = commands;
        this.context = context;
        this.text = text;
        this.specification = specification;
    }

    /** The commands that it answers, for documentation: names, {@code *} for none in particular, or {@code any}. */
    public String commands() {
        return commands;
    }

    /** What stands between the code and the text, for documentation. */
    public String context() {
        return context;
    }

    /** What is told to people, unless the case has something better to say. */
    public String text() {
        return text;
    }

    /** Where it is specified: an address. For codes of our own, the frame that they are sent in. */
    public String specification() {
        return specification.startsWith("https://") ? specification : SPECIFICATIONS + specification;
    }

    /** Whether the code is this server's own. */
    public boolean isOurs() {
        return specification.equals(OURS);
    }

    /**
     * A FAIL with the usual text.
     *
     * @param server who says it
     * @param command what it answers, or {@code *}
     * @param context goes between code and text; what cannot stand there is replaced by {@code *}
     */
    public Line fail(String server, String command, String... context) {
        return failWithText(server, command, text, context);
    }

    /** A FAIL with another text; otherwise as {@link #fail}. */
    public Line failWithText(String server, String command, String otherText, String... context) {
        var params = new ArrayList<String>(context.length + 3);
        params.add(Line.inTheMiddle(command));
        params.add(name());
        for (String word : context) {
            params.add(Line.inTheMiddle(word));
        }
        params.add(otherText);
        return new Line(Tags.EMPTY, server, "FAIL", params);
    }

    /**
     * The same in a NOTICE, for clients that have not asked for standard replies.
     *
     * @param client a nick, or {@code *} before there is one
     */
    public static Line asNotice(String server, String client, Line standardReply) {
        List<String> params = standardReply.params();
        String words = String.join(" ", params.subList(0, params.size() - 1));
        String about = params.get(0).equals("*") ? words.substring(2) : words;
        String notice = "*** " + about + ": " + params.get(params.size() - 1);
        return new Line(Tags.EMPTY, server, "NOTICE", List.of(Line.inTheMiddle(client), notice));
    }
}
