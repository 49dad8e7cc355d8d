package chat.parley.database.jdbc;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL database is and who asks for it: {@code postgresql://USER:PASSWORD@HOST:PORT/DATABASE?PARAMETER=VALUE}, also with
 * {@code jdbc:} before it, several hosts with commas between them. What is not plain in a URL is written with percent signs. {@code
 * passwordFile} names a file whose first line is the password; all other parameters are pgjdbc's. Shown without the password.
 */
public final class PostgresUrl {
    /** What is wanted, for errors. */
    public static final String FORM = "postgresql://USER@HOST:PORT/DATABASE";

    private static final Pattern SCHEME = Pattern.compile("(jdbc:)?postgres(ql)?:.*", Pattern.DOTALL);
    private static final Pattern PARTS =
            Pattern.compile("(?:jdbc:)?postgres(?:ql)?://(?:([^/?]*)@)?([^@/?]+)/([^/?]+)(?:\\?(.*))?");

    private final String hosts;
    private final String database;
    private final @Nullable String user;
    private final @Nullable String password;
    private final @Nullable Path passwordFile;
    private final Map<String, String> parameters;

    private PostgresUrl(
            String hosts,
            String database,
            @Nullable String user,
            @Nullable String password,
            @Nullable Path passwordFile,
            Map<String, String> parameters) {
        this.hosts = hosts;
        this.database = database;
        this.user = user;
        this.password = password;
        this.passwordFile = passwordFile;
        this.parameters = parameters;
    }

    /** Whether a URL is meant to be one of these, well formed or not. */
    public static boolean isOne(String url) {
        return SCHEME.matcher(url).matches();
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException in words that go on after what is read, and do not show it
     */
    public static PostgresUrl parse(String url) {
        Matcher parts = PARTS.matcher(url);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "has to be " + FORM + ", with / @ ? and % in a password written as %2F %40" + " %3F %25");
        }
        Map<String, String> parameters = parameters(parts.group(4));
        String asked = parts.group(1);
        int colon = asked == null ? -1 : asked.indexOf(':');
        String user = asked == null ? null : decoded(colon < 0 ? asked : asked.substring(0, colon));
        String password = asked == null || colon < 0 ? null : decoded(asked.substring(colon + 1));
        String laterUser = parameters.remove("user");
        String laterPassword = parameters.remove("password");
        return new PostgresUrl(
                parts.group(2),
                decoded(parts.group(3)),
                laterUser == null ? user : laterUser,
                laterPassword == null ? password : laterPassword,
                path(parameters.remove("passwordFile")),
                parameters);
    }

    /** What is wrong with one, in words that go on after what is read, and do not show it; null for other URLs too. */
    public static @Nullable String fault(String url) {
        try {
            if (isOne(url)) {
                parse(url);
            }
            return null;
        } catch (IllegalArgumentException malformed) {
            return malformed.getMessage();
        }
    }

    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> parameters = new TreeMap<>();
        if (query != null) {
            for (String parameter : query.split("&", -1)) {
                int equals = parameter.indexOf('=');
                if (equals <= 0) {
                    throw new IllegalArgumentException("has a parameter without a value");
                }
                parameters.put(decoded(parameter.substring(0, equals)), decoded(parameter.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("has a % that is not followed by two hexadecimal digits", wrong);
        }
    }

    private static @Nullable Path path(@Nullable String file) {
        try {
            return file == null ? null : Path.of(file);
        } catch (InvalidPathException wrong) {
            throw new IllegalArgumentException("has a passwordFile that is no path of a file", wrong);
        }
    }

    /** What pgjdbc is given as a URL. Nothing in it is secret. */
    String jdbc() {
        return "jdbc:postgresql://" + hosts + "/"
                + database.replace("%", "%25").replace("?", "%3F").replace("/", "%2F");
    }

    /**
     * What pgjdbc is given besides.
     *
     * @throws SQLException when the password's file cannot be read
     */
    Properties properties() throws SQLException {
        Properties properties = new Properties();
        parameters.forEach(properties::setProperty);
        if (user != null) {
            properties.setProperty("user", user);
        }
        String secret = passwordFile == null ? password : read(passwordFile);
        if (secret != null) {
            properties.setProperty("password", secret);
        }
        return properties;
    }

    private static String read(Path file) throws SQLException {
        try (var lines = Files.lines(file)) {
            return lines.findFirst().orElse("");
        } catch (IOException | java.io.UncheckedIOException failed) {
            throw new SQLException("its password file '" + file + "' cannot be read", failed);
        }
    }

    String database() {
        return database;
    }

    /** Who asks, as far as that is said. */
    String user() {
        return user == null ? System.getProperty("user.name", "") : user;
    }

    /** For people: without password and parameters. */
    @Override
    public String toString() {
        return "postgresql://" + (user == null ? "" : user + "@") + hosts + "/" + database;
    }
}
