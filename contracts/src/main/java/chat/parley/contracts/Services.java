package chat.parley.contracts;

import io.vertx.core.Future;

/**
 * The way to every service, wherever it runs. Callable from any Vert.x context; the Future completes on the calling context.
 */
public interface Services {

    /**
     * Asks, with the timeout of that kind of request (2 s at most for what a client waits for).
     *
     * @return the answer, or a failure with a {@link chat.parley.contracts.failure.ServiceException}; when no answer came in
     *     time: {@code Unavailable(certain = false)}; when nobody was there to be asked: {@code Unavailable(certain = true)}
     */
    <R> Future<R> ask(ServiceRequest<R> request);
}
