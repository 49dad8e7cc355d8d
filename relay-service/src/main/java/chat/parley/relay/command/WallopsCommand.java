package chat.parley.relay.command;

import chat.parley.contracts.presence.Announcement;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.LineLimits;
import chat.parley.protocol.line.LineWriter;
import chat.parley.protocol.name.Source;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;

/**
 * WALLOPS: what an operator says to everybody who has mode w.
 *
 * @see <a href="https://modern.ircdocs.horse/#wallops-message">WALLOPS</a>
 */
final class WallopsCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connected("WALLOPS", 1, ":<text>");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        if (!Operators.check(exchange)) {
            return;
        }
        String text = exchange.param(0);
        Source source = exchange.client().me().source();
        if (text.isBlank()) {
            exchange.reply(Numeric.ERR_NEEDMOREPARAMS, exchange.command());
        } else if (LineWriter.bodyBytes(Line.of("WALLOPS", text).withSource(source.text()))
                > LineLimits.STANDARD_BODY_BYTES) {
            exchange.replyWithText(Numeric.ERR_INPUTTOOLONG, "Message is too long to be passed on");
        } else {
            exchange.ask(
                    new PresenceRequest.Announce(new Announcement.Wallops(source, text)),
                    exchange.command(),
                    _told -> {});
        }
    }
}
