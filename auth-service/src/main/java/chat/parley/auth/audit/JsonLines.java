package chat.parley.auth.audit;

import chat.parley.contracts.audit.AuditEvent;
import io.vertx.core.json.JsonObject;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** One JSON object a line: {@code time}, {@code event}, and what belongs to it; what is not known is left out. */
final class JsonLines implements AuditLines {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX", Locale.ROOT);

    @Override
    public String started(ZonedDateTime time) {
        return line(time, "started", new JsonObject());
    }

    @Override
    public String event(ZonedDateTime time, AuditEvent event) {
        return switch (event) {
            case AuditEvent.Connected connected ->
                line(
                        time,
                        "connected",
                        new JsonObject().put("username", connected.username()).put("address", connected.address()));
            case AuditEvent.SignedIn in ->
                line(
                        time,
                        "signed-in",
                        new JsonObject()
                                .put("username", in.username())
                                .put("mechanism", in.mechanism())
                                .put("address", in.address()));
            case AuditEvent.SignInFailed failed ->
                line(
                        time,
                        "sign-in-failed",
                        new JsonObject()
                                .put("username", failed.username())
                                .put("address", failed.address())
                                .put("why", failed.why()));
            case AuditEvent.UserCreated created ->
                line(
                        time,
                        "user-created",
                        new JsonObject().put("username", created.username()).put("address", created.address()));
            case AuditEvent.RoomMessage message ->
                line(
                        time,
                        "room-message",
                        new JsonObject()
                                .put("room", message.room())
                                .put("username", message.username())
                                .put("text", message.text()));
            case AuditEvent.PrivateMessage message ->
                line(
                        time,
                        "private-message",
                        new JsonObject()
                                .put("username", message.username())
                                .put("recipient", message.recipient())
                                .put("text", message.text()));
            case AuditEvent.Joined joined ->
                line(time, "joined", new JsonObject().put("room", joined.room()).put("username", joined.username()));
            case AuditEvent.Parted parted ->
                line(time, "parted", new JsonObject().put("room", parted.room()).put("username", parted.username()));
            case AuditEvent.Left left ->
                line(
                        time,
                        "left",
                        new JsonObject().put("username", left.username()).put("reason", left.reason()));
            case AuditEvent.Act act ->
                line(time, "act", new JsonObject().put("who", act.who()).put("what", act.what()));
        };
    }

    @Override
    public String lost(ZonedDateTime time, long count) {
        return line(time, "events-lost", new JsonObject().put("count", count));
    }

    private static String line(ZonedDateTime time, String event, JsonObject fields) {
        JsonObject line = new JsonObject().put("time", TIME.format(time)).put("event", event);
        fields.forEach(field -> {
            if (field.getValue() != null) {
                line.put(
                        field.getKey(),
                        field.getValue() instanceof String text ? Escapes.escape(text) : field.getValue());
            }
        });
        return line.encode();
    }
}
