package chat.parley.contracts.room;

import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.metadata.Metadata;
import chat.parley.contracts.metadata.MetadataChange;
import chat.parley.protocol.line.Tags;
import chat.parley.protocol.name.MetadataKey;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an event changed or said. */
public sealed interface Change {

    /**
     * What people say: PRIVMSG, NOTICE and TAGMSG.
     *
     * @param to whom in the room it is for: those of this rank and above; null for everybody
     */
    record Message(
            MessageKind kind,
            String text,
            Tags clientTags,
            @Nullable RoomRank to) implements Change {
        public Message(MessageKind kind, String text, Tags clientTags) {
            this(kind, text, clientTags, null);
        }
    }

    /**
     * A message is taken back, by its author or by a moderator.
     *
     * @param target its place in this conversation's sequence
     */
    record Redaction(long target, @Nullable String reason) implements Change {}

    /** Something was said here, and taken back since: the number stays, the text is gone. */
    record Redacted() implements Change {}

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

    /** The room is called otherwise from here on; all else stays. The reason may be empty. */
    record Rename(RoomName before, RoomName now, String reason) implements Change {
        /** Whether it changes nothing but capitals. */
        public boolean isOfCapitals() {
            return before.equals(now);
        }
    }

    /**
     * The room says something else of itself from here on. Told to those who asked for it; not shown with history.
     *
     * @param set the keys that have these values now
     * @param removed the keys that are no more
     */
    record Described(Map<MetadataKey, String> set, List<MetadataKey> removed) implements Change {
        public Described {
            set = Collections.unmodifiableMap(new TreeMap<>(set));
            removed = List.copyOf(removed);
        }

        /** The room's metadata after it. */
        public Metadata after(Metadata before) {
            return before.after(new MetadataChange.Remove(removed)).after(new MetadataChange.Put(set));
        }
    }

    /** Somebody was asked in: the target is told, and those members who want to know. Not shown with history. */
    record Invite(PersonId target, Nickname nick) implements Change {}

    /** Somebody outside asks to be let in: those are told who may do that. Not shown with history. */
    record Knock() implements Change {}
}
