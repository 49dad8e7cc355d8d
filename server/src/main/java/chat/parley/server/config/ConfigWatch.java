package chat.parley.server.config;

import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the configuration's file now and then, and tells when something in it has changed. What cannot be used is told in the
 * log, and changes nothing.
 */
public final class ConfigWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigWatch.class);
    private static final String TEXT = "text";

    private final ConfigRetriever retriever;
    private final ConfigReader reader;
    private final String name;
    private final Consumer<Configuration> changed;
    private @Nullable String lastText;

    private ConfigWatch(ConfigRetriever retriever, ConfigReader reader, String name, Consumer<Configuration> changed) {
        this.retriever = retriever;
        this.reader = reader;
        this.name = name;
        this.changed = changed;
    }

    /**
     * Begins to look.
     *
     * @param file of the reader
     * @param changed is given each reading of a changed text, which may say the same as before; called on one Vert.x context
     */
    public static ConfigWatch start(
            Vertx vertx, ConfigReader reader, Path file, long everyMillis, Consumer<Configuration> changed) {
        ConfigStoreOptions store = new ConfigStoreOptions()
                .setType("file")
                .setFormat("raw")
                .setOptional(true)
                .setConfig(new JsonObject()
                        .put("path", file.toAbsolutePath().toString())
                        .put("raw.key", TEXT)
                        .put("raw.type", "string"));
        ConfigRetriever retriever = ConfigRetriever.create(
                vertx, new ConfigRetrieverOptions().setScanPeriod(everyMillis).addStore(store));
        ConfigWatch watch = new ConfigWatch(retriever, reader, file.toString(), changed);
        retriever.listen(change -> watch.read(change.getNewConfiguration().getString(TEXT)));
        return watch;
    }

    /** Looks no more. */
    public void stop() {
        retriever.close();
    }

    /** @param text null while the file is missing, as it is for a moment when an editor replaces it */
    private void read(@Nullable String text) {
        if (text == null || text.equals(lastText)) {
            return;
        }
        lastText = text;
        try {
            changed.accept(reader.parse(text, name));
        } catch (ConfigException wrong) {
            List<String> lines = wrong.lines();
            lines.forEach(
                    line -> LOG.atError().addKeyValue("problem", line).log("the changed configuration is not used"));
        }
    }
}
