package chat.parley.server.command;

import chat.parley.server.config.ConfigException;
import chat.parley.server.report.StatusText;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks a process of a server how all of them stand. */
@Command(
        name = "status",
        description = {
            "Tell how the processes of a server stand, as one of them on this machine hears it.",
            "Asks at that one's health port: health.port of the configuration, unless --port names another."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0: all is as it should be",
            "1: something is not, or nobody answers",
            "2: wrong command line or configuration"
        },
        sortOptions = false)
final class Status implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Terminal terminal;

    @Option(names = "--port", paramLabel = "PORT", description = "The health port of the process to be asked.")
    private @Nullable Integer port;

    @Option(
            names = "--client",
            paramLabel = "NICK",
            description = "Tell instead on which relays somebody is, with how many sessions.")
    private @Nullable String client;

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    @Mixin
    private final ConfigOptions configuration = new ConfigOptions();

    Status(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            return ask(address());
        } catch (ConfigException wrong) {
            wrong.lines().forEach(terminal::complain);
            return ServerRun.WRONG_USE;
        }
    }

    private String address() throws ConfigException {
        if (port != null) {
            return "127.0.0.1:" + port;
        }
        return "127.0.0.1:"
                + configuration.settings(terminal.environment()).health().port();
    }

    private int ask(String address) throws InterruptedException {
        String query = client == null ? "" : "?client=" + URLEncoder.encode(client, StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + "/status" + query))
                .timeout(PATIENCE)
                .build();
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                terminal.complain(response.body().strip());
                return ServerRun.DID_NOT_START;
            }
            return print(new JsonObject(response.body()));
        } catch (ConnectException nobody) {
            terminal.complain(
                    "nobody is there: no Parley answers at " + address + " (its health port; --port names another)");
        } catch (HttpTimeoutException late) {
            terminal.complain("no answer came from " + address + " within " + PATIENCE.toSeconds() + " s");
        } catch (IOException | DecodeException strange) {
            terminal.complain(address + " does not answer like a Parley: " + strange.getMessage());
        }
        return ServerRun.DID_NOT_START;
    }

    private int print(JsonObject answer) {
        if (json) {
            terminal.out().println(Printable.json(answer.encodePrettily()));
        } else if (client != null) {
            terminal.out().print(Printable.text(StatusText.whereabouts(answer)));
        } else {
            terminal.out().print(Printable.text(StatusText.of(answer)));
        }
        terminal.out().flush();
        return answer.getJsonArray("attention").isEmpty() ? ServerRun.OK : ServerRun.DID_NOT_START;
    }
}
