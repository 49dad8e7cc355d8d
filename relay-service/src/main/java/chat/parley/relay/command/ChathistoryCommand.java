package chat.parley.relay.command;

import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.Target;
import chat.parley.contracts.room.TargetActivity;
import chat.parley.protocol.Validated;
import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.id.Timestamp;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import chat.parley.protocol.reply.FailCode;
import chat.parley.relay.session.Client;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.view.RoomView;
import java.util.ArrayList;
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
                exchange.failWithText(FailCode.INVALID_PARAMS, malformed.reason(), exchange.param(0));
            case HistoryRequest.OfTargets targets -> targets(exchange, targets);
            case HistoryRequest.OfTarget request -> ofTarget(exchange, request);
        }
    }

    private static void ofTarget(Exchange exchange, HistoryRequest.OfTarget request) {
        String target = request.target();
        if (RoomName.looksLikeRoom(target)) {
            RoomView room = RoomName.parse(target) instanceof Validated.Valid<RoomName> name
                    ? exchange.views().room(name.value())
                    : null;
            if (room != null && room.isMember(exchange.client().me().id())) {
                ask(exchange, request, new Target.ToRoom(room.room().name()));
            } else {
                noSuchTarget(exchange, request);
            }
        } else if (Nickname.parse(target) instanceof Validated.Valid<Nickname> nick) {
            ofPerson(exchange, request, nick.value());
        } else {
            noSuchTarget(exchange, request);
        }
    }

    private static void ofPerson(Exchange exchange, HistoryRequest.OfTarget request, Nickname nick) {
        Person person = exchange.views().presence().byNick(nick);
        if (person != null) {
            ask(exchange, request, new Target.ToPerson(person.id(), person.nick()));
            return;
        }
        exchange.ask(
                new AccountRequest.FindAccount(nick.value()),
                found -> found.ifPresentOrElse(
                        account -> ask(
                                exchange,
                                request,
                                new Target.ToPerson(new PersonId.OfAccount(account.id()), account.nick())),
                        () -> noSuchTarget(exchange, request)),
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
        String batch = begin(exchange, "chathistory", target);
        for (Event event : events) {
            exchange.events()
                    .print(
                            conversation,
                            event,
                            client.person(),
                            client.capabilities().effective())
                    .forEach(line -> inside(exchange, batch, line));
        }
        end(exchange, batch);
    }

    private static void targets(Exchange exchange, HistoryRequest.OfTargets request) {
        PersonId me = exchange.client().me().id();
        exchange.ask(
                new RoomRequest.Targets(me, request.afterMillis(), request.beforeMillis(), request.limit()),
                found -> {
                    String batch = begin(exchange, "draft/chathistory-targets");
                    for (TargetActivity activity : found) {
                        String name = switch (activity.conversation()) {
                            case ConversationRef.Room room -> room.name().value();
                            case ConversationRef.Direct direct ->
                                direct.otherNick(me).value();
                        };
                        inside(
                                exchange,
                                batch,
                                Line.of("CHATHISTORY", "TARGETS", name, Timestamp.format(activity.latestTimeMillis()))
                                        .withSource(exchange.server()));
                    }
                    end(exchange, batch);
                },
                failure -> exchange.failWithText(
                        FailCode.MESSAGE_ERROR,
                        failure.text(),
                        exchange.param(0).toUpperCase(Locale.ROOT),
                        "*"));
    }

    /** Opens a batch; without the capability there is none, and the reference is empty. */
    private static String begin(Exchange exchange, String type, String... params) {
        if (!exchange.client().has(Capability.BATCH)) {
            return "";
        }
        String batch = exchange.nextBatch();
        var all = new ArrayList<String>(List.of("+" + batch, type));
        all.addAll(List.of(params));
        exchange.fromServer("BATCH", all.toArray(String[]::new));
        return batch;
    }

    private static void inside(Exchange exchange, String batch, Line line) {
        // the lines of a message of several lines are in a batch of their own
        exchange.send(batch.isEmpty() || line.tags().has("batch") ? line : line.withTag("batch", batch));
    }

    private static void end(Exchange exchange, String batch) {
        if (!batch.isEmpty()) {
            exchange.fromServer("BATCH", "-" + batch);
        }
    }
}
