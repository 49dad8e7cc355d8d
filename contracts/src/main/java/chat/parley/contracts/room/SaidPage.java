package chat.parley.contracts.room;

import chat.parley.protocol.id.MessageId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of what somebody said.
 *
 * @param next where the page ended, to ask for the next one; null: this was the last
 */
public record SaidPage(List<Said> messages, @Nullable MessageId next) {
    public SaidPage {
        messages = List.copyOf(messages);
    }

    /** A message, and where it was said. Its change is a {@link Change.Message}. */
    public record Said(ConversationRef conversation, Event event) {}
}
