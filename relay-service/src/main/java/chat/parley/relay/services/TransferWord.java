package chat.parley.relay.services;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.Validated;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;

/** Makes somebody else the founder of a room: one of its operators, who is in it, so that nobody is given what they do not want. */
final class TransferWord implements AccountWord {
    private static final WordSpec SPEC = WordSpec.of(
                    "TRANSFER",
                    3,
                    "<room> <account> <your password>",
                    "makes one of the operators who are in a room its founder in your place; you stay an operator")
            .withPassword();

    @Override
    public WordSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Talk talk, Account account) {
        RoomName room = talk.room(0);
        if (room == null) {
            return;
        }
        if (!(Nickname.parse(talk.argument(1)) instanceof Validated.Valid<Nickname>(Nickname name))) {
            noSuchAccount(talk);
            return;
        }
        talk.withPassword(
                account,
                2,
                () -> talk.exchange()
                        .ask(
                                new AccountRequest.FindAccount(name.value()),
                                found -> found.ifPresentOrElse(
                                        heir -> transfer(talk, account, room, heir), () -> noSuchAccount(talk)),
                                talk::failed));
    }

    private static void noSuchAccount(Talk talk) {
        talk.say("There is no account " + talk.argument(1));
    }

    private static void transfer(Talk talk, Account account, RoomName room, Account heir) {
        talk.exchange()
                .ask(
                        new RoomRequest.HandOver(room, talk.client().author(), heir.id(), heir.nick()),
                        _done -> {
                            talk.exchange()
                                    .audit(new AuditEvent.Act(
                                            account.name(), "made " + heir.name() + " the founder of " + room));
                            talk.say(heir.name() + " is the founder of " + room
                                    + " now, and you are one of its operators");
                        },
                        talk::failed);
    }
}
