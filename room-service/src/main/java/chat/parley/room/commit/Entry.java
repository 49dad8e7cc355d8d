package chat.parley.room.commit;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.Target;
import chat.parley.room.model.Need;
import chat.parley.room.model.Verdict;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request on its way from being asked to being answered. */
public final class Entry {
    private static final int OVERHEAD_BYTES = 256;
    /** Of a tag, beside its letters. */
    private static final int TAG_BYTES = 128;

    private final RoomRequest<?> request;
    private final long arrivedNanos;
    private final int bytes;
    private final Promise<Object> promise = Promise.promise();
    private @Nullable Verdict verdict;

    Entry(RoomRequest<?> request, long arrivedNanos) {
        this.request = request;
        this.arrivedNanos = arrivedNanos;
        this.bytes = bytes(request);
    }

    public RoomRequest<?> request() {
        return request;
    }

    /** What was decided, once its batch is committed. */
    public Verdict verdict() {
        if (verdict == null) {
            throw new IllegalStateException("nothing was decided yet");
        }
        return verdict;
    }

    void decided(Verdict decision) {
        verdict = decision;
    }

    boolean isOlderThan(long ageNanos, long nowNanos) {
        return nowNanos - arrivedNanos > ageNanos;
    }

    /** About how much memory it holds. */
    int bytes() {
        return bytes;
    }

    private static int bytes(RoomRequest<?> request) {
        if (!(request instanceof RoomRequest.Say say)) {
            return OVERHEAD_BYTES;
        }
        int bytes = OVERHEAD_BYTES + 2 * say.text().length();
        for (Map.Entry<String, String> tag : say.clientTags().asMap().entrySet()) {
            bytes += TAG_BYTES + 2 * (tag.getKey().length() + tag.getValue().length());
        }
        return bytes;
    }

    /** What has its order: requests about the same are decided in the order in which they came, whatever has to be read first. */
    Object about() {
        return switch (request) {
            case RoomRequest.Say say -> about(say.target(), say.author());
            case RoomRequest.Redact redact -> about(redact.target(), redact.author());
            case RoomRequest.Join join -> join.room();
            case RoomRequest.Part part -> part.room();
            case RoomRequest.SetTopic topic -> topic.room();
            case RoomRequest.ChangeModes modes -> modes.room();
            case RoomRequest.ChangeMetadata change -> change.room();
            case RoomRequest.Rename rename -> rename.room();
            case RoomRequest.Kick kick -> kick.room();
            case RoomRequest.Invite invite -> invite.room();
            case RoomRequest.Knock knock -> knock.room();
            case RoomRequest.ReadList list -> list.room();
            case RoomRequest.MayChangeNick mayChange -> mayChange.author().person();
            case RoomRequest.Invitations invitations -> invitations.person();
            case RoomRequest.Describe describe -> describe.room();
            case RoomRequest.Arrive arrive -> arrive.author().person();
            case RoomRequest.Depart depart -> depart.guest();
            case RoomRequest.Forget forget -> forget.account();
            case RoomRequest.Adopt adopt -> adopt.guest();
            case RoomRequest.Subscribe subscribe -> subscribe.room();
            case RoomRequest.Unsubscribe unsubscribe -> unsubscribe.room();
            case RoomRequest.History history -> history.target();
            case RoomRequest.Search search -> search.in() == null ? search.reader() : search.in();
            case RoomRequest.ListRooms list -> list.asker();
            case RoomRequest.Attend attend -> attend.relay();
            case RoomRequest.RecentDirects recent -> recent.relay();
            case RoomRequest.RoomsOf of -> of.person();
            case RoomRequest.CountRooms count -> count;
            case RoomRequest.ReadSaid said -> said.person();
            case RoomRequest.Drop drop -> drop.room();
            case RoomRequest.HandOver handOver -> handOver.room();
            case RoomRequest.Inspect inspect -> inspect.room();
            case RoomRequest.Appoint appoint -> appoint.room();
            case RoomRequest.Close close -> close.room();
            case RoomRequest.FindRooms find -> find;
            case RoomRequest.CountConversations count -> count;
            case RoomRequest.BackUp backUp -> backUp;
            case RoomRequest.Since since -> since.conversation();
            case RoomRequest.Targets targets -> targets.reader();
            case RoomRequest.Given given -> given.account();
            case RoomRequest.MarkRead mark -> mark.reader();
            case RoomRequest.ReadMarkerOf of -> of.reader();
        };
    }

    private static Object about(Target target, Author author) {
        return switch (target) {
            case Target.ToRoom room -> room.name();
            case Target.ToPerson person -> Need.OfPair.of(author.person(), person.person());
        };
    }

    Future<Object> answer() {
        return promise.future();
    }

    /** The first answer counts. */
    public void answer(Object value) {
        promise.tryComplete(value);
    }

    public void answer(Future<?> later) {
        later.onSuccess(promise::tryComplete).onFailure(promise::tryFail);
    }

    void refuse(Failure failure) {
        promise.tryFail(new ServiceException(failure));
    }

    void fail(Throwable cause) {
        promise.tryFail(cause);
    }
}
