package chat.parley.cli.config;

/** A setting is wrong. The message is one line for the user, and names the key and the value. */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SettingsException(String message) {
        super(message);
    }
}
