package chat.parley.relay.command;

import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.Validated;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.LineLimits;
import chat.parley.protocol.line.LineWriter;
import chat.parley.protocol.line.WordPacker;
import chat.parley.protocol.name.RoomName;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.session.RoomReplies;

/**
 * TOPIC.
 *
 * @see <a href="https://modern.ircdocs.horse/#topic-message">TOPIC</a>
 */
final class TopicCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connected("TOPIC", 1, "<room> [:<topic>]");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        if (!(RoomName.parse(exchange.param(0)) instanceof Validated.Valid<RoomName> room)) {
            exchange.reply(Numeric.ERR_NOSUCHCHANNEL, exchange.param(0));
            return;
        }
        String text = exchange.optional(1);
        int most = exchange.limits().topicBytes();
        if (text == null) {
            tell(exchange, room.value());
        } else if (WordPacker.utf8Bytes(text) > most || isTooLongToPassOn(exchange, room.value(), text)) {
            exchange.replyWithText(
                    Numeric.ERR_INPUTTOOLONG, "Topic is too long, and was not changed: it may have " + most + " bytes");
        } else {
            exchange.askToStore(
                    new RoomRequest.SetTopic(room.value(), exchange.client().author(), exchange.origin(), text),
                    room.value().value(),
                    _accepted -> {});
        }
    }

    private static boolean isTooLongToPassOn(Exchange exchange, RoomName room, String text) {
        Line line = Line.of("TOPIC", room.value(), text)
                .withSource(exchange.client().me().source().text());
        return LineWriter.bodyBytes(line) > LineLimits.STANDARD_BODY_BYTES;
    }

    private static void tell(Exchange exchange, RoomName name) {
        RoomLookup.find(
                exchange,
                name,
                room -> {
                    if (room.isVisible()) {
                        RoomReplies.topic(
                                        exchange.server(),
                                        exchange.client(),
                                        room.name().value(),
                                        room.topic())
                                .forEach(exchange::send);
                    } else {
                        exchange.reply(Numeric.ERR_NOTONCHANNEL, name.value());
                    }
                },
                failure -> exchange.unanswered(failure, name.value()));
    }
}
