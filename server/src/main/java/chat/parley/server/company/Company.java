package chat.parley.server.company;

import io.vertx.core.Future;
import java.util.List;

/** The other processes that this one works with. Called from any thread. */
public interface Company {
    /** Where one process is everything. */
    Company NONE = new Company() {
        @Override
        public Future<Void> join() {
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> meet() {
            return Future.succeededFuture();
        }

        @Override
        public boolean inContact() {
            return true;
        }

        @Override
        public List<Sighting> others() {
            return List.of();
        }

        @Override
        public Future<Void> leave() {
            return Future.succeededFuture();
        }
    };

    /**
     * Makes this process known, and looks round.
     *
     * @return fails with a {@link chat.parley.server.start.StartException} where there must be only one of its role, and is one; and where
     *     somebody who was there before goes by other rules
     */
    Future<Void> join();

    /** Waits, in words, for whomever this process asks something of: as long as it takes. Fails when it stops before. */
    Future<Void> meet();

    /** Whether whomever this process asks something of is heard, and hears this process. */
    boolean inContact();

    /** Who was heard of lately. */
    List<Sighting> others();

    /** Says that this process stops. */
    Future<Void> leave();
}
