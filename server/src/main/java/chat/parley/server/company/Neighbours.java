package chat.parley.server.company;

import chat.parley.contracts.status.NodeId;
import chat.parley.contracts.status.NodeStatus;
import chat.parley.contracts.status.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which other processes there are: who was heard lately, and has not said that it stops. At 1,000 of them further ones are passed
 * over. Not thread-safe; time is passed in, in milliseconds of a clock that nobody sets.
 */
final class Neighbours {
    /** Who is silent for as long is taken for gone. */
    static final long SILENCE_MILLIS = 5_000;

    private static final Comparator<NodeStatus> ORDER = Comparator.comparingLong(NodeStatus::sinceMillis)
            .thenComparing(status -> status.node().toString());

    private final NodeId self;
    private final Map<NodeId, Sighting> sightings = new LinkedHashMap<>();

    Neighbours(NodeId self) {
        this.self = self;
    }

    /** What changed among them. */
    sealed interface Change {
        NodeStatus who();

        record Joined(NodeStatus who) implements Change {}

        /** Nothing more is to be heard of it, and why. */
        record Left(NodeStatus who, String why) implements Change {}
    }

    /** Takes in what a process said of itself; what this one said too, which is no news. */
    List<Change> heard(NodeStatus status, long nowMillis) {
        if (status.node().equals(self)) {
            return List.of();
        }
        if (status.phase() == NodeStatus.Phase.STOPPED) {
            Sighting last = sightings.remove(status.node());
            return last == null ? List.of() : List.of(new Change.Left(status, "it was stopped"));
        }
        if (!sightings.containsKey(status.node()) && sightings.size() >= NodeStatus.MOST_HEARD) {
            return List.of();
        }
        Sighting last = sightings.put(status.node(), new Sighting(status, nowMillis));
        return last == null ? List.of(new Change.Joined(status)) : List.of();
    }

    /** Gives up who was silent for too long. */
    List<Change> tick(long nowMillis) {
        List<Change> changes = new ArrayList<>();
        Iterator<Sighting> all = sightings.values().iterator();
        while (all.hasNext()) {
            Sighting one = all.next();
            if (nowMillis - one.heardMillis() >= SILENCE_MILLIS) {
                all.remove();
                changes.add(new Change.Left(one.status(), "nothing was heard of it for 5 s"));
            }
        }
        return changes;
    }

    /** Everybody, in the order in which they were first heard. */
    List<Sighting> all() {
        return List.copyOf(sightings.values());
    }

    /** Those of a role. */
    List<NodeStatus> of(Role role) {
        return sightings.values().stream()
                .map(Sighting::status)
                .filter(status -> status.role() == role)
                .toList();
    }

    /** Whether somebody of that role does its work, is heard, and hears this process. */
    boolean inContact(Role role) {
        return of(role).stream()
                .anyMatch(status -> isAtWork(status.phase()) && status.hears().contains(self));
    }

    private static boolean isAtWork(NodeStatus.Phase phase) {
        return phase == NodeStatus.Phase.READY || phase == NodeStatus.Phase.WAITING;
    }

    /**
     * Who of the same role goes before this process, where there is to be one of them only: who is at work already, or began
     * to start earlier.
     */
    Optional<NodeStatus> ahead(NodeStatus own) {
        return before(own).filter(other -> other.role() == own.role()).findFirst();
    }

    /**
     * Who goes before this process, whatever it does, and has another value of what all must have alike. Where some are at work, only
     * they count: who starts, and differs from them, is about to give up.
     */
    Optional<Differences.Dissent> dissenter(NodeStatus own) {
        boolean begun = sightings.values().stream()
                .anyMatch(one -> isAtWork(one.status().phase()));
        return before(own)
                .filter(other -> !begun || isAtWork(other.phase()))
                .flatMap(other -> Differences.between(own, other).stream())
                .findFirst();
    }

    /** Who is at work already, or began to start earlier. */
    private Stream<NodeStatus> before(NodeStatus own) {
        boolean begun = isAtWork(own.phase());
        return sightings.values().stream()
                .map(Sighting::status)
                .filter(other -> other.phase() != NodeStatus.Phase.STOPPING)
                .filter(other -> isAtWork(other.phase()) == begun ? isOlder(other, own) : !begun);
    }

    private static boolean isOlder(NodeStatus other, NodeStatus own) {
        return ORDER.compare(other, own) < 0;
    }
}
