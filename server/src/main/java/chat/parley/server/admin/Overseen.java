package chat.parley.server.admin;

import chat.parley.protocol.name.ServerName;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * What is looked after, beside the services.
 *
 * @param name of the server
 * @param status how all processes stand
 * @param reload has all processes look at their configurations
 */
public record Overseen(ServerName name, Clock clock, Supplier<JsonObject> status, Supplier<Future<Reloaded>> reload) {}
