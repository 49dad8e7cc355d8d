package chat.parley.relay.command;

import chat.parley.contracts.presence.Person;
import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.Tags;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Exchange;
import java.util.ArrayList;

/**
 * Somebody whom a WHO has found.
 *
 * @param room in which they are found, or one that they share with who asks; {@code *}: none
 * @param ranks there
 */
record WhoMatch(Person person, String room, String ranks) {

    /** @param lastSpokenMillis since 1970; 0: never */
    void tell(Exchange exchange, WhoQuery query, long lastSpokenMillis) {
        if (query.fields() == null) {
            exchange.replyWithText(
                    Numeric.RPL_WHOREPLY,
                    "0 " + person.realname(),
                    room,
                    person.user(),
                    person.host(),
                    exchange.server(),
                    person.nick().value(),
                    flags(exchange));
            return;
        }
        var params = new ArrayList<String>();
        params.add(exchange.client().name());
        params.addAll(query.whox(new WhoQuery.Row(
                room,
                person.user(),
                address(exchange),
                person.host(),
                exchange.server(),
                person.nick().value(),
                flags(exchange),
                Idle.seconds(person, lastSpokenMillis, exchange.nowMillis()),
                person.account(),
                person.realname())));
        exchange.send(new Line(Tags.EMPTY, exchange.server(), Numeric.RPL_WHOSPCRPL.command(), params));
    }

    private String flags(Exchange exchange) {
        return (person.away() == null ? "H" : "G")
                + (person.isOperator() ? "*" : "")
                + (person.isBot() ? "B" : "")
                + Prefixes.of(ranks, exchange.client().has(Capability.MULTI_PREFIX));
    }

    /** The specification: {@code 255.255.255.255} stands for an address that is not told. */
    private String address(Exchange exchange) {
        boolean told = exchange.client().me().isOperator()
                || person.id().equals(exchange.client().person());
        return told ? person.host() : "255.255.255.255";
    }
}
