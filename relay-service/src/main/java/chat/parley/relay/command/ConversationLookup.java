package chat.parley.relay.command;

import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.room.Target;
import chat.parley.protocol.Validated;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.view.RoomView;
import java.util.function.Consumer;

/** Finds the conversation that a client names by a room or a nick. One of what is handed over is called, at once or later. */
final class ConversationLookup {
    private ConversationLookup() {}

    /**
     * Finds one of the client's own: a room that it is in, or what it and somebody else say to each other.
     *
     * @param none it is in no such room, and there is nobody of that name
     */
    static void findOwn(
            Exchange exchange, String name, Consumer<Target> then, Runnable none, Consumer<Failure> otherwise) {
        if (RoomName.looksLikeRoom(name)) {
            RoomView room = RoomName.parse(name) instanceof Validated.Valid<RoomName>(RoomName valid)
                    ? exchange.views().room(valid)
                    : null;
            if (room != null && exchange.client().isMemberOf(room)) {
                then.accept(new Target.ToRoom(room.room().name()));
            } else {
                none.run();
            }
        } else if (Nickname.parse(name) instanceof Validated.Valid<Nickname>(Nickname nick)) {
            findPerson(exchange, nick, then, none, otherwise);
        } else {
            none.run();
        }
    }

    /**
     * Finds who goes by a nick, or has an account of that name.
     *
     * @param nobody there is nobody
     * @param otherwise it cannot be found out
     */
    static void findPerson(
            Exchange exchange,
            Nickname nick,
            Consumer<? super Target.ToPerson> then,
            Runnable nobody,
            Consumer<Failure> otherwise) {
        Person person = exchange.views().presence().byNick(nick);
        if (person != null) {
            then.accept(new Target.ToPerson(person.id(), person.nick()));
            return;
        }
        exchange.ask(
                new AccountRequest.FindAccount(nick.value()),
                found -> found.ifPresentOrElse(
                        account ->
                                then.accept(new Target.ToPerson(new PersonId.OfAccount(account.id()), account.nick())),
                        nobody),
                otherwise);
    }
}
