package chat.parley.cli.config;

import org.jspecify.annotations.Nullable;

/**
 * Where to connect to and how to look.
 *
 * @param host the server's name or address
 * @param port 1 to 65535; null means 6697 with TLS and 6667 without
 * @param user the account's name, or null to be asked
 * @param ansi whether to use colours
 * @param tls whether to encrypt
 */
public record Settings(
        String host, @Nullable Integer port, @Nullable String user, Ansi ansi, boolean tls) {

    /** Whether to use colours. */
    public enum Ansi {
        YES,
        NO,
        AUTO
    }

    /** The usual port of IRC over TLS. */
    public static final int TLS_PORT = 6697;

    /** The usual port of IRC in the clear. */
    public static final int PLAIN_PORT = 6667;

    /** What holds where nothing else is said. */
    public static final Settings DEFAULTS = new Settings("localhost", null, null, Ansi.AUTO, true);

    /** The port, the usual one where none is given. */
    public int effectivePort() {
        Integer given = port;
        if (given != null) {
            return given;
        }
        return tls ? TLS_PORT : PLAIN_PORT;
    }

    /**
     * The same settings with another value for one.
     *
     * @param key {@code host}, {@code port}, {@code user}, {@code ansi} or {@code tls}
     * @param value as text; blank gives back the default
     * @throws SettingsException if there is no such key or the value is none of its
     */
    public Settings with(String key, String value) {
        boolean blank = value.isBlank();
        return switch (key) {
            case "host" -> new Settings(blank ? DEFAULTS.host : host(value), port, user, ansi, tls);
            case "port" -> new Settings(host, blank ? null : port(value), user, ansi, tls);
            case "user" -> new Settings(host, port, blank ? null : value.strip(), ansi, tls);
            case "ansi" -> new Settings(host, port, user, blank ? DEFAULTS.ansi : ansi(value), tls);
            case "tls" -> new Settings(host, port, user, ansi, blank ? DEFAULTS.tls : yesOrNo(value));
            default ->
                throw new SettingsException(
                        "there is no setting '" + key + "'; there are host, port, user, ansi and tls");
        };
    }

    private static String host(String value) {
        String host = value.strip();
        if (host.indexOf(' ') >= 0 || host.indexOf('/') >= 0) {
            throw new SettingsException("host is '" + host + "', must be a name or an address");
        }
        return host;
    }

    private static int port(String value) {
        try {
            int port = Integer.parseInt(value.strip());
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new SettingsException("port is '" + value + "', must be a number from 1 to 65535");
    }

    private static Ansi ansi(String value) {
        return switch (value.strip()) {
            // YAML reads a bare yes or no as true or false.
            case "yes", "true" -> Ansi.YES;
            case "no", "false" -> Ansi.NO;
            case "auto" -> Ansi.AUTO;
            default -> throw new SettingsException("ansi is '" + value + "', must be yes, no or auto");
        };
    }

    private static boolean yesOrNo(String value) {
        return switch (value.strip()) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> throw new SettingsException("tls is '" + value + "', must be true or false");
        };
    }
}
