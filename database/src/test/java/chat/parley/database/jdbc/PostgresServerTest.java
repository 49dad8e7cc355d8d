package chat.parley.database.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import chat.parley.testkit.jdbc.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;

/** What a server is asked for, and in which words its refusals are told. */
class PostgresServerTest {
    private final TestPostgres postgres = TestPostgres.server();
    private final TestPostgres.Database database = postgres.database();

    private static PostgresServer server(String url) {
        return new PostgresServer(PostgresUrl.parse(url), "tests");
    }

    private static String refusal(String url) {
        PostgresServer server = server(url);
        SQLException failed = catchThrowableOfType(NotConnectedException.class, server::connect);
        assertThat((Throwable) failed).as(url).isNotNull();
        return server.words(failed);
    }

    private static String ask(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }

    @Test
    void saysWhyThereIsNoConnection() throws IOException {
        int nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = free.getLocalPort();
        }
        assertThat(refusal("postgresql://ada:secret@127.0.0.1:" + nobody + "/chat"))
                .isEqualTo("the server cannot be reached (connection refused)");
        assertThat(refusal("postgresql://ada:secret@no-such-host.invalid/chat"))
                .isEqualTo("the server cannot be reached (there is no host no-such-host.invalid)");
        assertThat(refusal(database.url().replace("s3cret", "wrong")))
                .isEqualTo("the password of user '" + database.user() + "' is wrong");
        assertThat(refusal(database.url().replaceFirst(":s3cret[^@]*@", "@")))
                .startsWith("the server does not let user '" + database.user() + "' in (")
                .contains("no password was provided");
        assertThat(refusal(database.url("nowhere"))).isEqualTo("there is no database 'nowhere' on that server");
        assertThat(refusal(database.url() + "?sslmod=require"))
                .isEqualTo("its URL has a parameter that there is not: sslmod");
        postgres.run("CREATE DATABASE " + database.name() + "a ENCODING 'SQL_ASCII' TEMPLATE template0");
        assertThat(refusal(database.url(database.name() + "a")))
                .startsWith("the database's encoding is SQL_ASCII, and has to be UTF8");
    }

    @Test
    void saysWhenTablesMayNotBeMade() throws SQLException {
        postgres.run(database.name(), "ALTER SCHEMA public OWNER TO postgres");
        PostgresServer server = server(database.url());
        try (Connection connection = server.connect()) {
            SQLException failed = catchThrowableOfType(
                    SQLException.class,
                    () -> PostgresTables.bring(connection, "tests", List.of(List.of("CREATE TABLE one (x INTEGER)"))));
            assertThat(server.words(failed))
                    .startsWith("user '" + database.user() + "' may not make its tables, or not write them (")
                    .contains("permission denied for schema public");
        }
    }

    @Test
    void bringsTablesUpToDateStepByStepAndRefusesNewerOnes() throws SQLException {
        List<String> first = List.of("CREATE TABLE one (x INTEGER)");
        List<String> second = List.of("ALTER TABLE one ADD COLUMN y INTEGER", "CREATE TABLE two (x INTEGER)");
        PostgresServer server = server(database.url());
        try (Connection connection = server.connect()) {
            PostgresTables.bring(connection, "tests", List.of(first));
            PostgresTables.bring(connection, "tests", List.of(first, second));
            PostgresTables.bring(connection, "tests", List.of(first, second));
            assertThat(ask(connection, "SELECT version FROM parley_tests")).isEqualTo("2");
            assertThat(ask(connection, "SELECT count(y) FROM one")).isEqualTo("0");
            assertThatThrownBy(() -> PostgresTables.bring(connection, "tests", List.of(first)))
                    .hasMessageContaining("written by a newer Parley (its version is 2, this one knows up to 1)");
            SQLException inTheWay = catchThrowableOfType(
                    SQLException.class, () -> PostgresTables.bring(connection, "others", List.of(first)));
            assertThat(server.words(inTheWay)).startsWith("a table of something else is in the way (");
        }
    }

    @Test
    void showsInNoErrorWhatWasToBeStored() throws SQLException {
        try (Connection connection =
                        server(database.url() + "?logServerErrorDetail=true").connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE one (x TEXT PRIMARY KEY)");
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO one (x) VALUES (?)")) {
                for (int i = 0; i < 2; i++) {
                    insert.setString(1, "between us");
                    insert.addBatch();
                }
                assertThatThrownBy(insert::executeBatch)
                        .isInstanceOf(SQLException.class)
                        .satisfies(thrown ->
                                assertThat(Throwables.getStackTrace(thrown)).doesNotContain("between us"));
            }
        }
    }

    @Test
    void commitsToDiskWhateverTheRoleIsSetTo() throws SQLException {
        postgres.run("ALTER ROLE " + database.user() + " SET synchronous_commit = off");
        postgres.run("ALTER ROLE " + database.user() + " SET statement_timeout = '1s'");
        try (Connection connection = new PostgresOwner(server(database.url()), 1).open()) {
            assertThat(ask(connection, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(ask(connection, "SHOW statement_timeout")).isEqualTo("0");
        }
    }

    /** Its transaction would otherwise be neither done nor undone when it is asked about. */
    @Test
    void endsItsFormerSessionBeforeItHasTheLockAgain() throws SQLException {
        PostgresOwner owner = new PostgresOwner(server(database.url()), 1);
        try (Connection former = owner.open()) {
            former.setAutoCommit(false);
            String process = ask(former, "SELECT pg_backend_pid()");
            try (Connection next = owner.open()) {
                assertThat(ask(next, "SELECT count(*) FROM pg_stat_activity WHERE pid = " + process))
                        .isEqualTo("0");
            }
            assertThatThrownBy(() -> ask(former, "SELECT 1")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void asksAServerThatFailedAWhileLaterAndThenLessAndLessOften() throws SQLException {
        AtomicLong now = new AtomicLong();
        Backoff backoff = new Backoff(now::get);
        backoff.check();
        long[] pausesMillis = {100, 200, 400, 800, 1_600, 2_000, 2_000};
        for (long pause : pausesMillis) {
            backoff.failed(new SQLException("refused", "08001"));
            now.addAndGet(pause * 1_000_000 - 1);
            assertThatThrownBy(backoff::check)
                    .hasMessage("refused")
                    .extracting(thrown -> ((SQLException) thrown).getSQLState())
                    .isEqualTo("08001");
            now.incrementAndGet();
            backoff.check();
        }
        backoff.succeeded();
        backoff.failed(new SQLException("refused", "08001"));
        now.addAndGet(100_000_000);
        backoff.check();
    }
}
