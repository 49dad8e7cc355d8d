package chat.parley.server.report;

import chat.parley.contracts.bus.BusServices;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.status.NodeStatus;
import chat.parley.protocol.Validated;
import chat.parley.protocol.name.Nickname;
import chat.parley.server.company.Sighting;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What this process answers who asks how the server stands. Called on the context of who asks. */
public final class StatusAnswers {
    private final Vertx vertx;
    private final Supplier<NodeStatus> self;
    private final Supplier<List<Sighting>> others;

    /**
     * Asks nothing yet.
     *
     * @param self what this process says of itself; from any thread
     * @param others whom it has heard lately; from any thread
     */
    public StatusAnswers(Vertx vertx, Supplier<NodeStatus> self, Supplier<List<Sighting>> others) {
        this.vertx = vertx;
        this.self = self;
        this.others = others;
    }

    /** How all processes stand, as {@link StatusReport} has it. */
    public JsonObject all() {
        return StatusReport.of(self.get(), others.get(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    }

    /**
     * On which relays somebody is: {@code {"client", "relays": [{"node", "sessions"}], "attention": []}}. Never fails: what
     * hinders an answer is in {@code attention}, in words.
     */
    public Future<JsonObject> whereIs(String nick) {
        return switch (Nickname.parse(nick)) {
            case Validated.Invalid<Nickname> bad ->
                Future.succeededFuture(
                        whereabouts(nick, List.of()).put("attention", new JsonArray().add(bad.reason())));
            case Validated.Valid<Nickname> good ->
                new BusServices(vertx)
                        .ask(new PresenceRequest.Locate(good.value()))
                        .map(sessions -> whereabouts(nick, sessions))
                        .otherwise(cause -> whereabouts(nick, List.of())
                                .put(
                                        "attention",
                                        new JsonArray()
                                                .add("presence does not answer: "
                                                        + ServiceException.failureOf(cause)
                                                                .text())));
        };
    }

    private static JsonObject whereabouts(String nick, List<SessionId> sessions) {
        Map<String, Long> relays = sessions.stream()
                .collect(Collectors.groupingBy(
                        session -> nodeOf(session.relay().value()), TreeMap::new, Collectors.counting()));
        JsonArray list = new JsonArray();
        relays.forEach(
                (node, count) -> list.add(new JsonObject().put("node", node).put("sessions", count)));
        return new JsonObject().put("client", nick).put("relays", list).put("attention", new JsonArray());
    }

    /** A relay's id is its node's name and incarnation. */
    private static String nodeOf(String relay) {
        int end = relay.lastIndexOf('.');
        return end < 0 ? relay : relay.substring(0, end);
    }
}
