package chat.parley.contracts.failure;

/** Carries a {@link Failure} through a failed Future. It has no stack trace: it is an answer, not an accident. */
public final class ServiceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public ServiceException(Failure failure) {
        super(failure.text(), null, false, false);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }

    public static ServiceException rejected(Reason reason, String text) {
        return new ServiceException(new Failure.Rejected(reason, text));
    }

    public static ServiceException denied(Reason reason, String text) {
        return new ServiceException(new Failure.Denied(reason, text));
    }

    public static ServiceException unavailable(boolean certain, String text) {
        return new ServiceException(new Failure.Unavailable(certain, text));
    }

    /** What became of a request, from whatever its Future failed with: anything that isn't ours is a {@link Failure.Bug}. */
    public static Failure failureOf(Throwable cause) {
        return cause instanceof ServiceException service
                ? service.failure()
                : new Failure.Bug("Something went wrong on our side; it has been logged.");
    }
}
