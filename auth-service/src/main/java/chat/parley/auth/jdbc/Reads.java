package chat.parley.auth.jdbc;

import chat.parley.contracts.failure.ServiceException;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is told of a read that failed. */
final class Reads {
    private static final Logger LOG = LoggerFactory.getLogger(Reads.class);

    private Reads() {}

    static <T> Future<T> failed(Throwable cause) {
        LOG.atError().setCause(cause).log("Reading the accounts failed");
        return Future.failedFuture(
                ServiceException.unavailable(true, "The accounts cannot be read at the moment; try again."));
    }
}
