package chat.parley.relay.session;

import chat.parley.contracts.ServiceRequest;
import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.name.Nickname;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects what a session wants done while it handles one input, and remembers who waits for which answer. */
final class Outbox {
    private List<Effect> effects = new ArrayList<>();
    private final Map<Long, Waiting> waiting = new HashMap<>(4);
    private long lastAsk;
    private long lastBatch;

    /** Somebody who asked. */
    record Waiting(@Nullable Exchange exchange, boolean say, Consumer<Object> then, Consumer<Failure> otherwise) {}

    void send(Line line) {
        effects.add(new Effect.Send(line));
    }

    void audit(AuditEvent event) {
        effects.add(new Effect.Audit(event));
    }

    void monitor(Nickname nick, boolean on) {
        effects.add(new Effect.Monitor(nick, on));
    }

    void wakeAfter(long millis) {
        effects.add(new Effect.WakeAfter(millis));
    }

    void close(String reason) {
        effects.add(new Effect.Close(reason));
    }

    <R> void ask(
            @Nullable Exchange exchange, ServiceRequest<R> request, Consumer<R> then, Consumer<Failure> otherwise) {
        ask(exchange, request, 0, then, otherwise);
    }

    @SuppressWarnings("unchecked")
    <R> void ask(
            @Nullable Exchange exchange,
            ServiceRequest<R> request,
            long afterMillis,
            Consumer<R> then,
            Consumer<Failure> otherwise) {
        long ask = ++lastAsk;
        boolean say = request instanceof RoomRequest.Say;
        waiting.put(ask, new Waiting(exchange, say, answer -> then.accept((R) answer), otherwise));
        effects.add(new Effect.Ask(ask, request, afterMillis));
    }

    /** One of the two is called when everything sent before was written, or cannot be any more. */
    void whenWritten(Exchange exchange, Runnable then, Runnable otherwise) {
        long ask = ++lastAsk;
        waiting.put(ask, new Waiting(exchange, false, _written -> then.run(), _failure -> otherwise.run()));
        effects.add(new Effect.WhenWritten(ask));
    }

    /** Called when everything is settled that any session of this relay had asked. */
    void settle(Exchange exchange, Runnable then) {
        long ask = ++lastAsk;
        waiting.put(ask, new Waiting(exchange, false, _settled -> then.run(), _failure -> then.run()));
        effects.add(new Effect.Settle(ask));
    }

    void add(Effect effect) {
        effects.add(effect);
    }

    /** Who waits for this answer; null when nobody does any more. */
    @Nullable
    Waiting answered(long ask) {
        return waiting.remove(ask);
    }

    /** A reference for a batch that no other open batch of this session has. */
    String nextBatch() {
        return Long.toString(++lastBatch, 36);
    }

    List<Effect> take() {
        if (effects.isEmpty()) {
            return List.of();
        }
        List<Effect> taken = effects;
        effects = new ArrayList<>();
        return taken;
    }
}
