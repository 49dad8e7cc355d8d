package chat.parley.auth.store;

/** Why the server cannot start with this database: one sentence for the operator, which names the file and the cause. */
public final class DatabaseUnusableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DatabaseUnusableException(String sentence) {
        super(sentence, null, false, false);
    }
}
