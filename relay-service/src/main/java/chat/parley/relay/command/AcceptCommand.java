package chat.parley.relay.command;

import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.protocol.Validated;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;

/**
 * ACCEPT: from whom somebody with mode R takes private messages although they are signed in to no account, for as long as both are
 * here; with a hyphen before the nick, no longer.
 */
final class AcceptCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connected("ACCEPT", 1, "<nick>,-<nick>,...");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        for (String target : Targets.of(exchange, exchange.param(0))) {
            boolean on = !target.startsWith("-");
            String name = on ? target : target.substring(1);
            Person person = Nickname.parse(name) instanceof Validated.Valid<Nickname> nick
                    ? exchange.views().presence().byNick(nick.value())
                    : null;
            if (person == null) {
                exchange.reply(Numeric.ERR_NOSUCHNICK, name);
            } else {
                exchange.ask(
                        new PresenceRequest.Accept(exchange.client().me().id(), person.id(), on), name, _done -> {});
            }
        }
    }
}
