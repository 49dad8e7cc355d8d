package chat.parley.room.store;

/** Another process has taken the store: this one stores nothing any more, and what it just tried to is not stored. */
public final class StoreTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreTakenException() {
        super("another process has taken this database over", null, false, false);
    }
}
