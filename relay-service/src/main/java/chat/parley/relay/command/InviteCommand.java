package chat.parley.relay.command;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.Validated;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;

/**
 * INVITE: asks somebody in, and without parameters tells where one is invited to.
 *
 * @see <a href="https://modern.ircdocs.horse/#invite-message">INVITE</a>
 */
final class InviteCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connected("INVITE", 0, "[<nick> <room>]");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        String nickText = exchange.optionalOrEmpty(0);
        String roomText = exchange.optionalOrEmpty(1);
        if (nickText.isEmpty()) {
            list(exchange);
        } else if (roomText.isEmpty()) {
            exchange.reply(Numeric.ERR_NEEDMOREPARAMS, exchange.command());
        } else if (!(RoomName.parse(roomText) instanceof Validated.Valid<RoomName>(RoomName room))) {
            exchange.reply(Numeric.ERR_NOSUCHCHANNEL, roomText);
        } else {
            invite(exchange, nickText, room);
        }
    }

    private static void list(Exchange exchange) {
        exchange.ask(new RoomRequest.Invitations(exchange.client().me().id()), "*", rooms -> {
            rooms.forEach(room -> exchange.reply(Numeric.RPL_INVITELIST, room.value()));
            exchange.reply(Numeric.RPL_ENDOFINVITELIST);
        });
    }

    private static void invite(Exchange exchange, String nickText, RoomName room) {
        Person person = Nickname.parse(nickText) instanceof Validated.Valid<Nickname>(Nickname nick)
                ? exchange.views().presence().byNick(nick)
                : null;
        if (person == null) {
            exchange.reply(Numeric.ERR_NOSUCHNICK, nickText);
            return;
        }
        String nick = person.nick().value();
        exchange.ask(
                new RoomRequest.Invite(room, exchange.client().author(), exchange.origin(), person.id(), person.nick()),
                _accepted -> {
                    if (person.away() != null) {
                        exchange.replyWithText(Numeric.RPL_AWAY, person.away(), nick);
                    }
                    exchange.reply(Numeric.RPL_INVITING, nick, room.value());
                },
                failure -> {
                    boolean there = failure instanceof Failure.Rejected rejected
                            && rejected.reason() == Reason.ALREADY_A_MEMBER;
                    if (there) {
                        exchange.reply(Numeric.ERR_USERONCHANNEL, nick, room.value());
                    } else {
                        exchange.failed(failure, room.value());
                    }
                });
    }
}
