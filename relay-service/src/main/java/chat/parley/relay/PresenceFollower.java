package chat.parley.relay;

import chat.parley.contracts.Services;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.presence.PresenceFrame;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.presence.PresenceSnapshot;
import chat.parley.relay.metrics.RelayMetrics;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows the stream of presence for all loops of this process: they are handed a snapshot first, and then every frame in order. A
 * gap begins with a snapshot again. Used on one context only.
 */
final class PresenceFollower {
    private static final long RETRY_MILLIS = 200;
    private static final int MOST_WAITING = 10_000;

    /** Who is handed the stream. */
    interface Sink {
        void presence(PresenceSnapshot snapshot);

        void presence(PresenceFrame frame);
    }

    private final Vertx vertx;
    private final RelayId relay;
    private final Services services;
    private final Sink sink;
    private final RelayMetrics metrics;
    private final List<PresenceFrame> waiting = new ArrayList<>();
    private long position;
    private boolean asking;
    private boolean stopped;

    PresenceFollower(Vertx vertx, RelayId relay, Services services, Sink sink, RelayMetrics metrics) {
        this.vertx = vertx;
        this.relay = relay;
        this.services = services;
        this.sink = sink;
        this.metrics = metrics;
    }

    /** Succeeds when the first snapshot was handed on; asks until there is one. */
    Future<Void> follow() {
        Promise<Void> followed = Promise.promise();
        asking = true;
        ask(followed);
        return followed.future();
    }

    private void ask(Promise<Void> followed) {
        services.ask(new PresenceRequest.Follow(relay, PresenceSnapshot.NONE)).onComplete(result -> {
            if (stopped) {
                return;
            }
            if (result.failed()) {
                vertx.setTimer(RETRY_MILLIS, _again -> ask(followed));
                return;
            }
            asking = false;
            position = result.result().position();
            sink.presence(result.result());
            List<PresenceFrame> came = List.copyOf(waiting);
            waiting.clear();
            came.forEach(this::onFrame);
            followed.tryComplete();
        });
    }

    void onFrame(PresenceFrame frame) {
        if (asking) {
            if (waiting.size() < MOST_WAITING) {
                waiting.add(frame);
            }
            return;
        }
        long known = position - (frame.position() - frame.events().size());
        if (known < 0) {
            metrics.gap();
            waiting.add(frame);
            follow();
        } else if (known < frame.events().size()) {
            position = frame.position();
            sink.presence(
                    known == 0
                            ? frame
                            : new PresenceFrame(
                                    frame.epoch(),
                                    frame.position(),
                                    frame.events()
                                            .subList((int) known, frame.events().size())));
        }
    }

    void stop() {
        stopped = true;
    }
}
