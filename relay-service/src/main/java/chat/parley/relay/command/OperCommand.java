package chat.parley.relay.command;

import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.account.Secret;
import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.presence.UserModes;
import chat.parley.protocol.reply.FailCode;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Client;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.session.OperatorNotice;
import java.nio.charset.StandardCharsets;

/**
 * OPER: makes somebody a server operator, by a name and a password of the configuration.
 *
 * @see <a href="https://modern.ircdocs.horse/#oper-message">OPER</a>
 */
final class OperCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connected("OPER", 2, "<name> <password>");
    private static final UserModes GIVEN =
            UserModes.NONE.with(UserModes.OPERATOR).with(UserModes.NOTICES);
    private static final int NAME_BYTES = 64;

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        Client client = exchange.client();
        if (!client.peer().passwordsAllowed()) {
            exchange.replyWithText(Numeric.ERR_NOOPERHOST, FailCode.INSECURE_CONNECTION.text());
            return;
        }
        exchange.expectMany();
        exchange.ask(
                new AccountRequest.CheckOperator(
                        exchange.param(0),
                        new Secret(exchange.param(1).getBytes(StandardCharsets.UTF_8)),
                        client.peer().address()),
                _checked -> makeOperator(exchange),
                failure -> refuse(exchange, failure));
    }

    private static void makeOperator(Exchange exchange) {
        Client client = exchange.client();
        exchange.expectPresence(PresenceEvent.What.MODES);
        exchange.ask(new PresenceRequest.SetModes(client.id(), GIVEN, UserModes.NONE), exchange.command(), claimed -> {
            client.self(claimed.person());
            exchange.reply(Numeric.RPL_YOUREOPER);
            Operators.did(exchange, "is a server operator now, as " + name(exchange));
        });
    }

    private static void refuse(Exchange exchange, Failure failure) {
        if (!(failure instanceof Failure.Denied)) {
            exchange.unanswered(failure, exchange.command());
            return;
        }
        exchange.replyWithText(Numeric.ERR_PASSWDMISMATCH, failure.text());
        String what = "failed to become a server operator, as " + name(exchange);
        exchange.audit(new AuditEvent.Act(exchange.client().name(), what));
        OperatorNotice.tell(exchange, exchange.client().sourceText() + " " + what);
    }

    private static String name(Exchange exchange) {
        return Cut.toBytes(exchange.param(0), NAME_BYTES);
    }
}
