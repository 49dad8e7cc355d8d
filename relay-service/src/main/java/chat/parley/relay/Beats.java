package chat.parley.relay;

import chat.parley.contracts.Services;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.relay.delivery.LoopTimer;
import chat.parley.relay.metrics.RelayMetrics;
import chat.parley.relay.view.Headcount;
import io.vertx.core.Future;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the services every second that this relay is alive, and learns how it stands with them. Used on the node's context only,
 * but for {@link #inContact()}.
 */
final class Beats {
    private static final Logger LOG = LoggerFactory.getLogger(Beats.class);
    private static final long BEAT_MILLIS = 1_000;

    private static final String LOST =
            "This part of the server has lost touch with the rest: nothing can be said at the moment. It goes on by itself.";
    private static final String REGAINED = "This part of the server is in touch with the rest again.";

    private final RelayId relay;
    private final Services services;
    private final LoopTimer timer;
    private final LongSupplier uptimeMillis;
    private final Headcount headcount;
    private final PresenceFollower presence;
    private final RoomsRecovery rooms;
    private final Consumer<String> everybody;
    private final RelayMetrics metrics;
    private final Contact contact = new Contact();
    private boolean stopped;

    /**
     * @param uptimeMillis of a clock that only goes forward
     * @param everybody tells it to all clients
     */
    Beats(
            RelayId relay,
            Services services,
            LoopTimer timer,
            LongSupplier uptimeMillis,
            Headcount headcount,
            PresenceFollower presence,
            RoomsRecovery rooms,
            Consumer<String> everybody,
            RelayMetrics metrics) {
        this.relay = relay;
        this.services = services;
        this.timer = timer;
        this.uptimeMillis = uptimeMillis;
        this.headcount = headcount;
        this.presence = presence;
        this.rooms = rooms;
        this.everybody = everybody;
        this.metrics = metrics;
    }

    void start() {
        beat();
    }

    /** Whether both services have answered within the last 3 s. From any thread. */
    boolean inContact() {
        return contact.holds();
    }

    private void beat() {
        if (stopped) {
            return;
        }
        timer.after(BEAT_MILLIS, this::beat);
        long asked = uptimeMillis.getAsLong();
        services.ask(new PresenceRequest.Beat(relay, headcount.here())).onSuccess(standing -> {
            answered(Contact.Service.PRESENCE);
            headcount.elsewhere(standing.connectingElsewhere());
            presence.stands(standing, asked);
        });
        long attending = rooms.attending();
        services.ask(new RoomRequest.Attend(relay)).onComplete(result -> {
            if (result.failed()) {
                rooms.unanswered();
            } else if (!stopped) {
                answered(Contact.Service.ROOMS);
                rooms.attended(result.result(), attending);
            }
        });
        look();
    }

    private void answered(Contact.Service service) {
        contact.answered(service, uptimeMillis.getAsLong());
        look();
    }

    private void look() {
        if (stopped) {
            return;
        }
        switch (contact.look(uptimeMillis.getAsLong())) {
            case NONE -> {}
            case LOST -> {
                LOG.atWarn().addKeyValue("node", relay).log("out of touch with the services; clients are told");
                everybody.accept(LOST);
            }
            case REGAINED -> {
                LOG.atInfo().addKeyValue("node", relay).log("in touch with the services again");
                everybody.accept(REGAINED);
            }
        }
        metrics.inContact(contact.holds());
    }

    /** No more beats; presence is told that this relay stops. Succeeds when it has answered, or cannot be reached. */
    Future<Void> retire() {
        if (stopped) {
            return Future.succeededFuture();
        }
        stopped = true;
        metrics.inContact(false);
        presence.stop();
        return services.ask(new PresenceRequest.Retire(relay)).transform(result -> {
            if (result.failed()) {
                LOG.atWarn()
                        .addKeyValue("node", relay)
                        .log("presence could not be told that this relay stops; it will notice");
            }
            return Future.succeededFuture();
        });
    }
}
