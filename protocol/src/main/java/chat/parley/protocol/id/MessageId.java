package chat.parley.protocol.id;

import chat.parley.protocol.Validated;
import org.jspecify.annotations.Nullable;

/**
 * Names one message for good: the conversation and its place in that conversation's sequence. Its text is the value of
 * the {@code msgid} tag, which clients treat as opaque; knowing one gives nobody a right to the message.
 *
 * @param conversation 0 or more
 * @param sequence 0 or more
 * @see <a href="https://ircv3.net/specs/extensions/message-ids">IRCv3 message-ids</a>
 */
public record MessageId(long conversation, long sequence) implements Comparable<MessageId> {

    private static final int RADIX = 36;
    private static final int MAX_DIGITS = Long.toString(Long.MAX_VALUE, RADIX).length();

    public MessageId {
        if (conversation < 0 || sequence < 0) {
            throw new IllegalArgumentException("A message id has no negative parts");
        }
    }

    /** Reads a {@code msgid}; only the one text that {@link #text} gives is taken. The reason goes on after "msgid". */
    public static Validated<MessageId> parse(String text) {
        int hyphen = text.indexOf('-');
        if (hyphen > 0) {
            Long conversation = number(text.substring(0, hyphen));
            Long sequence = number(text.substring(hyphen + 1));
            if (conversation != null && sequence != null) {
                return Validated.valid(new MessageId(conversation, sequence));
            }
        }
        return Validated.invalid("is none of this server");
    }

    private static @Nullable Long number(String digits) {
        if (digits.isEmpty() || digits.length() > MAX_DIGITS || (digits.length() > 1 && digits.charAt(0) == '0')) {
            return null;
        }
        long number = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'z' ? c - 'a' + 10 : -1;
            if (digit < 0 || number > (Long.MAX_VALUE - digit) / RADIX) {
                return null;
            }
            number = number * RADIX + digit;
        }
        return number;
    }

    /** At most 27 letters, digits and a hyphen. */
    public String text() {
        return Long.toString(conversation, RADIX) + '-' + Long.toString(sequence, RADIX);
    }

    /** By conversation, then by place in it. */
    @Override
    public int compareTo(MessageId other) {
        int byConversation = Long.compare(conversation, other.conversation);
        return byConversation != 0 ? byConversation : Long.compare(sequence, other.sequence);
    }

    @Override
    public String toString() {
        return text();
    }
}
