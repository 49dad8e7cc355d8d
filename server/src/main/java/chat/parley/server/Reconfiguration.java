package chat.parley.server;

import chat.parley.server.admin.Reloaded;
import chat.parley.server.config.ConfigException;
import chat.parley.server.config.Configuration;
import chat.parley.server.config.LiveKeys;
import chat.parley.server.config.Settings;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes up what can be of a changed configuration, and says of the rest that it needs a restart. From any thread. */
final class Reconfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(Reconfiguration.class);

    private final Consumer<Settings> apply;

    // guarded by this
    private Configuration inUse;
    private Configuration lastSeen;

    /** @param apply puts changed settings to use */
    Reconfiguration(Configuration started, Consumer<Settings> apply) {
        this.inUse = started;
        this.lastSeen = started;
        this.apply = apply;
    }

    /**
     * Looks at a reading, which may say the same as before.
     *
     * @return what was taken up by this, and all that needs a restart by now
     */
    synchronized Reloaded changed(Configuration now) {
        List<String> changed = now.changedSince(lastSeen);
        lastSeen = now;
        List<String> live = changed.stream().filter(LiveKeys.ALL::contains).toList();
        changed.stream()
                .filter(key -> !LiveKeys.ALL.contains(key))
                .forEach(key -> LOG.atWarn().addKeyValue("key", key).log("the changed value needs a restart"));
        try {
            if (!live.isEmpty()) {
                inUse = inUse.taking(live, now);
                apply.accept(inUse.settings());
                live.forEach(key -> LOG.atInfo().addKeyValue("key", key).log("the changed value is in use"));
            }
            return new Reloaded(live, needRestart(now), List.of());
        } catch (ConfigException wrong) {
            wrong.lines()
                    .forEach(line -> LOG.atError().addKeyValue("problem", line).log("the changes are not used"));
            return new Reloaded(List.of(), needRestart(now), wrong.lines());
        }
    }

    private List<String> needRestart(Configuration now) {
        return now.changedSince(inUse).stream()
                .filter(key -> !LiveKeys.ALL.contains(key))
                .toList();
    }
}
