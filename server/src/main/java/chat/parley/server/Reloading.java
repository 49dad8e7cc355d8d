package chat.parley.server;

import chat.parley.contracts.bus.ReloadLink;
import chat.parley.server.admin.Reloaded;
import chat.parley.server.config.ConfigException;
import chat.parley.server.config.ConfigReader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

/** Looks at the configuration when it is told to, and has the other processes of the server look at theirs. From any thread. */
final class Reloading {
    private final Vertx vertx;
    private final ConfigReader reader;
    private final Reconfiguration reconfiguration;

    Reloading(Vertx vertx, ConfigReader reader, Reconfiguration reconfiguration) {
        this.vertx = vertx;
        this.reader = reader;
        this.reconfiguration = reconfiguration;
    }

    /** Looks at this process's, and tells the others. What cannot be used is in the answer, and changes nothing. */
    Future<Reloaded> everywhere() {
        return look().onSuccess(_looked -> new ReloadLink(vertx).announce());
    }

    /** Looks at this process's alone. */
    Future<Reloaded> look() {
        return vertx.executeBlocking(() -> {
            try {
                return reconfiguration.changed(reader.read());
            } catch (ConfigException wrong) {
                return new Reloaded(List.of(), List.of(), wrong.lines());
            }
        });
    }
}
