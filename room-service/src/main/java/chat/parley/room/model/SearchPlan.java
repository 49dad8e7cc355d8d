package chat.parley.room.model;

import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.RoomRank;
import chat.parley.contracts.room.RoomRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for, where the reader may.
 *
 * @param in one conversation; null for all that the reader has a part in
 * @param upTo what was said in it to those of this rank, too; null for none
 * @param nick of who said it, as a word; null for anybody
 * @param words all of which it has
 * @param oldest whether, when there is more than the limit, the oldest ones are meant; else the newest
 */
public record SearchPlan(
        RoomRequest.Search asked,
        @Nullable ConversationRef in,
        @Nullable RoomRank upTo,
        @Nullable String nick,
        List<String> words,
        boolean oldest) {
    /** Further words of a question are passed over. */
    private static final int MOST_WORDS = 16;

    /** Whether something said is what is looked for, by its author and its words. */
    public boolean matches(Event event) {
        return event.change() instanceof Change.Message said
                && (nick == null
                        || nick.equals(
                                SearchWords.ofNick(event.author().source().name())))
                && SearchWords.match(words, said.text());
    }

    static SearchPlan of(RoomRequest.Search asked, @Nullable ConversationRef in, @Nullable RoomRank upTo) {
        return new SearchPlan(
                asked,
                in,
                upTo,
                asked.from() == null ? null : SearchWords.ofNick(asked.from().value()),
                SearchWords.asked(asked.text(), MOST_WORDS),
                asked.afterMillis() != null);
    }
}
