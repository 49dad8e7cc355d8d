package chat.parley.database.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresUrlTest {

    @Test
    void readsEveryPart() throws SQLException {
        PostgresUrl url = PostgresUrl.parse(
                "jdbc:postgresql://ada:p%40ss%2F%25+@db1:5433,db2/the%20chat?sslmode=require&currentSchema=parley");

        assertThat(url.jdbc()).isEqualTo("jdbc:postgresql://db1:5433,db2/the chat");
        assertThat(url.properties())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("user", "ada", "password", "p@ss/%+", "sslmode", "require", "currentSchema", "parley"));
        assertThat(url.database()).isEqualTo("the chat");
    }

    @Test
    void takesUserAndPasswordAsParametersToo() throws SQLException {
        PostgresUrl url = PostgresUrl.parse("postgres://db/chat?user=ada&password=s%26p");

        assertThat(url.properties()).containsEntry("user", "ada").containsEntry("password", "s&p");
    }

    @Test
    void showsNoPassword() {
        assertThat(PostgresUrl.parse("postgresql://ada:secret@db:5433/chat?password=secret"))
                .hasToString("postgresql://ada@db:5433/chat");
        assertThat(PostgresUrl.parse("postgresql://db/chat?user=ada&password=secret"))
                .hasToString("postgresql://ada@db/chat");
    }

    @Test
    void readsThePasswordFromAFileWhenItIsAskedForAndNotBefore(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("password");
        PostgresUrl url = PostgresUrl.parse("postgresql://ada@db/chat?passwordFile=" + file);

        assertThatThrownBy(url::properties).isInstanceOf(SQLException.class).hasMessageContaining(file.toString());
        Files.writeString(file, "of today \nsomething else\n");
        assertThat(url.properties()).containsEntry("password", "of today ").doesNotContainKey("passwordFile");
        Files.writeString(file, "of tomorrow");
        assertThat(url.properties()).containsEntry("password", "of tomorrow");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql:",
                "postgresql://",
                "postgresql://ada:secret@/chat",
                "postgresql://ada:secret@db",
                "postgresql://ada:secret@db/",
                "postgresql://ada:sec/ret@db/chat",
                "postgresql://ada:secret%@db/chat",
                "postgresql://ada:secret@db/chat?sslmode",
                "jdbc:postgresql:chat?password=secret"
            })
    void saysWhatIsWrongWithoutShowingIt(String url) {
        assertThat(PostgresUrl.isOne(url)).isTrue();
        assertThat(PostgresUrl.fault(url)).isNotBlank().doesNotContain("secret", "ret@");
    }

    @Test
    void leavesOtherUrlsToOthers() {
        assertThat(PostgresUrl.isOne("jdbc:sqlite:postgresql://x.db")).isFalse();
        assertThat(PostgresUrl.fault("jdbc:sqlite:data/rooms.db")).isNull();
        assertThat(Dialect.of("jdbc:sqlite:data/rooms.db")).isEqualTo(Dialect.SQLITE);
        assertThat(Dialect.of("postgresql://db/chat")).isEqualTo(Dialect.POSTGRESQL);
    }
}
