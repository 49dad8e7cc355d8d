package chat.parley.server;

import chat.parley.server.config.ConfigException;
import chat.parley.server.config.Configuration;
import chat.parley.server.config.LiveKeys;
import chat.parley.server.config.Settings;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes up what can be of a changed configuration, and says of the rest that it needs a restart. Used on one context. */
final class Reconfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(Reconfiguration.class);

    private final Consumer<Settings> apply;
    private Configuration inUse;
    private Configuration lastSeen;

    /** @param apply puts changed settings to use */
    Reconfiguration(Configuration started, Consumer<Settings> apply) {
        this.inUse = started;
        this.lastSeen = started;
        this.apply = apply;
    }

    void changed(Configuration now) {
        List<String> changed = now.changedSince(lastSeen);
        lastSeen = now;
        List<String> live = changed.stream().filter(LiveKeys.ALL::contains).toList();
        changed.stream()
                .filter(key -> !LiveKeys.ALL.contains(key))
                .forEach(key -> LOG.atWarn().addKeyValue("key", key).log("the changed value needs a restart"));
        if (live.isEmpty()) {
            return;
        }
        try {
            inUse = inUse.taking(live, now);
            apply.accept(inUse.settings());
            live.forEach(key -> LOG.atInfo().addKeyValue("key", key).log("the changed value is in use"));
        } catch (ConfigException wrong) {
            wrong.lines()
                    .forEach(line -> LOG.atError().addKeyValue("problem", line).log("the changes are not used"));
        }
    }
}
