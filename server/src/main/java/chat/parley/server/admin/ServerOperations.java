package chat.parley.server.admin;

import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.ban.Ban;
import chat.parley.contracts.presence.Census;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.room.ConversationCount;
import chat.parley.contracts.room.RoomRequest;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The server as a whole: this process knows how the others stand, and tells them to look at their configurations. */
final class ServerOperations {
    private final Supplier<JsonObject> status;
    private final Supplier<Future<Reloaded>> reload;

    /**
     * Asks nothing yet.
     *
     * @param status how all processes stand
     * @param reload looks at the configuration now
     */
    ServerOperations(Supplier<JsonObject> status, Supplier<Future<Reloaded>> reload) {
        this.status = status;
        this.reload = reload;
    }

    List<Operation> all() {
        return List.of(
                Operation.get("/v1/statistics", "showStatistics", Set.of(), this::statistics),
                Operation.post("/v1/reload", "reloadConfiguration", Set.of(), this::reload));
    }

    private Future<Answer> statistics(Call call) {
        return Future.all(
                        call.ask(new AccountRequest.CountAccounts()),
                        call.ask(new AccountRequest.ListBans()),
                        call.ask(new PresenceRequest.CountPeople()),
                        call.ask(new RoomRequest.CountConversations()),
                        call.ask(new RoomRequest.CountRooms()))
                .map(parts -> {
                    Census census = parts.resultAt(2);
                    ConversationCount conversations = parts.resultAt(3);
                    JsonObject report = status.get();
                    return Answer.json(new JsonObject()
                            .put("accounts", parts.<Long>resultAt(0))
                            .put("bans", parts.<List<Ban>>resultAt(1).size())
                            .put("people", census.persons())
                            .put("guests", census.guests())
                            .put("sessions", census.sessions())
                            .put("rooms", conversations.rooms())
                            .put("roomsInUse", parts.<Long>resultAt(4))
                            .put("privateConversations", conversations.directs())
                            .put("processes", report.getJsonArray("nodes"))
                            .put("attention", report.getJsonArray("attention")));
                });
    }

    private Future<Answer> reload(Call call) {
        return reload.get().map(reloaded -> {
            call.did("had the configuration looked at");
            return Answer.json(new JsonObject()
                    .put("inUse", new JsonArray(reloaded.inUse()))
                    .put("needRestart", new JsonArray(reloaded.needRestart()))
                    .put("problems", new JsonArray(reloaded.problems())));
        });
    }
}
