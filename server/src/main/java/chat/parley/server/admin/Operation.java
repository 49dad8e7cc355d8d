package chat.parley.server.admin;

import io.vertx.core.Future;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can be asked of the API.
 *
 * @param id its name in the description
 * @param path from the root; a segment in braces stands for any text
 * @param query the names that its query may have
 * @param body the names that the object in its body may have; none: it takes no body
 */
record Operation(String method, String path, String id, Set<String> query, Set<String> body, Handler handler) {
    Operation {
        query = Set.copyOf(query);
        body = Set.copyOf(body);
    }

    /** Carries a call out. */
    @FunctionalInterface
    interface Handler {

        /** Fails with a {@link Refusal} or a {@link chat.parley.contracts.failure.ServiceException}, or throws the first. */
        Future<Answer> handle(Call call);
    }

    static Operation get(String path, String id, Set<String> query, Handler handler) {
        return new Operation("GET", path, id, query, Set.of(), handler);
    }

    static Operation post(String path, String id, Set<String> body, Handler handler) {
        return new Operation("POST", path, id, Set.of(), body, handler);
    }

    static Operation put(String path, String id, Set<String> body, Handler handler) {
        return new Operation("PUT", path, id, Set.of(), body, handler);
    }

    static Operation delete(String path, String id, Set<String> query, Handler handler) {
        return new Operation("DELETE", path, id, query, Set.of(), handler);
    }

    /**
     * Fits a path to this operation's.
     *
     * @param asked the segments, still escaped
     * @return what stands for the segments in braces; null when it is another path
     */
    @Nullable
    Map<String, String> match(List<String> asked) {
        List<String> own = segments(path);
        if (own.size() != asked.size()) {
            return null;
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int at = 0; at < own.size(); at++) {
            String segment = own.get(at);
            String text = unescaped(asked.get(at));
            if (segment.startsWith("{")) {
                if (text.isEmpty()) {
                    return null;
                }
                parameters.put(segment.substring(1, segment.length() - 1), text);
            } else if (!segment.equals(text)) {
                return null;
            }
        }
        return parameters;
    }

    static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    private static String unescaped(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw Refusal.badRequest("The path is not escaped as it has to be.");
        }
    }
}
