package chat.parley.contracts.bus;

import chat.parley.contracts.ServiceRequest;
import chat.parley.contracts.Services;
import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.contracts.room.Accepted;
import chat.parley.contracts.room.RoomRequest;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link Services} over the event bus. An instance belongs to the context that made it and is used on that context only; what it
 * is asked to say within one turn of that context's loop travels as one bus message.
 */
public final class BusServices implements Services {
    private static final Logger LOG = LoggerFactory.getLogger(BusServices.class);

    private final Vertx vertx;
    private final Context context;
    private final LifeWatch accounts;
    private List<RoomRequest.Say> says = new ArrayList<>();
    private List<Promise<Accepted>> sayers = new ArrayList<>();

    /** Call on the context that will use it. */
    public BusServices(Vertx vertx) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.accounts = new LifeWatch(
                () -> ask(new AccountRequest.Attend()),
                look -> vertx.setTimer(LifeWatch.LOOK_MILLIS, _timer -> look.run()));
        RecordCodec.register(vertx);
    }

    @Override
    @SuppressWarnings("unchecked") // a request's type argument is the type of its answer, see BusServer
    public <R> Future<R> ask(ServiceRequest<R> request) {
        if (request instanceof RoomRequest.Say say) {
            return (Future<R>) say(say);
        }
        long timeoutMillis = Addresses.timeoutMillis(request);
        Future<Object> answer = send(Addresses.of(request), request, timeoutMillis);
        boolean mayOutliveItsService = timeoutMillis > Addresses.ANSWER_TIMEOUT_MILLIS && vertx.isClustered();
        return (mayOutliveItsService ? accounts.over(answer) : answer).map(body -> (R) body);
    }

    private Future<Accepted> say(RoomRequest.Say say) {
        if (says.isEmpty()) {
            context.runOnContext(_turn -> flushSays());
        }
        Promise<Accepted> promise = Promise.promise();
        says.add(say);
        sayers.add(promise);
        return promise.future();
    }

    private void flushSays() {
        Says batch = new Says(says);
        List<Promise<Accepted>> waiting = sayers;
        says = new ArrayList<>();
        sayers = new ArrayList<>();
        send(Addresses.ROOMS, batch, Addresses.ANSWER_TIMEOUT_MILLIS).onComplete(result -> {
            if (result.failed()) {
                waiting.forEach(promise -> promise.fail(result.cause()));
                return;
            }
            List<Object> answers = ((Says.Answers) result.result()).answers();
            for (int i = 0; i < waiting.size(); i++) {
                if (answers.get(i) instanceof Failure failure) {
                    waiting.get(i).fail(new ServiceException(failure));
                } else {
                    waiting.get(i).complete((Accepted) answers.get(i));
                }
            }
        });
    }

    private Future<Object> send(String address, Object body, long timeoutMillis) {
        return vertx.eventBus()
                .request(address, body, RecordCodec.options(timeoutMillis))
                .transform(result -> result.succeeded()
                        ? answered(result.result())
                        : Future.failedFuture(new ServiceException(unanswered(result.cause()))));
    }

    /** What a reply says, as an answer or a failure. */
    static Future<Object> answered(Message<Object> reply) {
        return switch (reply.body()) {
            case Failure failure -> Future.failedFuture(new ServiceException(failure));
            case Malformed malformed -> {
                LOG.atError().addKeyValue("why", malformed.why()).log("an answer was not understood");
                yield Future.failedFuture(ServiceException.unavailable(false, "The answer was not understood."));
            }
            default -> Future.succeededFuture(reply.body());
        };
    }

    private static Failure unanswered(Throwable cause) {
        if (cause instanceof ReplyException reply && reply.failureType() == ReplyFailure.NO_HANDLERS) {
            // also when the bus doesn't know yet that somebody is there: nothing was sent
            return new Failure.Unavailable(true, "That part of the server is not running at the moment; try again.");
        }
        if (cause instanceof ReplyException reply && reply.failureType() == ReplyFailure.TIMEOUT) {
            // so does a connection end that was lost on the way there or back
            return new Failure.Unavailable(false, "No answer came in time.");
        }
        return ServiceException.failureOf(cause);
    }
}
