package chat.parley.auth.jdbc;

import chat.parley.contracts.failure.ServiceException;
import chat.parley.database.jdbc.Dialect;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is told of a write that failed: whether it may have been done all the same, the database knows. */
final class Writes {
    private static final Logger LOG = LoggerFactory.getLogger(Writes.class);

    private final Dialect dialect;

    Writes(Dialect dialect) {
        this.dialect = dialect;
    }

    <T> Future<T> failed(Throwable cause) {
        LOG.atError().setCause(cause).log("Writing the accounts failed");
        return Future.failedFuture(ServiceException.unavailable(
                dialect.isUndone(cause), "The accounts cannot be written at the moment; try again."));
    }
}
