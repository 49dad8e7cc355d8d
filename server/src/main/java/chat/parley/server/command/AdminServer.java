package chat.parley.server.command;

import chat.parley.server.admin.AdminSecret;
import chat.parley.server.config.ConfigException;
import chat.parley.server.config.Settings;
import chat.parley.server.start.StartException;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The server that is looked after, and the options that say which one it is: the client of its API. */
final class AdminServer {
    /** The server would not do it. */
    static final int REFUSED = 3;
    /** The secret was not taken. */
    static final int WRONG_SECRET = 4;

    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);
    /** A copy of large databases takes as long. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    private final Terminal terminal;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            scope = ScopeType.INHERIT,
            description = "The health port of the process that is asked. Default: health.port.")
    private @Nullable Integer port;

    @Option(
            names = "--secret",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The file with the server's secret. Default: admin.secret, in its data folder.")
    private @Nullable Path secret;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON, for programs.")
    private boolean json;

    @Mixin
    private final ConfigOptions configuration = new ConfigOptions();

    AdminServer(Terminal terminal) {
        this.terminal = terminal;
    }

    Terminal terminal() {
        return terminal;
    }

    /** A path of segments, each escaped. */
    static String path(String... segments) {
        StringBuilder path = new StringBuilder("/v1");
        for (String segment : segments) {
            path.append('/').append(escaped(segment));
        }
        return path.toString();
    }

    /** A part of a query. Null values are left out. */
    static String query(@Nullable Object... namesAndValues) {
        StringBuilder query = new StringBuilder();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            Object value = namesAndValues[at + 1];
            if (value != null) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(namesAndValues[at])
                        .append('=')
                        .append(escaped(value.toString()));
            }
        }
        return query.toString();
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * Asks, and prints the answer: as it is with {@code --json}, else as {@code text} puts it.
     *
     * @return the exit code
     */
    int ask(String method, String pathAndQuery, @Nullable JsonObject body, Function<JsonObject, String> text)
            throws InterruptedException {
        return send(method, pathAndQuery, body, (status, in) -> {
            JsonObject answer = new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            if (status != OK) {
                return refused(status, answer);
            }
            terminal.out()
                    .print(json ? Printable.json(answer.encodePrettily()) + "\n" : Printable.text(text.apply(answer)));
            terminal.out().flush();
            return ServerRun.OK;
        });
    }

    /** What is done with an answer. */
    @FunctionalInterface
    private interface Reading {
        int read(int status, InputStream in) throws IOException;
    }

    /** What is done with a long answer. */
    @FunctionalInterface
    interface Taking {
        void take(InputStream in) throws IOException;
    }

    /** As {@link #ask}, for an answer that is too long to be held. */
    int stream(String pathAndQuery, Taking whole) throws InterruptedException {
        return send("GET", pathAndQuery, null, (status, in) -> {
            if (status != OK) {
                return refused(status, new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            }
            try {
                whole.take(in);
                return ServerRun.OK;
            } catch (FileAlreadyExistsException exists) {
                terminal.complain("'" + exists.getFile() + "' exists already, and is not overwritten");
            } catch (FileSystemException wrong) {
                terminal.complain("'" + wrong.getFile() + "' cannot be written: " + wrong.getReason());
            }
            return ServerRun.DID_NOT_START;
        });
    }

    private int send(String method, String pathAndQuery, @Nullable JsonObject body, Reading reading)
            throws InterruptedException {
        String address = "";
        try {
            Settings settings = settings();
            address = "127.0.0.1:" + (port == null ? settings.health().port() : port);
            HttpRequest request = request(settings, address, method, pathAndQuery, body);
            try (HttpClient http =
                    HttpClient.newBuilder().connectTimeout(CONNECT_PATIENCE).build()) {
                HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
                try (InputStream in = response.body()) {
                    return reading.read(response.statusCode(), in);
                }
            }
        } catch (ConfigException wrong) {
            wrong.lines().forEach(terminal::complain);
            return ServerRun.WRONG_USE;
        } catch (StartException noSecret) {
            terminal.complain(noSecret.line());
            return ServerRun.WRONG_USE;
        } catch (ConnectException nobody) {
            terminal.complain(
                    "nobody is there: no Parley answers at " + address + " (its health port; --port names another)");
        } catch (HttpTimeoutException late) {
            terminal.complain("no answer came from " + address);
        } catch (IOException | DecodeException strange) {
            terminal.complain(
                    address + " does not answer like a Parley that can be looked after: " + strange.getMessage());
        }
        return ServerRun.DID_NOT_START;
    }

    private HttpRequest request(
            Settings settings, String address, String method, String pathAndQuery, @Nullable JsonObject body) {
        Path file = secret == null ? settings.admin().secret() : secret;
        return HttpRequest.newBuilder(URI.create("http://" + address + pathAndQuery))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + AdminSecret.read(file))
                .header("Parley-Who", System.getProperty("user.name", "").replaceAll("[^\\x21-\\x7E]", "?"))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.encode()))
                .build();
    }

    private int refused(int status, JsonObject answer) {
        if (json) {
            terminal.out().println(Printable.json(answer.encodePrettily()));
            terminal.out().flush();
        }
        terminal.complain(answer.getString("detail", "the server answered " + status));
        if (status == UNAUTHORIZED || status == TOO_MANY_REQUESTS) {
            return WRONG_SECRET;
        }
        return status >= SERVER_ERRORS ? ServerRun.DID_NOT_START : REFUSED;
    }

    /** The configuration of the server that is looked after. */
    Settings settings() throws ConfigException {
        return configuration.settings(terminal.environment());
    }
}
