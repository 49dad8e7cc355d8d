package chat.parley.cli.connection;

/** No connection. The message is in words, for the user. */
public final class ConnectException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Whether trying again may help. */
    public enum Kind {
        /** Nobody there, or not reached: may pass. */
        UNREACHABLE,
        /** What is there does not speak what was expected. */
        NOT_UNDERSTOOD,
        /** The server shows another key than the one that was trusted before. */
        CERTIFICATE_CHANGED,
        /** The user, or the command line, does not trust this key. */
        NOT_TRUSTED
    }

    private final Kind kind;

    ConnectException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
