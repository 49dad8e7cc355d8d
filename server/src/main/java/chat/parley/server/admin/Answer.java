package chat.parley.server.admin;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Supplier;

/** What an operation answers. */
sealed interface Answer {

    record Json(JsonObject json) implements Answer {}

    record Text(String contentType, String text) implements Answer {}

    /**
     * JSON that is too long to be put together first.
     *
     * @param next the following piece, asked for when the one before is on its way; empty: that was all
     */
    record Pieces(Supplier<Future<Optional<Buffer>>> next) implements Answer {}

    /** An answer of one JSON object. */
    static Answer json(JsonObject json) {
        return new Json(json);
    }
}
