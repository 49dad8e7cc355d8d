package chat.parley.cli.command;

import chat.parley.cli.config.Folder;
import chat.parley.cli.config.Settings;
import chat.parley.cli.config.SettingsException;
import chat.parley.cli.config.SettingsFile;
import chat.parley.cli.connection.Connector;
import chat.parley.cli.connection.Fingerprint;
import chat.parley.cli.connection.KnownHosts;
import chat.parley.cli.connection.ServerAddress;
import chat.parley.cli.connection.TrustPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all commands that connect have in common. The command line wins over the file, the file over the defaults. */
final class ConnectionOptions {

    @Option(
            names = {"-H", "--host"},
            paramLabel = "HOST",
            description = "The server, a name or an address. Default: localhost")
    private @Nullable String host;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            description = "Its port. Default: 6697, without TLS 6667")
    private @Nullable String port;

    @Option(
            names = {"-u", "--user"},
            paramLabel = "NAME",
            description = "The account to sign in to.")
    private @Nullable String user;

    @Option(names = "--tls", negatable = true, description = "Whether to encrypt. Default: yes")
    private @Nullable Boolean tls;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Take the password from the first line of a file. It may also stand in the environment, as"
                    + " PARLEY_PASSWORD; else it is asked for.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--fingerprint",
            paramLabel = "SHA256:…",
            description = "Accept only the server whose key has this fingerprint.")
    private @Nullable String fingerprint;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The settings: host, port, user, ansi, tls. Default: ~/.config/parley/chat.yaml")
    private @Nullable Path config;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "One setting over the file's; may be repeated.")
    private Map<String, String> set = new LinkedHashMap<>();

    private final Map<String, String> environment = System.getenv();

    /** The settings that hold. Throws {@link SettingsException}. */
    Settings settings() {
        Path file = config == null ? folder().settings() : config;
        Settings settings = config == null && !Files.exists(file) ? Settings.DEFAULTS : SettingsFile.read(file);
        for (Map.Entry<String, String> one : set.entrySet()) {
            settings = settings.with(one.getKey(), one.getValue());
        }
        settings = host == null ? settings : settings.with("host", host);
        settings = port == null ? settings : settings.with("port", port);
        settings = user == null ? settings : settings.with("user", user);
        return tls == null ? settings : settings.with("tls", tls.toString());
    }

    Folder folder() {
        return Folder.usual(environment, Path.of(System.getProperty("user.home", ".")));
    }

    PasswordSource passwords() {
        return new PasswordSource(passwordFile, environment);
    }

    Connector connector(Settings settings, TrustPolicy policy) {
        var server = new ServerAddress(settings.host(), settings.effectivePort(), settings.tls());
        return new Connector(server, new KnownHosts(folder().knownHosts()), policy, demanded());
    }

    /** Whether colours are wanted on a terminal. */
    boolean colours(Settings settings) {
        boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return switch (settings.ansi()) {
            case NO -> false;
            case YES, AUTO -> !refused;
        };
    }

    private @Nullable Fingerprint demanded() {
        String given = fingerprint;
        if (given == null) {
            return null;
        }
        try {
            return new Fingerprint(given.startsWith("SHA256:") ? given : "SHA256:" + given);
        } catch (IllegalArgumentException e) {
            throw new SettingsException(
                    "--fingerprint is '" + given + "', must be SHA256: and 43 characters of base64");
        }
    }
}
