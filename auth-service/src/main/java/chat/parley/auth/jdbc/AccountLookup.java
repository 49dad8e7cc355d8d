package chat.parley.auth.jdbc;

import chat.parley.auth.model.StoredAccount;
import chat.parley.protocol.name.CaseMapping;
import chat.parley.protocol.name.Nickname;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds accounts by name. What is asked while a read is under way waits for it, and is read by the next one together: thousands
 * who connect at once cost a read for each hundred of them. At the bound of what waits, further ones are refused. Used on one
 * context only.
 */
final class AccountLookup {
    private static final int MOST_AT_ONCE = 100;
    private static final int MAX_WAITING = 10_000;

    private final Pool readers;
    private final Clock clock;
    private List<Asked> waiting = new ArrayList<>();
    private boolean reading;

    /** Old user names are told apart by capitals beyond ASCII, as they always were; nicks are not. */
    private record Asked(String name, String username, String nick, Promise<Optional<StoredAccount>> answer) {}

    /** An account, and its names as they are compared. */
    private record Found(Row row, String username, String folded, String nick) {
        static Found of(Row row) {
            return new Found(
                    row,
                    row.getString(AccountColumns.USERNAME),
                    row.getString(SignInColumns.COUNT),
                    row.getString(SignInColumns.COUNT + 1));
        }

        boolean fits(Asked asked) {
            return username.equals(asked.name) || folded.equals(asked.username) || nick.equals(asked.nick);
        }

        /** How well it fits, 0 best. */
        int rank(Asked asked) {
            return username.equals(asked.name) ? 0 : folded.equals(asked.username) ? 1 : 2;
        }
    }

    AccountLookup(Pool readers, Clock clock) {
        this.readers = readers;
        this.clock = clock;
    }

    /** The account with this very name; else the one whose name, else the one whose nick differs in nothing but case. */
    Future<Optional<StoredAccount>> find(String name) {
        if (name.indexOf('\0') >= 0) {
            // no name has one, and PostgreSQL would refuse to read the others' with it
            return Future.succeededFuture(Optional.empty());
        }
        if (waiting.size() >= MAX_WAITING) {
            return Reads.failed(new IllegalStateException(MAX_WAITING + " lookups wait already"));
        }
        Promise<Optional<StoredAccount>> answer = Promise.promise();
        waiting.add(new Asked(name, CaseMapping.fold(name), Nickname.fold(name), answer));
        readNext();
        return answer.future();
    }

    private void readNext() {
        if (reading || waiting.isEmpty()) {
            return;
        }
        reading = true;
        List<Asked> batch = waiting;
        if (batch.size() > MOST_AT_ONCE) {
            waiting = new ArrayList<>(batch.subList(MOST_AT_ONCE, batch.size()));
            batch = batch.subList(0, MOST_AT_ONCE);
        } else {
            waiting = new ArrayList<>();
        }
        read(List.copyOf(batch));
    }

    private void read(List<Asked> batch) {
        String places = String.join(", ", Collections.nCopies(batch.size(), "?"));
        List<Object> parameters = new ArrayList<>(3 * batch.size());
        batch.forEach(asked -> parameters.add(asked.name));
        batch.forEach(asked -> parameters.add(asked.username));
        batch.forEach(asked -> parameters.add(asked.nick));
        Future<List<Found>> read = readers.preparedQuery("SELECT " + SignInColumns.COLUMNS
                        + ", username_key, nick_key FROM users WHERE username IN (" + places + ") OR username_key IN ("
                        + places + ") OR nick_key IN (" + places + ")")
                .execute(Tuple.from(parameters))
                .map(AccountLookup::found);
        read.onComplete(_ended -> {
            reading = false;
            readNext();
        });
        batch.forEach(asked ->
                read.map(found -> best(asked, found)).recover(Reads::failed).onComplete(asked.answer));
    }

    private static List<Found> found(RowSet<Row> rows) {
        List<Found> found = new ArrayList<>(rows.size());
        rows.forEach(row -> found.add(Found.of(row)));
        return found;
    }

    private Optional<StoredAccount> best(Asked asked, List<Found> found) {
        return found.stream()
                .filter(one -> one.fits(asked))
                .min(Comparator.comparingInt(one -> one.rank(asked)))
                .map(one -> SignInColumns.stored(one.row, clock.millis()));
    }
}
