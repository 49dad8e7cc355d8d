package chat.parley.room.jdbc;

import chat.parley.contracts.backup.BackupName;
import chat.parley.contracts.backup.Copied;
import chat.parley.contracts.backup.Copying;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Arrived;
import chat.parley.contracts.room.ConversationCount;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.FoundRoom;
import chat.parley.contracts.room.RecentDirect;
import chat.parley.contracts.room.RoomSummary;
import chat.parley.contracts.room.SaidPage;
import chat.parley.contracts.room.SearchHit;
import chat.parley.contracts.room.TargetActivity;
import chat.parley.protocol.id.MessageId;
import chat.parley.protocol.name.RoomName;
import chat.parley.room.model.ChangeSet;
import chat.parley.room.model.MarkerChange;
import chat.parley.room.model.Need;
import chat.parley.room.model.SearchPlan;
import chat.parley.room.model.Slice;
import chat.parley.room.store.Loaded;
import chat.parley.room.store.RoomStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.jdbcclient.JDBCPool;
import io.vertx.sqlclient.PoolOptions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The record in a database: one connection writes, one looks up and one searches, each on a thread of its own; others read
 * pages beside them. At the bounds of waiting pages and searches further ones fail.
 */
public final class JdbcRoomStore implements RoomStore {
    private static final int READERS = 3;
    private static final int MAX_WAITING_READS = 50_000;
    private static final int MAX_WAITING_SEARCHES = 64;

    private final WriterThread writer;
    private final SqlThread<Lookup> lookup;
    private final SqlThread<Searcher> searcher;
    private final Reader reader;
    private final SaidReader said;
    private final Copying copying;

    /** Counted on the contexts that ask. */
    private final AtomicInteger searching = new AtomicInteger();

    private JdbcRoomStore(
            WriterThread writer,
            SqlThread<Lookup> lookup,
            SqlThread<Searcher> searcher,
            Reader reader,
            Copying copying) {
        this.writer = writer;
        this.lookup = lookup;
        this.searcher = searcher;
        this.reader = reader;
        this.said = new SaidReader(reader);
        this.copying = copying;
    }

    /**
     * Opens the database, makes what is missing of it, and takes it from whoever had it before.
     *
     * @param jdbcUrl {@code jdbc:sqlite:} and a path, or that of a PostgreSQL database
     * @param guestsReturn guests may still be there who were here before, as in a cluster; else what they had a part in ends
     * @return fails with a {@link chat.parley.room.store.StoreUnusableException}
     */
    public static Future<RoomStore> open(Vertx vertx, String jdbcUrl, boolean guestsReturn) {
        RoomDatabase database;
        try {
            database = RoomDatabase.of(jdbcUrl);
        } catch (RuntimeException unusable) {
            return Future.failedFuture(unusable);
        }
        PoolOptions options = new PoolOptions()
                .setName("parley-rooms-readers")
                .setMaxSize(READERS)
                .setMaxWaitQueueSize(MAX_WAITING_READS);
        SearchIndex index = SearchIndex.of(database.dialect());
        return WriterThread.open(vertx, database, guestsReturn)
                .map(writer -> new JdbcRoomStore(
                        writer,
                        new SqlThread<>(
                                vertx, "parley-rooms-lookup", database, () -> new Lookup(database.openReader())),
                        new SqlThread<>(
                                vertx,
                                "parley-rooms-search",
                                database,
                                () -> new Searcher(database.openReader(), index)),
                        new Reader(JDBCPool.pool(vertx, database.reading(), options), database.dialect()),
                        new Copying(vertx, database::copy)));
    }

    @Override
    public long epoch() {
        return writer.epoch();
    }

    @Override
    public long nextConversation() {
        return writer.nextConversation();
    }

    @Override
    public Future<List<PersonId.OfGuest>> guests() {
        return reader.guests();
    }

    @Override
    public Future<List<RecentDirect>> recentDirects(long sinceMillis, int limit) {
        return reader.recentDirects(sinceMillis, limit);
    }

    @Override
    public Future<List<Loaded>> load(List<Need> needs) {
        return lookup.run(current -> current.load(needs));
    }

    @Override
    public Future<Void> commit(long batch, ChangeSet changes) {
        return writer.commit(batch, changes);
    }

    @Override
    public Future<Long> lastBatch() {
        return writer.lastBatch();
    }

    @Override
    public Future<Boolean> purge(long noncesBeforeMillis, int maxRows) {
        return writer.purge(noncesBeforeMillis, maxRows);
    }

    @Override
    public Future<List<Event>> read(ConversationId conversation, Slice slice) {
        return reader.read(conversation, slice);
    }

    @Override
    public Future<List<SearchHit>> search(SearchPlan plan) {
        if (searching.incrementAndGet() > MAX_WAITING_SEARCHES) {
            searching.decrementAndGet();
            return Future.failedFuture(
                    ServiceException.unavailable(true, "Too many are searching at the moment; try again."));
        }
        return searcher.run(current -> current.search(plan)).onComplete(_result -> searching.decrementAndGet());
    }

    @Override
    public Future<List<List<Arrived.Missed>>> missed(List<AccountId> accounts) {
        return lookup.run(current -> current.missed(accounts));
    }

    @Override
    public Future<List<TargetActivity>> targets(PersonId person, long afterMillis, long beforeMillis, int limit) {
        return reader.targets(person, afterMillis, beforeMillis, limit);
    }

    @Override
    public Future<List<RoomName>> invitations(PersonId person) {
        return reader.invitations(person);
    }

    @Override
    public Future<Long> readMarker(MarkerChange.Key key) {
        return lookup.run(current -> current.readMarker(key));
    }

    @Override
    public Future<List<RoomSummary>> rooms(@Nullable ConversationId after, int limit) {
        return reader.rooms(after, limit);
    }

    @Override
    public Future<List<FoundRoom>> find(String text, String after, int limit) {
        return reader.find(text, after, limit);
    }

    @Override
    public Future<SaidPage> said(PersonId person, MessageId after, int limit) {
        return said.page(person, after, limit);
    }

    @Override
    public Future<ConversationCount> count() {
        return reader.count();
    }

    @Override
    public Future<Copied> backUp(BackupName name) {
        return copying.copy(name);
    }

    @Override
    public Future<Void> close() {
        return reader.close()
                .eventually(searcher::close)
                .eventually(lookup::close)
                .eventually(writer::close);
    }
}
