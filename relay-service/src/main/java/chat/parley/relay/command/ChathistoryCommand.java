package chat.parley.relay.command;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.Target;
import chat.parley.contracts.room.TargetActivity;
import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.id.Timestamp;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.reply.FailCode;
import chat.parley.relay.session.Client;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.session.ReplyBatch;
import java.util.List;
import java.util.Locale;

/**
 * CHATHISTORY of rooms that one is in and of one's private conversations.
 *
 * @see <a href="https://ircv3.net/specs/extensions/chathistory">IRCv3 chathistory</a>
 */
final class ChathistoryCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connected(
            "CHATHISTORY",
            1,
            "LATEST|BEFORE|AFTER|AROUND <target> <reference> <limit> | BETWEEN <target> <reference> <reference> <limit>"
                    + " | TARGETS <time> <time> <limit>");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        switch (HistoryRequest.parse(exchange.line().params(), exchange.limits().historyMessages())) {
            case HistoryRequest.Malformed malformed ->
                exchange.failWithText(
                        FailCode.INVALID_PARAMS,
                        malformed.reason(),
                        malformed.about().toArray(String[]::new));
            case HistoryRequest.OfOtherType other ->
                exchange.failWithText(FailCode.INVALID_MSGREFTYPE, other.reason(), other.subcommand(), other.target());
            case HistoryRequest.OfTargets targets -> targets(exchange, targets);
            case HistoryRequest.OfTarget request -> ofTarget(exchange, request);
        }
    }

    private static void ofTarget(Exchange exchange, HistoryRequest.OfTarget request) {
        ConversationLookup.findOwn(
                exchange,
                request.target(),
                target -> ask(exchange, request, target),
                () -> noSuchTarget(exchange, request),
                failure -> failed(exchange, request, failure));
    }

    private static void noSuchTarget(Exchange exchange, HistoryRequest.OfTarget request) {
        exchange.fail(FailCode.INVALID_TARGET, request.subcommand(), request.target());
    }

    private static void failed(Exchange exchange, HistoryRequest.OfTarget request, Failure failure) {
        if (failure instanceof Failure.Unavailable || failure instanceof Failure.Bug) {
            exchange.failWithText(FailCode.MESSAGE_ERROR, failure.text(), request.subcommand(), request.target());
        } else {
            noSuchTarget(exchange, request);
        }
    }

    private static void ask(Exchange exchange, HistoryRequest.OfTarget request, Target target) {
        Client client = exchange.client();
        boolean events = client.has(Capability.EVENT_PLAYBACK);
        exchange.ask(
                new RoomRequest.History(client.me().id(), target, request.selector(), request.limit(), events),
                page -> tell(
                        exchange,
                        request.target(),
                        page.conversation(),
                        PageBound.within(request.selector(), page.events())),
                failure -> failed(exchange, request, failure));
    }

    private static void tell(Exchange exchange, String target, ConversationRef conversation, List<Event> events) {
        Client client = exchange.client();
        ReplyBatch batch = new ReplyBatch(exchange, "chathistory", target);
        for (Event event : events) {
            exchange.events()
                    .print(
                            conversation,
                            event,
                            client.person(),
                            client.capabilities().effective())
                    .forEach(batch::send);
        }
        batch.end();
    }

    private static void targets(Exchange exchange, HistoryRequest.OfTargets request) {
        PersonId me = exchange.client().me().id();
        exchange.ask(
                new RoomRequest.Targets(me, request.afterMillis(), request.beforeMillis(), request.limit()),
                found -> {
                    ReplyBatch batch = new ReplyBatch(exchange, "draft/chathistory-targets");
                    for (TargetActivity activity : found) {
                        String name = switch (activity.conversation()) {
                            case ConversationRef.Room room -> room.name().value();
                            case ConversationRef.Direct direct ->
                                direct.otherNick(me).value();
                        };
                        batch.send(
                                Line.of("CHATHISTORY", "TARGETS", name, Timestamp.format(activity.latestTimeMillis()))
                                        .withSource(exchange.server()));
                    }
                    batch.end();
                },
                failure -> exchange.failWithText(
                        FailCode.MESSAGE_ERROR,
                        failure.text(),
                        exchange.param(0).toUpperCase(Locale.ROOT),
                        "*"));
    }
}
