package chat.parley.server.start;

/** Why the server does not start: one line for whoever started it, which names what is wrong. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartException(String line) {
        super(line, null, false, false);
    }

    /** The line. */
    public String line() {
        return String.valueOf(getMessage());
    }
}
