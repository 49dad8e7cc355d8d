package chat.parley.server.admin;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.Member;
import chat.parley.contracts.room.RoomDossier;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.RoomRequest.Appoint;
import chat.parley.protocol.Validated;
import chat.parley.protocol.name.RoomName;
import chat.parley.protocol.name.ServerName;
import chat.parley.protocol.name.Source;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;

/** Rooms: the room service's, which decides, and tells the relays. */
final class RoomOperations {
    private static final String NO_REASON = "Closed by an administrator";
    /** Whoever joins while a room is being closed has it tried again. */
    private static final int MOST_TRIES = 5;

    /** Nobody is called so: no relay has such a name. */
    private static final PersonId NOBODY = new PersonId.OfGuest(new SessionId(new RelayId("administration"), 1));

    private final Author author;

    /** @param server in whose name members see what is done */
    RoomOperations(ServerName server) {
        this.author = new Author(NOBODY, new Source(server.value(), null, null), null);
    }

    List<Operation> all() {
        String room = "/v1/rooms/{room}";
        return List.of(
                Operation.get("/v1/rooms", "listRooms", Set.of("text", "after", "limit"), this::list),
                Operation.get(room, "showRoom", Set.of(), this::show),
                Operation.delete(room, "closeRoom", Set.of("reason"), this::close),
                Operation.put(
                        room + "/founder",
                        "setFounder",
                        Set.of("account"),
                        call -> appoint(call, call.text("account"), Appoint.Rank.FOUNDER, "the founder")),
                Operation.put(
                        room + "/operators/{account}",
                        "addOperator",
                        Set.of(),
                        call -> appoint(call, call.path("account"), Appoint.Rank.OPERATOR, "an operator")),
                Operation.delete(
                        room + "/operators/{account}",
                        "removeOperator",
                        Set.of(),
                        call -> appoint(call, call.path("account"), Appoint.Rank.NONE, "no operator any more")));
    }

    private static RoomName room(Call call) {
        return switch (RoomName.parse(call.path("room"))) {
            case Validated.Valid<RoomName> good -> good.value();
            case Validated.Invalid<RoomName> bad ->
                throw Refusal.badRequest("The name of a room " + bad.reason() + ".");
        };
    }

    private Future<Answer> list(Call call) {
        int limit = call.limit();
        return call.ask(new RoomRequest.FindRooms(call.query("text"), call.query("after"), limit))
                .map(found -> {
                    JsonArray rooms = new JsonArray();
                    found.forEach(room -> rooms.add(new JsonObject()
                            .put("name", room.name().value())
                            .put("members", room.members())
                            .put("topic", room.topic())
                            .put("modes", room.flags())
                            .put("created", AccountJson.time(room.createdAtMillis()))));
                    JsonObject page = new JsonObject().put("rooms", rooms);
                    if (found.size() == limit) {
                        page.put("next", found.getLast().name().value());
                    }
                    return Answer.json(page);
                });
    }

    private Future<Answer> show(Call call) {
        return call.ask(new RoomRequest.Inspect(room(call)))
                .compose(dossier -> RoomShown.of(call, dossier))
                .map(Answer::json);
    }

    private Future<Answer> appoint(Call call, String name, Appoint.Rank rank, String what) {
        RoomName room = room(call);
        return AccountOperations.found(call, name)
                .compose(account -> call.ask(new Appoint(room, author, account.id(), account.nick(), rank))
                        .map(_done -> {
                            call.did("made " + account.name() + " " + what + " of " + room);
                            return named(account);
                        }));
    }

    private static Answer named(Account account) {
        return Answer.json(new JsonObject().put("name", account.name()));
    }

    private Future<Answer> close(Call call) {
        RoomName room = room(call);
        String given = call.query("reason");
        String reason = given.isBlank() ? NO_REASON : given;
        return close(call, room, reason, 1).map(_closed -> {
            call.did("closed " + room + ": " + reason);
            return Answer.json(new JsonObject().put("name", room.value()));
        });
    }

    private Future<Boolean> close(Call call, RoomName room, String reason, int tries) {
        return call.ask(new RoomRequest.Inspect(room))
                .compose(dossier -> call.ask(new PresenceRequest.SeenAmong(members(dossier))))
                .compose(here -> call.ask(new RoomRequest.Close(
                        room,
                        author,
                        reason,
                        here.stream().map(RoomOperations::author).toList())))
                .recover(cause -> tries < MOST_TRIES && isAnotherThereNow(cause)
                        ? close(call, room, reason, tries + 1)
                        : Future.failedFuture(cause));
    }

    private static boolean isAnotherThereNow(Throwable cause) {
        return ServiceException.failureOf(cause) instanceof Failure.Unavailable unavailable && unavailable.certain();
    }

    private static List<PersonId> members(RoomDossier dossier) {
        return dossier.room().members().stream().map(Member::person).toList();
    }

    private static Author author(Person person) {
        return new Author(person.id(), person.source(), person.account());
    }
}
