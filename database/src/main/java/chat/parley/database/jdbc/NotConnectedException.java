package chat.parley.database.jdbc;

import java.sql.SQLException;

/** There is no connection, so that nothing was asked of the database. */
public final class NotConnectedException extends SQLException {
    private static final long serialVersionUID = 1L;

    NotConnectedException(SQLException cause) {
        super(cause.getMessage(), cause.getSQLState(), cause);
    }
}
