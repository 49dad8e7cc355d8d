package chat.parley.relay.command;

import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.presence.Announcement;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Exchange;

/** What the commands of server operators have in common. */
final class Operators {
    private Operators() {}

    /** Whether who asks is an operator; who is none is told. */
    static boolean check(Exchange exchange) {
        if (exchange.client().me().isOperator()) {
            return true;
        }
        exchange.reply(Numeric.ERR_NOPRIVILEGES);
        return false;
    }

    /** Writes down what an operator did, and tells the others. */
    static void did(Exchange exchange, String what) {
        exchange.audit(new AuditEvent.Act(exchange.client().name(), what));
        tell(exchange, exchange.client().name() + " " + what);
    }

    /** Tells all operators who want to know; where that cannot be done, nothing else suffers. */
    static void tell(Exchange exchange, String text) {
        exchange.ask(
                new PresenceRequest.Announce(new Announcement.Notice(Cut.toBytes(text, 400))),
                _told -> {},
                _failure -> {});
    }
}
