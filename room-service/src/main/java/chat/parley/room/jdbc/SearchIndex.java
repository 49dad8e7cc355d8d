package chat.parley.room.jdbc;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.database.jdbc.Dialect;
import chat.parley.protocol.name.Source;
import chat.parley.room.model.SearchPlan;
import chat.parley.room.model.SearchWords;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How what was said stands in the index: in SQLite an FTS5 table without content of its own, in PostgreSQL a table of vectors of words. A
 * row's number is made of the conversation and the sequence. Its words have the conversation's number before them, so that each
 * conversation has an index to itself: looking through one costs what is in it, not what is on the server, and nothing is found but where
 * it was looked for. No database cuts words; they are cut by {@link SearchWords}, and so are the same in each.
 */
enum SearchIndex {
    FTS5 {
        @Override
        List<String> tables() {
            return List.of("CREATE VIRTUAL TABLE said USING fts5"
                    + " (words, content='', contentless_delete=1, detail=none, tokenize='ascii')");
        }

        @Override
        String insert() {
            return "INSERT INTO said (rowid, words) VALUES (?, ?)";
        }

        @Override
        String condition() {
            return "s.said MATCH ?";
        }

        @Override
        String all(List<Word> words) {
            return words.stream()
                    .map(word -> "\"" + word.text() + "\"" + (word.beginning() ? "*" : ""))
                    .collect(Collectors.joining(" "));
        }
    },
    TSVECTOR {
        @Override
        List<String> tables() {
            return List.of(
                    "CREATE TABLE said (rowid BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
                    "CREATE INDEX said_words ON said USING gin (words)");
        }

        @Override
        String insert() {
            return "INSERT INTO said (rowid, words) VALUES (?, array_to_tsvector(string_to_array(?, ' ')))";
        }

        @Override
        String condition() {
            return "s.words @@ ?::tsquery";
        }

        @Override
        String all(List<Word> words) {
            return words.stream()
                    .map(word -> "'" + word.text() + "'" + (word.beginning() ? ":*" : ""))
                    .collect(Collectors.joining(" & "));
        }
    };

    /** A sequence may have as many; ids and sequences together fit into a row's number. */
    static final int SEQUENCE_BITS = 36;

    static final long SEQUENCE_MASK = (1L << SEQUENCE_BITS) - 1;

    private static final char BEFORE_WORD = 'x';
    private static final char BEFORE_NICK = 'y';

    /** @param beginning whether all words that begin so are meant */
    record Word(String text, boolean beginning) {}

    static SearchIndex of(Dialect dialect) {
        return switch (dialect) {
            case SQLITE -> FTS5;
            case POSTGRESQL -> TSVECTOR;
        };
    }

    /** The statements that make it. */
    abstract List<String> tables();

    /** Puts in a row's number and its words. */
    abstract String insert();

    /** What a query says of a row {@code s}, with one parameter, for {@link #query}. */
    abstract String condition();

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
     * What the index is asked; null where whatever was said is meant. Every word is in quotation marks, and none has one in it, or
     * anything but letters and digits: so it is a word to the database and no operator.
     */
    @Nullable
    String query(SearchPlan plan, long conversation) {
        List<Word> words = plan.words().stream()
                .map(word -> new Word(conversation + (BEFORE_WORD + word), SearchWords.isBeginning(word)))
                .collect(Collectors.toList());
        String nick = plan.nick();
        if (nick != null) {
            words.addFirst(new Word(conversation + (BEFORE_NICK + nick), false));
        }
        return words.isEmpty() ? null : all(words);
    }

    /** The question for rows that have all of these. */
    abstract String all(List<Word> words);
}
