package chat.parley.room.jdbc;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.protocol.name.Source;
import chat.parley.room.model.SearchPlan;
import chat.parley.room.model.SearchWords;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * How what was said stands in the index, an FTS5 table without content of its own. A row's number is made of the conversation and the
 * sequence. Its words have the conversation's number before them, so that each conversation has an index to itself: looking through one costs
 * what is in it, not what is on the server, and nothing is found but where it was looked for.
 */
final class SearchIndex {
    /** A sequence may have as many; ids and sequences together fit into a row's number. */
    static final int SEQUENCE_BITS = 36;

    static final long SEQUENCE_MASK = (1L << SEQUENCE_BITS) - 1;

    private static final char BEFORE_WORD = 'x';
    private static final char BEFORE_NICK = 'y';

    private SearchIndex() {}

    static long row(ConversationId conversation, long sequence) {
        return row(conversation.value(), sequence);
    }

    static long row(long conversation, long sequence) {
        return (conversation << SEQUENCE_BITS) + sequence;
    }

    /** What is indexed of something said. */
    static String words(long conversation, String source, String text) {
        StringJoiner words = new StringJoiner(" ");
        words.add(conversation
                + (BEFORE_NICK + SearchWords.ofNick(Source.parse(source).name())));
        for (String word : SearchWords.of(text)) {
            words.add(conversation + (BEFORE_WORD + word));
        }
        return words.toString();
    }

    /**
     * What FTS5 is asked; null where whatever was said is meant. Every word is in quotation marks, and none has one in it, or anything but
     * letters and digits: so it is a word to FTS5 and no operator.
     */
    static @Nullable String query(SearchPlan plan, long conversation) {
        StringJoiner all = new StringJoiner(" ");
        String nick = plan.nick();
        if (nick != null) {
            all.add("\"" + conversation + BEFORE_NICK + nick + "\"");
        }
        for (String word : plan.words()) {
            all.add("\"" + conversation + BEFORE_WORD + word + "\"" + (SearchWords.isBeginning(word) ? "*" : ""));
        }
        return all.length() == 0 ? null : all.toString();
    }
}
