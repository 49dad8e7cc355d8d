package chat.parley.server.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several processes as one server.
 *
 * @param secret the file that makes a member; null where {@code enabled} is false
 * @param discovery how others are found
 * @param node what this process is called among the others, or null for its host's name and its role
 * @param bind the address at which the others reach this process: an address or a name of this machine, an interface, or a subnet
 * @param port where members watch each other; 0 for any free one
 * @param busPort where members' messages arrive; 0 for any free one
 * @param graceSeconds for which nobody is told that the people of a lost relay left
 * @param relayLostSeconds of silence after which a relay is lost
 */
public record ClusterSettings(
        boolean enabled,
        @Nullable Path secret,
        Discovery discovery,
        @Nullable String node,
        String bind,
        int port,
        int busPort,
        int graceSeconds,
        int relayLostSeconds) {
    private static final Discovery NOBODY = new Discovery.Listed(List.of());

    static ClusterSettings read(Section section) {
        boolean enabled = section.flag("enabled", false);
        Path secret = Paths.readNullable(section, "secret");
        Discovery discovery = section.isNull("discovery") || !section.has("discovery")
                ? none(section)
                : section.parsed("discovery", NOBODY, Discovery::parse);
        String node = section.optionalText("node", null);
        if (node != null && !node.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,38}[A-Za-z0-9])?")) {
            section.reject("node", "has to be 1 to 40 letters, digits, dots and hyphens");
        }
        if (enabled && secret == null) {
            section.reject(
                    "secret", "has to name a file where cluster.enabled is true: ./parley admin cluster-secret FILE");
        }
        if (enabled && discovery.equals(NOBODY)) {
            section.reject(
                    "discovery", "has to say where others are where cluster.enabled is true: host:port,… or dns:name");
        }
        return new ClusterSettings(
                enabled,
                secret,
                discovery,
                node,
                section.text("bind", "127.0.0.1"),
                section.integer("port", 7_800, 0, 65_535, "port; 0 for any free one"),
                section.integer("busPort", 7_801, 0, 65_535, "port; 0 for any free one"),
                section.integer("graceSeconds", 30, 0, 3_600, "seconds"),
                section.integer("relayLostSeconds", 5, 2, 300, "seconds"));
    }

    private static Discovery none(Section section) {
        section.optionalText("discovery", null);
        return NOBODY;
    }
}
