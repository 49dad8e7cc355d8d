package chat.parley.database.jdbc;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Gives connections that outlive the loss of theirs: one that was lost is replaced when the next statement is prepared. vertx-jdbc-client's
 * pool keeps a connection for ever, broken or not, and prepares each statement anew, with autocommit on; so nothing is
 * lost with it but the statement that was under way, which fails.
 */
final class MendingSource implements DataSource {
    private final Opening opening;

    /** Opens a connection; may block. */
    @FunctionalInterface
    interface Opening {
        Connection open() throws SQLException;
    }

    MendingSource(Opening opening) {
        this.opening = opening;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return (Connection) Proxy.newProxyInstance(
                MendingSource.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new Mending(opening, opening.open()));
    }

    /** Called by one thread at a time, but for {@code close}. */
    private static final class Mending implements InvocationHandler {
        private final Opening opening;
        private Connection current;
        private Lifeline lifeline = new Lifeline();
        private boolean closed;

        Mending(Opening opening, Connection first) {
            this.opening = opening;
            this.current = first;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            try {
                return method.invoke(connection(method.getName()), arguments);
            } catch (InvocationTargetException thrown) {
                throw thrown.getTargetException();
            }
        }

        private synchronized Connection connection(String method) throws SQLException {
            switch (method) {
                case "close" -> closed = true;
                case "prepareStatement", "createStatement" -> {
                    if (!closed && lifeline.isLost(current)) {
                        current.close();
                        current = opening.open();
                        lifeline = new Lifeline();
                    }
                }
                default -> {}
            }
            return current;
        }
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("connections are its own user's");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException("nothing is logged");
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("the URL has it");
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("nothing is logged");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("it is no " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
