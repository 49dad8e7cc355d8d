package chat.parley.room.jdbc;

import chat.parley.database.jdbc.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * The tables, step by step: the step that a file is at is its {@code user_version}, and the steps that it lacks are done in one
 * transaction when it is opened. They are written for SQLite; {@link Dialect#table} makes PostgreSQL's of them. Blocking.
 */
final class Schema {
    /** Marks a file as Parley's rooms: "PRLR". */
    static final int APPLICATION_ID = 0x50524C52;

    /** In whose place the statements of the database's own {@link SearchIndex} come. */
    private static final String SEARCH_INDEX = "said";

    /** Never change one that was released: add another. */
    private static final List<List<String>> STEPS = List.of(
            List.of(
                    // who may write: whoever opened the file last; and which batch was stored last
                    """
            CREATE TABLE writer (
              id INTEGER PRIMARY KEY,
              epoch BIGINT NOT NULL,
              batch BIGINT NOT NULL,
              next_conversation BIGINT NOT NULL
            )
            """,
                    "INSERT INTO writer (id, epoch, batch, next_conversation) VALUES (1, 0, 0, 1)",
                    // lookup: a room's folded name, or two persons' text forms with a space between them
                    """
            CREATE TABLE conversations (
              id BIGINT NOT NULL PRIMARY KEY,
              lookup TEXT NOT NULL UNIQUE,
              kind SMALLINT NOT NULL,
              name TEXT,
              first_nick TEXT,
              second_nick TEXT,
              flags TEXT,
              room_key TEXT,
              member_limit INTEGER NOT NULL DEFAULT 0,
              topic TEXT,
              topic_by TEXT,
              topic_at BIGINT,
              created_at BIGINT NOT NULL DEFAULT 0,
              remembered SMALLINT NOT NULL DEFAULT 0
            ) WITHOUT ROWID
            """,
                    """
            CREATE TABLE messages (
              conversation BIGINT NOT NULL,
              sequence BIGINT NOT NULL,
              time BIGINT NOT NULL,
              kind SMALLINT NOT NULL,
              person TEXT NOT NULL,
              source TEXT NOT NULL,
              account TEXT,
              body TEXT,
              detail TEXT,
              PRIMARY KEY (conversation, sequence)
            ) WITHOUT ROWID
            """,
                    "CREATE INDEX messages_time ON messages (conversation, time)",
                    """
            CREATE TABLE members (
              conversation BIGINT NOT NULL,
              person TEXT NOT NULL,
              ranks TEXT NOT NULL,
              PRIMARY KEY (conversation, person)
            ) WITHOUT ROWID
            """,
                    "CREATE INDEX members_person ON members (person)",
                    """
            CREATE TABLE nonces (
              conversation BIGINT NOT NULL,
              account BIGINT NOT NULL,
              nonce TEXT NOT NULL,
              digest BIGINT NOT NULL,
              sequence BIGINT NOT NULL,
              time BIGINT NOT NULL,
              PRIMARY KEY (conversation, account, nonce)
            ) WITHOUT ROWID
            """,
                    "CREATE INDEX nonces_time ON nonces (time)",
                    """
            CREATE TABLE positions (
              account BIGINT NOT NULL,
              conversation BIGINT NOT NULL,
              sequence BIGINT NOT NULL,
              PRIMARY KEY (conversation, account)
            ) WITHOUT ROWID
            """,
                    // conversations that are no more, whose messages are still to be thrown away
                    "CREATE TABLE ended (conversation BIGINT NOT NULL PRIMARY KEY) WITHOUT ROWID"),
            // deleted accounts, whose messages are shown without their name
            List.of("CREATE TABLE forgotten (person TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID"),
            // when something was said last in a private conversation
            List.of(
                    "ALTER TABLE conversations ADD COLUMN last_at BIGINT",
                    "UPDATE conversations SET last_at = (SELECT max(time) FROM messages WHERE conversation = id) WHERE kind = 2",
                    "CREATE INDEX conversations_last ON conversations (last_at) WHERE kind = 2"),
            List.of(
                    // the lists b, e and I; lookup is the mask's folded form
                    """
                    CREATE TABLE room_lists (
                      conversation BIGINT NOT NULL,
                      list TEXT NOT NULL,
                      lookup TEXT NOT NULL,
                      mask TEXT NOT NULL,
                      set_by TEXT NOT NULL,
                      set_at BIGINT NOT NULL,
                      PRIMARY KEY (conversation, list, lookup)
                    ) WITHOUT ROWID
                    """,
                    // the ranks that accounts have again when they come back; f: founder
                    """
                    CREATE TABLE kept_ranks (
                      conversation BIGINT NOT NULL,
                      account BIGINT NOT NULL,
                      ranks TEXT NOT NULL,
                      PRIMARY KEY (conversation, account)
                    ) WITHOUT ROWID
                    """,
                    """
                    CREATE TABLE invitations (
                      conversation BIGINT NOT NULL,
                      person TEXT NOT NULL,
                      invited_by TEXT NOT NULL,
                      by_moderator SMALLINT NOT NULL,
                      invited_at BIGINT NOT NULL,
                      PRIMARY KEY (conversation, person)
                    ) WITHOUT ROWID
                    """,
                    "CREATE INDEX invitations_person ON invitations (person)",
                    // who was an operator before there was anything kept is one from now on
                    """
                    INSERT INTO kept_ranks (conversation, account, ranks)
                    SELECT conversation, CAST(substr(person, 2) AS BIGINT), ranks FROM members
                    WHERE ranks <> '' AND person LIKE 'a%'
                    """),
            // what rooms say of themselves
            List.of("""
                    CREATE TABLE room_metadata (
                      conversation BIGINT NOT NULL,
                      name TEXT NOT NULL,
                      value TEXT NOT NULL,
                      PRIMARY KEY (conversation, name)
                    ) WITHOUT ROWID
                    """),
            List.of(
                    SEARCH_INDEX,
                    // up to which sequence a conversation is in it
                    "CREATE TABLE indexed (conversation BIGINT NOT NULL PRIMARY KEY, sequence BIGINT NOT NULL) WITHOUT ROWID"),
            List.of(
                    // up to where people have read; target: a room's folded name, or a person
                    """
                    CREATE TABLE read_markers (
                      person TEXT NOT NULL,
                      target TEXT NOT NULL,
                      time BIGINT NOT NULL,
                      PRIMARY KEY (person, target)
                    ) WITHOUT ROWID
                    """, "CREATE INDEX read_markers_target ON read_markers (target)"),
            // by which the rooms are found that somebody founded
            List.of("CREATE INDEX kept_ranks_account ON kept_ranks (account)"));

    private Schema() {}

    /** All of them, in the words of a database. */
    static List<List<String>> steps(Dialect dialect) {
        return STEPS.stream()
                .map(step -> step.stream()
                        .flatMap(statement -> statement.equals(SEARCH_INDEX)
                                ? SearchIndex.of(dialect).tables().stream()
                                : Stream.of(dialect.table(statement)))
                        .toList())
                .toList();
    }

    static int newest() {
        return STEPS.size();
    }

    /** Does the steps that are missing; the caller's transaction takes them, or none of them. */
    static void bring(Connection connection, int from) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (List<String> step : steps(Dialect.SQLITE).subList(from, newest())) {
                for (String sql : step) {
                    statement.execute(sql);
                }
            }
            statement.execute("PRAGMA application_id = " + APPLICATION_ID);
            statement.execute("PRAGMA user_version = " + newest());
        }
    }
}
