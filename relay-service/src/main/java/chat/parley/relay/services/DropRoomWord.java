package chat.parley.relay.services;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.Member;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.name.RoomName;

/** Gives a room back: it ends for everybody, with all that was said in it, and its name is free. */
final class DropRoomWord implements AccountWord {
    private static final WordSpec SPEC = WordSpec.of(
                    "DROP",
                    2,
                    "<room> <your password>",
                    "ends a room that you founded, for good, with all that was said in it")
            .withPassword();
    private static final String REASON = "The founder has given the room back";
    /** Whoever joins while a room is being ended has it tried again. */
    private static final int MOST_TRIES = 5;

    @Override
    public WordSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Talk talk, Account account) {
        RoomName room = talk.room(0);
        if (room != null) {
            talk.withPassword(account, 1, () -> drop(talk, account, room, 1));
        }
    }

    private static void drop(Talk talk, Account account, RoomName room, int tries) {
        talk.exchange()
                .ask(
                        new RoomRequest.Describe(room),
                        found -> talk.exchange()
                                .ask(
                                        new PresenceRequest.SeenAmong(found.members().stream()
                                                .map(Member::person)
                                                .toList()),
                                        here -> drop(
                                                talk,
                                                account,
                                                new RoomRequest.Drop(
                                                        room,
                                                        talk.client().author(),
                                                        REASON,
                                                        here.stream()
                                                                .map(person -> new Author(
                                                                        person.id(), person.source(), person.account()))
                                                                .toList()),
                                                tries),
                                        talk::failed),
                        talk::failed);
    }

    private static void drop(Talk talk, Account account, RoomRequest.Drop drop, int tries) {
        talk.exchange()
                .ask(
                        drop,
                        _ended -> {
                            talk.exchange().audit(new AuditEvent.Act(account.name(), "gave back " + drop.room()));
                            talk.say("There is no " + drop.room() + " any more");
                        },
                        failure -> {
                            if (tries < MOST_TRIES
                                    && failure instanceof Failure.Unavailable unavailable
                                    && unavailable.certain()) {
                                drop(talk, account, drop.room(), tries + 1);
                            } else {
                                talk.failed(failure);
                            }
                        });
    }
}
