package chat.parley.relay.session;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Arrived;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.HistoryPage;
import chat.parley.contracts.room.HistorySelector;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.Target;
import chat.parley.protocol.capability.Capability;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Gives people what was said to them, and in their rooms, while none of their devices was here. Clients with chathistory ask for it
 * themselves.
 *
 * <p>One conversation after the other: the next one when the client's socket has taken the last. Only then does it count as told. What
 * could not be told, because the client went away or the record could not be read, stays owed, and is told at the next sign-in.
 */
final class MissedMessages {
    /** At one sign-in; what is beyond it stays owed. */
    private static final int MOST_CONVERSATIONS = 200;

    private final Exchange exchange;
    private final PersonId me;
    private final Iterator<Piece> pieces;

    /**
     * What is to be told of one conversation.
     *
     * @param after the last position that was given before
     * @param upTo the last position that is not shown to this session anyway
     */
    private record Piece(ConversationRef conversation, long after, long upTo) {}

    private MissedMessages(Exchange exchange, List<Piece> pieces) {
        this.exchange = exchange;
        this.me = exchange.client().me().id();
        this.pieces = pieces.stream().limit(MOST_CONVERSATIONS).iterator();
    }

    /**
     * Tells it all.
     *
     * @param entered the rooms that the session was put into, and what of them was not shown to it
     */
    static void tell(Exchange exchange, Arrived arrived, Map<ConversationId, Long> entered) {
        List<Piece> pieces = pieces(exchange, arrived, entered);
        exchange.note(new Effect.Owed(
                pieces.stream().map(piece -> piece.conversation().id()).collect(Collectors.toSet())));
        if (exchange.client().has(Capability.CHATHISTORY) || exchange.limits().replayedMessages() == 0) {
            pieces.forEach(piece -> told(exchange, piece));
        } else {
            new MissedMessages(exchange, pieces).next();
        }
    }

    private static List<Piece> pieces(Exchange exchange, Arrived arrived, Map<ConversationId, Long> entered) {
        List<Piece> pieces = new ArrayList<>();
        Map<ConversationId, Long> given = new HashMap<>();
        for (Arrived.Missed missed : arrived.missed()) {
            switch (missed.conversation()) {
                case ConversationRef.Direct direct -> pieces.add(new Piece(direct, missed.given(), missed.latest()));
                case ConversationRef.Room room -> given.put(room.id(), missed.given());
            }
        }
        boolean anotherIsHere = exchange.client().me().sessions().size() > 1;
        if (anotherIsHere || !(exchange.client().me().id() instanceof PersonId.OfAccount)) {
            // what is said in the rooms is shown to the other device as it is said
            return pieces;
        }
        for (Arrived.Entered room : arrived.rooms()) {
            ConversationId id = room.room().id();
            long after = given.getOrDefault(id, room.sequence());
            long upTo = entered.getOrDefault(id, after);
            if (upTo > after) {
                pieces.add(new Piece(room.room(), after, upTo));
            }
        }
        return pieces;
    }

    private static void told(Exchange exchange, Piece piece) {
        exchange.note(new Effect.Told(piece.conversation().id(), piece.upTo()));
    }

    private void next() {
        if (pieces.hasNext()) {
            ask(pieces.next());
        }
    }

    private void ask(Piece piece) {
        ConversationId id = piece.conversation().id();
        var after = new HistorySelector.Place.AtSequence(id.value(), piece.after());
        exchange.ask(
                new RoomRequest.History(
                        me,
                        target(piece.conversation()),
                        new HistorySelector.LatestAfter(after),
                        exchange.limits().replayedMessages(),
                        false),
                page -> replay(
                        piece,
                        page,
                        () -> exchange.whenWritten(
                                () -> {
                                    told(exchange, piece);
                                    next();
                                },
                                () -> {
                                    // the client is gone: the rest stays owed
                                })),
                _failure -> next());
    }

    private Target target(ConversationRef conversation) {
        return switch (conversation) {
            case ConversationRef.Room room -> new Target.ToRoom(room.name());
            case ConversationRef.Direct direct -> new Target.ToPerson(direct.other(me), direct.otherNick(me));
        };
    }

    private void replay(Piece piece, HistoryPage page, Runnable end) {
        LongAnswer.tell(
                exchange,
                page.events(),
                event -> {
                    if (!event.author().person().equals(me) && event.sequence() <= piece.upTo()) {
                        exchange.events()
                                .print(
                                        page.conversation(),
                                        event,
                                        me,
                                        exchange.client().capabilities().effective())
                                .forEach(exchange::send);
                    }
                },
                end);
    }
}
