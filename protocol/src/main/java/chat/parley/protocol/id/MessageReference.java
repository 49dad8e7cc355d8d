package chat.parley.protocol.id;

import chat.parley.protocol.Validated;

/**
 * A point in a conversation's history, as {@code CHATHISTORY} takes it.
 *
 * @see <a href="https://ircv3.net/specs/extensions/chathistory#chathistory-command">IRCv3 chathistory</a>
 */
public sealed interface MessageReference {

    /** A message; it is itself not part of what is asked for. */
    record AtMessage(MessageId id) implements MessageReference {}

    /** An instant. */
    record AtTime(Timestamp time) implements MessageReference {}

    /** {@code *}: no bound, as {@code LATEST} takes it. */
    record Unbounded() implements MessageReference {}

    /** Reads {@code *}, {@code msgid=…} or {@code timestamp=…}. The reason goes on after "reference". */
    static Validated<MessageReference> parse(String text) {
        if (text.equals("*")) {
            return Validated.valid(new Unbounded());
        }
        if (text.startsWith("msgid=")) {
            return MessageId.parse(text.substring("msgid=".length())).map(AtMessage::new);
        }
        if (text.startsWith("timestamp=")) {
            return Timestamp.parse(text.substring("timestamp=".length())).map(AtTime::new);
        }
        return Validated.invalid("is neither msgid= nor timestamp=");
    }

    /** How it stands on the wire. */
    default String text() {
        return switch (this) {
            case AtMessage message -> "msgid=" + message.id().text();
            case AtTime time -> "timestamp=" + time.time().text();
            case Unbounded all -> "*";
        };
    }
}
