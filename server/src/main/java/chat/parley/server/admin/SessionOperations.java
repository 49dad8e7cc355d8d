package chat.parley.server.admin;

import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.Announcement;
import chat.parley.contracts.presence.Device;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.presence.Seen;
import chat.parley.protocol.Validated;
import chat.parley.protocol.name.Nickname;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;

/** Sessions: presence knows them, and the relays that have them end them. */
final class SessionOperations {
    private static final String NO_REASON = "Disconnected by an administrator";

    List<Operation> all() {
        return List.of(
                Operation.get("/v1/sessions", "listSessions", Set.of("text", "after", "limit"), this::list),
                Operation.delete(
                        "/v1/sessions/{relay}/{number}", "disconnectSession", Set.of("reason"), this::disconnect),
                Operation.delete("/v1/people/{nick}", "disconnectPerson", Set.of("reason"), this::disconnectAll));
    }

    private Future<Answer> list(Call call) {
        int limit = call.limit();
        return call.ask(new PresenceRequest.ListPersons(call.query("text"), call.query("after"), limit))
                .map(persons -> {
                    JsonArray sessions = new JsonArray();
                    persons.forEach(seen -> seen.devices().forEach(device -> sessions.add(session(seen, device))));
                    JsonObject page = new JsonObject().put("sessions", sessions);
                    if (persons.size() == limit) {
                        page.put("next", persons.getLast().person().nick().value());
                    }
                    return Answer.json(page);
                });
    }

    private static JsonObject session(Seen seen, Device device) {
        Person person = seen.person();
        return AccountJson.device(device)
                .put("nick", person.nick().value())
                .put("user", person.user())
                .put("account", person.account())
                .put("operator", person.isOperator())
                .put("away", person.away());
    }

    private Future<Answer> disconnect(Call call) {
        SessionId session = session(call.path("relay"), call.path("number"));
        String reason = reason(call);
        return call.ask(new PresenceRequest.FindSession(session)).compose(found -> {
            Person person = found.orElseThrow(
                    () -> Refusal.notFound(Reason.NO_SUCH_PERSON, "There is no session " + session + "."));
            return call.ask(new PresenceRequest.Announce(new Announcement.SignOut(session, reason)))
                    .map(_told -> {
                        call.did("disconnected " + person.source().text() + " (" + session + "): " + reason);
                        return named(person);
                    });
        });
    }

    private static SessionId session(String relay, String number) {
        try {
            return new SessionId(new RelayId(relay), Long.parseLong(number));
        } catch (IllegalArgumentException none) {
            throw Refusal.badRequest("A session is written as it is listed, a relay and a number.");
        }
    }

    private Future<Answer> disconnectAll(Call call) {
        String nick = call.path("nick");
        if (!(Nickname.parse(nick) instanceof Validated.Valid<Nickname>(Nickname valid))) {
            throw Refusal.badRequest("'" + nick + "' is no nick.");
        }
        String reason = reason(call);
        return call.ask(new PresenceRequest.FindPerson(valid)).compose(found -> {
            Person person = found.orElseThrow(
                    () -> Refusal.notFound(Reason.NO_SUCH_PERSON, "Nobody is here who is called " + nick + "."));
            return call.ask(new PresenceRequest.Announce(new Announcement.Expel(person.id(), reason)))
                    .map(_told -> {
                        call.did("disconnected " + person.source().text() + ": " + reason);
                        return named(person);
                    });
        });
    }

    private static String reason(Call call) {
        String given = call.query("reason");
        return given.isBlank() ? NO_REASON : given;
    }

    private static Answer named(Person person) {
        return Answer.json(new JsonObject().put("name", person.nick().value()));
    }
}
