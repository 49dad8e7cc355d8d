package chat.parley.server.admin;

import chat.parley.contracts.audit.AuditRequest;
import chat.parley.contracts.audit.LogLines;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;

/** The server's log, which the audit verticle has. */
final class AuditOperations {
    List<Operation> all() {
        return List.of(
                Operation.get("/v1/audit", "searchLog", Set.of("from", "to", "name", "text", "limit"), this::search));
    }

    /** Is itself written down: the log tells what people did. */
    private Future<Answer> search(Call call) {
        AuditRequest.SearchLog search = new AuditRequest.SearchLog(
                millis("from", call.query("from"), 0),
                millis("to", call.query("to"), Long.MAX_VALUE),
                call.query("name"),
                call.query("text"),
                call.limit());
        return call.ask(search).map(found -> {
            call.did("searched the log" + (search.name().isEmpty() ? "" : " for the name '" + search.name() + "'")
                    + (search.text().isEmpty() ? "" : " for '" + search.text() + "'"));
            return Answer.json(json(found));
        });
    }

    private static JsonObject json(LogLines found) {
        JsonArray lines = new JsonArray();
        found.lines()
                .forEach(line -> lines.add(new JsonObject()
                        .put("time", AccountJson.time(line.timeMillis()))
                        .put("line", line.text())));
        return new JsonObject().put("lines", lines).put("complete", found.complete());
    }

    private static long millis(String name, String text, long fallback) {
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException wrong) {
            throw Refusal.badRequest("'" + name + "' has to be a time of ISO 8601, such as 2026-11-22T10:32:00Z.");
        }
    }
}
