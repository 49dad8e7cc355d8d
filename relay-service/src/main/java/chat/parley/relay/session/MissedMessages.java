package chat.parley.relay.session;

import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Arrived;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.HistoryPage;
import chat.parley.contracts.room.HistorySelector;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.Target;
import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.line.Line;

/** Gives people what was said to them while none of their devices was here. Clients with chathistory ask for it themselves. */
final class MissedMessages {
    private static final int MOST_CONVERSATIONS = 50;

    private MissedMessages() {}

    static void tell(Exchange exchange, Arrived arrived) {
        if (exchange.client().has(Capability.CHATHISTORY)) {
            return;
        }
        arrived.missed().stream().limit(MOST_CONVERSATIONS).forEach(missed -> replay(exchange, missed));
    }

    private static void replay(Exchange exchange, Arrived.Missed missed) {
        PersonId me = exchange.client().me().id();
        ConversationRef.Direct conversation = missed.conversation();
        var after = new HistorySelector.Place.AtSequence(conversation.id().value(), missed.given());
        exchange.ask(
                new RoomRequest.History(
                        me,
                        new Target.ToPerson(conversation.other(me), conversation.otherNick(me)),
                        new HistorySelector.LatestAfter(after),
                        exchange.limits().replayedMessages(),
                        false),
                page -> replay(exchange, page, me),
                _failure -> {
                    // they stay where they are, and are told the next time
                });
    }

    private static void replay(Exchange exchange, HistoryPage page, PersonId me) {
        for (Event event : page.events()) {
            if (event.author().person().equals(me)) {
                continue;
            }
            Line line = exchange.events()
                    .print(
                            page.conversation(),
                            event,
                            me,
                            exchange.client().capabilities().effective());
            if (line != null) {
                exchange.send(line);
            }
        }
    }
}
