package chat.parley.server.admin;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import io.vertx.core.json.JsonObject;

/** Why a call is not carried out, in HTTP's terms. It has no stack trace: it is an answer, not an accident. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    static final int BAD_REQUEST = 400;
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int CONFLICT = 409;
    static final int TOO_LARGE = 413;
    static final int TOO_MANY_REQUESTS = 429;
    static final int INTERNAL = 500;
    static final int UNAVAILABLE = 503;

    private final int status;
    private final String code;

    Refusal(int status, String code, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** What was asked makes no sense. */
    static Refusal badRequest(String detail) {
        return new Refusal(BAD_REQUEST, "BAD_REQUEST", detail);
    }

    static Refusal notFound(Reason reason, String detail) {
        return new Refusal(NOT_FOUND, reason.name(), detail);
    }

    static Refusal of(Failure failure) {
        return switch (failure) {
            case Failure.Rejected rejected ->
                new Refusal(status(rejected.reason()), rejected.reason().name(), rejected.text());
            case Failure.Denied denied -> new Refusal(FORBIDDEN, denied.reason().name(), denied.text());
            case Failure.Unavailable unavailable ->
                new Refusal(UNAVAILABLE, unavailable.certain() ? "UNAVAILABLE" : "UNKNOWN", unavailable.text());
            case Failure.Bug bug -> new Refusal(INTERNAL, "INTERNAL", bug.text());
        };
    }

    private static int status(Reason reason) {
        return switch (reason) {
            case NO_SUCH_ACCOUNT, NO_SUCH_ROOM, NO_SUCH_PERSON, NO_SUCH_MESSAGE -> NOT_FOUND;
            case ACCOUNT_EXISTS,
                    NAME_LOOKS_ALIKE,
                    NICK_IN_USE,
                    ROOM_NAME_TAKEN,
                    TOO_MANY_BANS,
                    LOBBY_STAYS,
                    BACKUP_EXISTS,
                    BACKUP_ELSEWHERE -> CONFLICT;
            default -> BAD_REQUEST;
        };
    }

    int status() {
        return status;
    }

    /** As RFC 9457 has it. */
    JsonObject json() {
        return new JsonObject().put("status", status).put("code", code).put("detail", getMessage());
    }
}
