package chat.parley.relay.command;

import chat.parley.contracts.audit.AuditEvent;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.session.OperatorNotice;

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
        OperatorNotice.tell(exchange, exchange.client().name() + " " + what);
    }
}
