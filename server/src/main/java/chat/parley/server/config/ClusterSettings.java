package chat.parley.server.config;

import org.jspecify.annotations.Nullable;

/**
 * Several processes as one server.
 *
 * @param node what this process is called among the others, or null for its host's name and its role
 */
public record ClusterSettings(
        boolean enabled,
        @Nullable String node,
        @Nullable String secret,
        @Nullable String discovery) {
    private static final String NODE = "[A-Za-z0-9.-]{1,40}";

    static ClusterSettings read(Section section) {
        ClusterSettings cluster = new ClusterSettings(
                section.flag("enabled", false),
                section.optionalText("node", null),
                section.optionalText("secret", null),
                section.optionalText("discovery", null));
        if (cluster.enabled()) {
            section.reject("enabled", "a cluster is not available in this version; write false");
        }
        if (cluster.node() != null && !cluster.node().matches(NODE)) {
            section.reject("node", "has to be 1 to 40 letters, digits, dots and dashes");
        }
        return cluster;
    }
}
