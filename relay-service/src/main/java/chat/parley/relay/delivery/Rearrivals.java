package chat.parley.relay.delivery;

import chat.parley.contracts.Services;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.room.Arrived;
import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.Origin;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.relay.view.Replicas;
import io.vertx.core.Future;
import java.util.List;

/**
 * Asks for everybody on this loop again which rooms they are in: while the room service could not be heard, another device may have
 * taken its person into a room. Used on the loop's thread only.
 */
final class Rearrivals {
    private static final int AT_ONCE = 16;

    private final Replicas views;
    private final People people;
    private final Rooms rooms;
    private final Settling settling;
    private final Services services;
    private final LoopTimer timer;

    Rearrivals(Replicas views, People people, Rooms rooms, Settling settling, Services services, LoopTimer timer) {
        this.views = views;
        this.people = people;
        this.rooms = rooms;
        this.settling = settling;
        this.services = services;
        this.timer = timer;
    }

    /** Succeeds when all are known to the room service again. Asks for as long as it cannot be reached. */
    Future<Void> all() {
        return Paced.each(people.persons(), AT_ONCE, this::one);
    }

    private Future<Void> one(PersonId id) {
        Person person = views.presence().byId(id);
        List<LocalSession> devices = people.of(id);
        if (person == null || devices.isEmpty()) {
            return Future.succeededFuture();
        }
        Origin origin = new Origin(devices.getFirst().session().id(), 0);
        Author author = new Author(id, person.source(), person.account());
        return services.ask(new RoomRequest.Arrive(author, origin, false)).transform(result -> {
            if (result.succeeded()) {
                enter(id, result.result());
            } else if (ServiceException.failureOf(result.cause()) instanceof Failure.Unavailable) {
                return timer.after(LoopTimer.RETRY_MILLIS).compose(_later -> one(id));
            }
            return Future.succeededFuture();
        });
    }

    private void enter(PersonId id, Arrived arrived) {
        for (LocalSession local : List.copyOf(people.of(id))) {
            for (Arrived.Entered entered : arrived.rooms()) {
                rooms.entered(entered.room(), entered.sequence(), local, settling.deadlineMillis());
            }
        }
    }
}
