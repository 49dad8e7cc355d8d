package chat.parley.database.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What a SQLite database says of itself. Blocking. */
public final class Pragma {
    private Pragma() {}

    /**
     * The answer to one that is answered by a number.
     *
     * @param name of the pragma
     */
    public static long number(Connection connection, String name) throws SQLException {
        return Long.parseLong(text(connection, name));
    }

    /**
     * The first line of an answer.
     *
     * @param name of the pragma, with its argument where it takes one
     */
    public static String text(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA " + name)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }
}
