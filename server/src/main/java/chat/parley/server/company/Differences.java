package chat.parley.server.company;

import chat.parley.contracts.status.NodeStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * In what the settings of a cluster's processes differ. Where names follow different rules, one process takes what another refuses: such
 * a process is not let in. Whatever else should be alike is changed on one after the other, and only pointed out meanwhile.
 */
public final class Differences {
    /** The keys of what makes a cluster none. */
    private static final Set<String> VITAL = Set.of("names.nicks");

    private Differences() {}

    /** A process goes by another value of a setting that all must have alike. */
    record Dissent(String key, String value, NodeStatus who) {

        /** Why the process that came later cannot take part. */
        String text(NodeStatus own) {
            return key + " is " + own.settings().get(key) + " here, and " + value + " on "
                    + who.node().name() + " (" + who.role().word()
                    + "), which was there before: all processes of a cluster must have the same; configure this one alike, or stop"
                    + " the others first";
        }
    }

    /** A vital one; a process that does not say what it goes by is believed to go by the same. */
    static Optional<Dissent> between(NodeStatus own, NodeStatus other) {
        return own.settings().entrySet().stream()
                .filter(setting -> VITAL.contains(setting.getKey()))
                .filter(setting -> !other.settings()
                        .getOrDefault(setting.getKey(), setting.getValue())
                        .equals(setting.getValue()))
                .map(setting -> new Dissent(
                        setting.getKey(), other.settings().getOrDefault(setting.getKey(), setting.getValue()), other))
                .findFirst();
    }

    /** In words, a line a setting: which process has what. */
    public static List<String> among(List<NodeStatus> all) {
        Map<String, Map<String, List<String>>> nodesByValueByKey = new TreeMap<>();
        all.forEach(one -> one.settings()
                .forEach((key, value) -> nodesByValueByKey
                        .computeIfAbsent(key, _key -> new LinkedHashMap<>())
                        .computeIfAbsent(value, _value -> new ArrayList<>())
                        .add(one.node().name())));
        return nodesByValueByKey.entrySet().stream()
                .filter(setting -> setting.getValue().size() > 1)
                .map(setting -> setting.getKey() + " is "
                        + setting.getValue().entrySet().stream()
                                .map(value -> value.getKey() + " on " + String.join(", ", value.getValue()))
                                .collect(Collectors.joining(", and ")))
                .toList();
    }
}
