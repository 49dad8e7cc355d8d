package chat.parley.contracts.bus;

import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.audit.AuditRequest;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.room.RoomRequest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answering side of {@link BusServices}. A handler is called on the context that registered it, and has to answer each request
 * with the type that the request names; whatever fails without being a {@link ServiceException} is logged and answered as a bug.
 */
public final class BusServer {
    private static final Logger LOG = LoggerFactory.getLogger(BusServer.class);

    private BusServer() {}

    /** Answers the requests of one service. */
    @FunctionalInterface
    public interface Handler<Q> {
        Future<?> handle(Q request);
    }

    /** Listening when the Future succeeds; until the returned registration is closed. */
    public static Future<Registration> serveAccounts(Vertx vertx, Handler<AccountRequest<?>> handler) {
        return serve(
                vertx, Addresses.ACCOUNTS, message -> answer(message, handler, (AccountRequest<?>) message.body()));
    }

    public static Future<Registration> servePresence(Vertx vertx, Handler<PresenceRequest<?>> handler) {
        return serve(
                vertx, Addresses.PRESENCE, message -> answer(message, handler, (PresenceRequest<?>) message.body()));
    }

    public static Future<Registration> serveRooms(Vertx vertx, Handler<RoomRequest<?>> handler) {
        return serve(vertx, Addresses.ROOMS, message -> {
            if (message.body() instanceof Says says) {
                answerAll(message, handler, says);
            } else {
                answer(message, handler, (RoomRequest<?>) message.body());
            }
        });
    }

    /** The same for the log: the handler's success acknowledges all entries of the batch. */
    public static Future<Registration> serveAudit(Vertx vertx, Handler<AuditBatch> handler) {
        return serve(vertx, Addresses.AUDIT, message -> answer(message, handler, (AuditBatch) message.body()));
    }

    /** The same for who asks what is in the log. */
    public static Future<Registration> serveLog(Vertx vertx, Handler<AuditRequest<?>> handler) {
        return serve(vertx, Addresses.LOG, message -> answer(message, handler, (AuditRequest<?>) message.body()));
    }

    static Future<Registration> serve(Vertx vertx, String address, io.vertx.core.Handler<Message<Object>> handler) {
        RecordCodec.register(vertx);
        MessageConsumer<Object> consumer = vertx.eventBus().consumer(address, message -> {
            if (message.body() instanceof Malformed malformed) {
                refuse(message, malformed);
            } else {
                handler.handle(message);
            }
        });
        return consumer.completion().map(_listening -> consumer::unregister);
    }

    /** Another version's message, or a damaged one: certainly nothing came of it. */
    private static void refuse(Message<Object> message, Malformed malformed) {
        LOG.atError()
                .addKeyValue("address", message.address())
                .addKeyValue("why", malformed.why())
                .log("a message was not understood");
        if (message.replyAddress() != null) {
            message.reply(
                    new Failure.Unavailable(true, "That part of the server did not understand the question."),
                    RecordCodec.options());
        }
    }

    private static <Q> void answer(Message<Object> message, Handler<Q> handler, Q request) {
        handle(handler, request)
                .onComplete(result -> message.reply(
                        result.succeeded() ? result.result() : failureOf(result.cause(), request),
                        RecordCodec.options()));
    }

    private static void answerAll(Message<Object> message, Handler<RoomRequest<?>> handler, Says says) {
        int count = says.says().size();
        List<Object> answers = new ArrayList<>(says.says());
        AtomicInteger open = new AtomicInteger(count);
        for (int i = 0; i < count; i++) {
            int at = i;
            RoomRequest.Say say = says.says().get(i);
            handle(handler, say).onComplete(result -> {
                answers.set(at, result.succeeded() ? result.result() : failureOf(result.cause(), say));
                if (open.decrementAndGet() == 0) {
                    message.reply(new Says.Answers(answers), RecordCodec.options());
                }
            });
        }
    }

    private static <Q> Future<?> handle(Handler<Q> handler, Q request) {
        try {
            return handler.handle(request);
        } catch (RuntimeException bug) {
            return Future.failedFuture(bug);
        }
    }

    private static Failure failureOf(Throwable cause, Object request) {
        if (!(cause instanceof ServiceException)) {
            LOG.atError()
                    .addKeyValue("request", request.getClass().getSimpleName())
                    .setCause(cause)
                    .log("a request failed in a way that nobody foresaw");
        }
        return ServiceException.failureOf(cause);
    }
}
