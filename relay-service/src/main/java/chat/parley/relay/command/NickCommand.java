package chat.parley.relay.command;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.Validated;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Client;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Enrolling;
import chat.parley.relay.session.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * NICK.
 *
 * @see <a href="https://modern.ircdocs.horse/#nick-message">NICK</a>
 */
final class NickCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.always("NICK", 0, "<nick>");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        String text = exchange.optionalOrEmpty(0);
        if (text.isEmpty()) {
            exchange.reply(Numeric.ERR_NONICKNAMEGIVEN);
            return;
        }
        switch (exchange.settings().limits().nick(text)) {
            case Validated.Valid<Nickname> valid -> take(exchange, valid.value());
            case Validated.Invalid<Nickname> invalid ->
                exchange.replyWithText(
                        Numeric.ERR_ERRONEUSNICKNAME,
                        Numeric.ERR_ERRONEUSNICKNAME.text(invalid.reason()),
                        Cut.toBytes(text, 2 * Nickname.MAX_CHARACTERS));
        }
    }

    private static void take(Exchange exchange, Nickname nick) {
        Client client = exchange.client();
        if (!client.isConnected()) {
            client.wantedNick(nick);
            return;
        }
        if (client.me().nick().value().equals(nick.value())) {
            return;
        }
        Account account = client.account();
        boolean own = account != null && account.nick().equals(nick);
        if (account != null && exchange.settings().forceNick() && !own) {
            exchange.reply(Numeric.ERR_NONICKCHANGE);
        } else if ((own || client.me().nick().equals(nick))
                && !exchange.limits().nicks().beyondAscii()) {
            rename(exchange, nick);
        } else {
            exchange.ask(Enrolling.reserverOf(exchange, nick), nick.value(), owner -> {
                if (owner.isPresent() && !isOwn(account, owner.get())) {
                    exchange.failed(Enrolling.reserved(nick, owner.get()), nick.value());
                } else {
                    rename(exchange, nick);
                }
            });
        }
    }

    private static boolean isOwn(@Nullable Account mine, Account owner) {
        return mine != null && mine.id().equals(owner.id());
    }

    /** A room may hold on to somebody's nick, for as long as it has taken away the voice that went with it. */
    private static void rename(Exchange exchange, Nickname nick) {
        if (exchange.views().roomsOf(exchange.client().me().id()).isEmpty()) {
            claim(exchange, nick);
            return;
        }
        exchange.ask(
                new RoomRequest.MayChangeNick(exchange.client().author()), nick.value(), _may -> claim(exchange, nick));
    }

    private static void claim(Exchange exchange, Nickname nick) {
        exchange.expectPresence(PresenceEvent.What.NICK);
        exchange.ask(
                new PresenceRequest.Rename(exchange.client().id(), nick),
                nick.value(),
                claimed -> exchange.client().self(claimed.person()));
    }
}
