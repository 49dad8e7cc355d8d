package chat.parley.relay.session;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.room.RoomRequest;

/**
 * Puts who came in into their rooms. Who is a member and is shown nothing of it would sit there deaf, with nothing that could be
 * sent again: so it is tried again, and when the rooms cannot be had at all, the connection ends and the client comes back.
 */
final class Arrival {
    /** Each takes 2 s at most. */
    private static final int MOST_ATTEMPTS = 5;

    private Arrival() {}

    static void arrive(Exchange exchange) {
        exchange.client().beginArriving();
        arrive(exchange, MOST_ATTEMPTS);
    }

    private static void arrive(Exchange exchange, int attempts) {
        exchange.ask(
                new RoomRequest.Arrive(exchange.client().author(), exchange.origin()),
                arrived ->
                        MissedMessages.tell(exchange, arrived, exchange.client().endArriving()),
                failure -> {
                    if (failure instanceof Failure.Unavailable && attempts > 1) {
                        arrive(exchange, attempts - 1);
                    } else {
                        exchange.leave("The rooms cannot be reached now", true);
                    }
                });
    }
}
