package chat.parley.relay.command;

import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.metadata.Metadata;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.room.Member;
import chat.parley.protocol.Validated;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import chat.parley.protocol.reply.FailCode;
import chat.parley.relay.session.Client;
import chat.parley.relay.session.Exchange;
import java.util.List;
import java.util.function.Consumer;

/**
 * Whose metadata is asked for: one's own, that of somebody who is here or has an account, or a room's. Good only within the call that it
 * is handed to, for the view moves on.
 *
 * @param name as it is answered
 * @param members of a room, for those who are one
 */
record MetadataTarget(String name, Metadata metadata, boolean isRoom, Iterable<Member> members) {
    private static final String SELF = "*";

    private static MetadataTarget person(String name, Metadata metadata) {
        return new MetadataTarget(name, metadata, false, List.of());
    }

    /** Whether a target is who asks. */
    static boolean isSelf(Exchange exchange, String target) {
        Client client = exchange.client();
        return target.equals(SELF)
                || (client.isConnected()
                        && Nickname.parse(target) instanceof Validated.Valid<Nickname>(Nickname nick)
                        && nick.equals(client.me().nick()));
    }

    /** How oneself is called in answers. */
    static String ownName(Exchange exchange) {
        Client client = exchange.client();
        return client.isConnected() ? client.name() : SELF;
    }

    /** Finds the target of the first parameter; where there is none that who asks may see, that is answered. */
    static void find(Exchange exchange, Consumer<MetadataTarget> then) {
        Client client = exchange.client();
        String target = exchange.param(0);
        if (isSelf(exchange, target)) {
            Metadata own = client.isConnected() ? client.me().metadata() : client.saidBefore();
            then.accept(person(ownName(exchange), own));
        } else if (!client.isConnected()) {
            invalid(exchange, target);
        } else if (RoomName.looksLikeRoom(target)) {
            findRoom(exchange, target, then);
        } else if (Nickname.parse(target) instanceof Validated.Valid<Nickname>(Nickname nick)) {
            findPerson(exchange, nick, then);
        } else {
            invalid(exchange, target);
        }
    }

    private static void findRoom(Exchange exchange, String target, Consumer<MetadataTarget> then) {
        if (!(RoomName.parse(target) instanceof Validated.Valid<RoomName>(RoomName name))) {
            invalid(exchange, target);
            return;
        }
        RoomLookup.find(
                exchange,
                name,
                room -> {
                    if (!room.isVisible()) {
                        invalid(exchange, target);
                    } else if (!room.isReadable()) {
                        exchange.fail(FailCode.KEY_NO_PERMISSION, name.value(), "*");
                    } else {
                        Iterable<Member> members = room.isMember() ? room.members() : List.of();
                        then.accept(new MetadataTarget(room.name().value(), room.metadata(), true, members));
                    }
                },
                failure -> unfound(exchange, failure, target));
    }

    private static void findPerson(Exchange exchange, Nickname nick, Consumer<MetadataTarget> then) {
        Person person = exchange.views().presence().byNick(nick);
        if (person != null) {
            then.accept(person(person.nick().value(), person.metadata()));
            return;
        }
        exchange.ask(
                new AccountRequest.FindAccount(nick.value()),
                found -> found.ifPresentOrElse(
                        account -> then.accept(person(account.nick().value(), account.metadata())),
                        () -> invalid(exchange, nick.value())),
                failure -> unfound(exchange, failure, nick.value()));
    }

    private static void unfound(Exchange exchange, Failure failure, String target) {
        if (failure instanceof Failure.Rejected) {
            invalid(exchange, target);
        } else {
            exchange.unanswered(failure, target);
        }
    }

    static void invalid(Exchange exchange, String target) {
        exchange.failWithText(
                FailCode.INVALID_TARGET, "There is nobody, and no room, of that name", Cut.toBytes(target, 64));
    }
}
