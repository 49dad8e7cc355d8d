package chat.parley.contracts.room;

import chat.parley.contracts.identity.PersonId;
import chat.parley.protocol.line.Tags;
import chat.parley.protocol.name.Nickname;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an event changed or said. */
public sealed interface Change {

    /** What people say: PRIVMSG, NOTICE and TAGMSG. */
    record Message(MessageKind kind, String text, Tags clientTags) implements Change {}

    record Join() implements Change {}

    record Part(@Nullable String reason) implements Change {}

    record Kick(PersonId target, Nickname nick, @Nullable String reason) implements Change {}

    record Modes(List<ModeChange> changes) implements Change {
        public Modes {
            changes = List.copyOf(changes);
        }
    }

    /** An empty text takes the topic away. */
    record Topic(String text) implements Change {}
}
