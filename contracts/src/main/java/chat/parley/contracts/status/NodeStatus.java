package chat.parley.contracts.status;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a process says about itself, every second and whenever it hears of a new one.
 *
 * @param sinceMillis when this life began, since 1970, by its own clock
 * @param version of the program
 * @param hears whom it has heard within the last seconds, itself not among them; at most 1,000
 * @param settings what it goes by of that which all processes should have alike: values by their keys, in the order of these
 * @param parts how what it is made of stands
 */
public record NodeStatus(
        NodeId node,
        Role role,
        Phase phase,
        long sinceMillis,
        String version,
        List<NodeId> hears,
        Map<String, String> settings,
        List<PartStatus> parts) {
    /** Further ones are left out. */
    public static final int MOST_HEARD = 1_000;

    public NodeStatus {
        hears = hears.stream().limit(MOST_HEARD).toList();
        // a version that knows none sends none
        settings = Collections.unmodifiableMap(new TreeMap<>(Objects.requireNonNullElse(settings, Map.of())));
        parts = List.copyOf(parts);
    }

    /** The ages of a process. */
    public enum Phase {
        STARTING,
        /** It does all that it is there for. */
        READY,
        /** It is up, and something that it asks does not answer. */
        WAITING,
        STOPPING,
        /** Its last word. */
        STOPPED
    }
}
