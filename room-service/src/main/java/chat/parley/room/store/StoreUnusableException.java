package chat.parley.room.store;

/** The store cannot be opened; the message is one sentence that names it and the cause, fit for whoever started the server. */
public final class StoreUnusableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreUnusableException(String sentence) {
        super(sentence, null, false, false);
    }
}
