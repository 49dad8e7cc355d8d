package chat.parley.server.config;

import org.jspecify.annotations.Nullable;

/** Several processes as one server. */
public record ClusterSettings(
        boolean enabled, @Nullable String secret, @Nullable String discovery) {
    static ClusterSettings read(Section section) {
        ClusterSettings cluster = new ClusterSettings(
                section.flag("enabled", false),
                section.optionalText("secret", null),
                section.optionalText("discovery", null));
        if (cluster.enabled()) {
            section.reject("enabled", "a cluster is not available in this version; write false");
        }
        return cluster;
    }
}
