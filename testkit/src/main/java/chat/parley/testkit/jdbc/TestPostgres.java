package chat.parley.testkit.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A PostgreSQL server on loopback, one for all tests of a JVM, whose program comes with the tests' libraries. It starts when the first
 * test asks for it and ends with the JVM. Where it cannot, each test that asks is aborted, and says why.
 */
public final class TestPostgres {
    private static final String SECRET = "s3cret for tests";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static @Nullable TestPostgres one;
    private static @Nullable String whyNot;

    private final EmbeddedPostgres server;

    private TestPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /** The server; aborts the test where there is none. */
    public static synchronized TestPostgres server() {
        if (one == null && whyNot == null) {
            try {
                one = new TestPostgres(EmbeddedPostgres.builder()
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .setLocaleConfig("locale", "C")
                        .setServerConfig("max_connections", "100")
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .setServerConfig("unix_socket_directories", "''")
                        .setDataDirectoryCustomizer(TestPostgres::askForPasswords)
                        .start());
            } catch (IOException | RuntimeException | LinkageError e) {
                whyNot = e.toString();
                System.err.println("No PostgreSQL for tests here; those that need it are left out: " + e);
            }
        }
        TestPostgres started = one;
        Assumptions.assumeTrue(started != null, () -> "a PostgreSQL server, which could not be started: " + whyNot);
        if (started == null) {
            throw new IllegalStateException("assumed");
        }
        return started;
    }

    private static void askForPasswords(java.io.File folder) {
        try {
            Files.writeString(
                    folder.toPath().resolve("pg_hba.conf"),
                    "host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A database of its own, empty, with a user to whom it belongs. */
    public record Database(String name, String user, String password, int port) {
        /** With everything in it. */
        public String url() {
            return "postgresql://" + user + ":" + password.replace(" ", "%20") + "@127.0.0.1:" + port + "/" + name;
        }

        /** The same, of another database. */
        public String url(String database) {
            return url().replaceFirst("/[^/]*$", "/" + database);
        }
    }

    /** Makes a database that nobody else has. */
    public Database database() {
        String name = "parley" + NUMBER.incrementAndGet();
        run("CREATE ROLE " + name + " LOGIN PASSWORD '" + SECRET + "'");
        run("CREATE DATABASE " + name + " OWNER " + name);
        return new Database(name, name, SECRET, server.getPort());
    }

    /** Runs a statement as the server's administrator. */
    public void run(String sql) {
        run("postgres", sql);
    }

    /** The same, in a database. */
    public void run(String database, String sql) {
        try (Connection connection = server.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of the first row, as text. */
    public @Nullable String ask(String database, String query) {
        try (Connection connection = server.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends all connections to a database, as a restart of the server would. */
    public void disconnect(Database database) {
        run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database.name() + "'");
    }
}
