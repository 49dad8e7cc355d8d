package chat.parley.server.admin;

import chat.parley.contracts.ServiceRequest;
import chat.parley.contracts.Services;
import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.audit.AuditLog;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of an operation: what was asked, checked as it is read, and the way to those who know the answer. Lives on the context
 * of the HTTP request.
 */
final class Call {
    static final int MOST_A_PAGE = 1_000;
    static final int USUAL_A_PAGE = 100;
    private static final int MAX_TEXT = 400;

    private final Map<String, String> path;
    private final MultiMap query;
    private final JsonObject body;
    private final Services services;
    private final AuditLog log;
    private final String who;

    /** @param who is written down as having done it */
    Call(Map<String, String> path, MultiMap query, JsonObject body, Services services, AuditLog log, String who) {
        this.path = path;
        this.query = query;
        this.body = body;
        this.services = services;
        this.log = log;
        this.who = who;
    }

    /** Who is written down. */
    String who() {
        return who;
    }

    <R> Future<R> ask(ServiceRequest<R> request) {
        return services.ask(request);
    }

    /** Writes down what was done. */
    void did(String what) {
        log.record(new AuditEvent.Act(who, what));
    }

    // ---- what was asked ----

    /** A segment of the path. */
    String path(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalStateException("no such segment: " + name);
        }
        return checked(name, value);
    }

    /** Of the query; empty where it is not given. */
    String query(String name) {
        String value = query.get(name);
        return value == null ? "" : checked(name, value);
    }

    int query(String name, int fallback, int min, int max) {
        String value = query.get(name);
        if (value == null) {
            return fallback;
        }
        if (!value.matches("[0-9]{1,9}") || Integer.parseInt(value) < min || Integer.parseInt(value) > max) {
            throw Refusal.badRequest("'" + name + "' has to be a number from " + min + " to " + max + ".");
        }
        return Integer.parseInt(value);
    }

    /** How many of a list are asked for. */
    int limit() {
        return query("limit", USUAL_A_PAGE, 1, MOST_A_PAGE);
    }

    /** Of the body. */
    String text(String name) {
        String value = optionalText(name);
        if (value == null || value.isEmpty()) {
            throw Refusal.badRequest("'" + name + "' is missing.");
        }
        return value;
    }

    /** Of the body; null where it is not given. */
    @Nullable
    String optionalText(String name) {
        Object value = body.getValue(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text)) {
            throw Refusal.badRequest("'" + name + "' has to be a text.");
        }
        return checked(name, text);
    }

    long number(String name, long fallback, long min, long max) {
        Object value = body.getValue(name);
        if (value == null) {
            return fallback;
        }
        boolean whole = value instanceof Integer || value instanceof Long;
        long number = whole ? ((Number) value).longValue() : Long.MIN_VALUE;
        if (number < min || number > max) {
            throw Refusal.badRequest("'" + name + "' has to be a whole number from " + min + " to " + max + ".");
        }
        return number;
    }

    boolean flag(String name) {
        Object value = body.getValue(name);
        if (value != null && !(value instanceof Boolean)) {
            throw Refusal.badRequest("'" + name + "' has to be true or false.");
        }
        return Boolean.TRUE.equals(value);
    }

    private static String checked(String name, String value) {
        if (value.length() > MAX_TEXT) {
            throw Refusal.badRequest("'" + name + "' is longer than " + MAX_TEXT + " characters.");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.badRequest("'" + name + "' contains a control character.");
        }
        return value;
    }
}
