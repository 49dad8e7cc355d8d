package chat.parley.database.jdbc;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Properties;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;

/**
 * Opens connections to one PostgreSQL database, and says in words why there is none. All of a process's connections for one purpose
 * share this object. Blocking, and safe for many threads.
 */
public final class PostgresServer {
    /** Older ones are not maintained any more. */
    private static final int OLDEST = 14;

    private static final int CONNECT_SECONDS = 3;
    /** For an answer; a server that is silent for so long is lost. */
    private static final int SOCKET_SECONDS = 10;

    /**
     * Whatever the role or the database is set to. A connection whose other end has vanished is given up by the server after half a
     * minute, with what it holds, instead of two hours.
     */
    private static final String SESSION = "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED;"
            + " SET statement_timeout = 0; SET lock_timeout = 0; SET idle_session_timeout = 0;"
            + " SET idle_in_transaction_session_timeout = 0; SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5;"
            + " SET tcp_keepalives_count = 4; SET standard_conforming_strings = on";

    private final PostgresUrl url;
    private final String purpose;
    private final Backoff backoff;

    /** @param purpose what the server's administrator reads of its connections: {@code rooms} */
    public PostgresServer(PostgresUrl url, String purpose) {
        this(url, purpose, System::nanoTime);
    }

    PostgresServer(PostgresUrl url, String purpose, LongSupplier nanos) {
        this.url = url;
        this.purpose = purpose;
        this.backoff = new Backoff(nanos);
    }

    /**
     * Opens a connection, with autocommit on.
     *
     * @throws NotConnectedException when there is none; a server that failed lately is not asked again at once
     */
    public Connection connect() throws NotConnectedException {
        try {
            backoff.check();
        } catch (SQLException tooEarly) {
            throw new NotConnectedException(tooEarly);
        }
        try {
            Connection connection = open();
            backoff.succeeded();
            return connection;
        } catch (SQLException failed) {
            backoff.failed(failed);
            throw new NotConnectedException(failed);
        }
    }

    private Connection open() throws SQLException {
        Connection connection = new Driver().connect(url.jdbc(), properties());
        if (connection == null) {
            throw new SQLException("its address cannot be read");
        }
        try {
            check(connection);
            try (Statement statement = connection.createStatement()) {
                statement.execute(SESSION);
            }
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private Properties properties() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "parley " + purpose);
        properties.setProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
        properties.setProperty("socketTimeout", String.valueOf(SOCKET_SECONDS));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("reWriteBatchedInserts", "true");
        for (String name : url.properties().stringPropertyNames()) {
            if (PGProperty.forName(name) == null) {
                throw new SQLException("its URL has a parameter that there is not: " + name);
            }
        }
        properties.putAll(url.properties());
        // else an error of the driver's shows what was to be stored, and errors are logged
        properties.setProperty("logServerErrorDetail", "false");
        return properties;
    }

    private static void check(Connection connection) throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST) {
            throw new SQLException("the server is PostgreSQL " + version + ", and has to be " + OLDEST + " or later");
        }
        String encoding = connection.unwrap(PGConnection.class).getParameterStatus("server_encoding");
        if (!"UTF8".equals(encoding)) {
            throw new SQLException("the database's encoding is " + encoding
                    + ", and has to be UTF8 (createdb --encoding=UTF8 --template=template0)");
        }
    }

    /** For a pool of connections each of which is replaced when it is lost. */
    public DataSource source() {
        return new MendingSource(this::connect);
    }

    /** Of what may be lost in the future. */
    public Lifeline lifeline() {
        return new Lifeline();
    }

    /** Where it is; without the password. */
    @Override
    public String toString() {
        return url.toString();
    }

    /** What is wrong, in words that go on after "it cannot be used:". Never shows the password. */
    public String words(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return switch (state) {
            case "28P01" -> "the password of user '" + url.user() + "' is wrong";
            case "28000", "08004" -> "the server does not let user '" + url.user() + "' in (" + said(e) + ")";
            case "3D000" -> "there is no database '" + url.database() + "' on that server";
            case "3F000" -> "user '" + url.user() + "' has no schema to make tables in (" + said(e) + ")";
            case "42501" ->
                "user '" + url.user() + "' may not make its tables, or not write them (" + said(e)
                        + "); let it own the database";
            case "42P07" -> "a table of something else is in the way (" + said(e) + ")";
            case "25006" -> "it takes no writes (" + said(e) + ")";
            case "53100" -> "the server's disk is full";
            case "53300" -> "the server has as many connections as it may have";
            case "57P03" -> "the server is starting or stopping";
            default -> state.startsWith("08") ? "the server cannot be reached (" + reason(e) + ")" : said(e);
        };
    }

    private static String reason(SQLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case UnknownHostException unknown -> {
                    return "there is no host " + unknown.getMessage();
                }
                case SocketTimeoutException _late -> {
                    return "no answer";
                }
                case ConnectException refused -> {
                    return String.valueOf(refused.getMessage()).toLowerCase(Locale.ROOT);
                }
                default -> {}
            }
        }
        return said(e);
    }

    /** The server's own words, in one line. */
    private static String said(SQLException e) {
        return String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ").replaceFirst("^(FATAL|ERROR): ", "");
    }
}
