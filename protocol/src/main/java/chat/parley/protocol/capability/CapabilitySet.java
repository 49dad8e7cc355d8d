package chat.parley.protocol.capability;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A set of capabilities in one int. Immutable, and cheap as the key of a map from variants to encoded lines.
 *
 * @param bits one bit for each capability, by ordinal; means nothing outside of this process
 */
public record CapabilitySet(int bits) {

    /** No capability. */
    public static final CapabilitySet NONE = new CapabilitySet(0);

    /** Every capability that this server knows. */
    public static final CapabilitySet ALL = of(List.of(Capability.values()));

    public CapabilitySet {
        if (bits >>> Capability.values().length != 0) {
            throw new IllegalArgumentException("No capability has such a bit");
        }
    }

    public static CapabilitySet of(Capability... capabilities) {
        return of(List.of(capabilities));
    }

    public static CapabilitySet of(Collection<Capability> capabilities) {
        int bits = 0;
        for (Capability capability : capabilities) {
            bits |= capability.bit();
        }
        return new CapabilitySet(bits);
    }

    public boolean has(Capability capability) {
        return (bits & capability.bit()) != 0;
    }

    public boolean hasAll(CapabilitySet others) {
        return (bits & others.bits) == others.bits;
    }

    public boolean isEmpty() {
        return bits == 0;
    }

    public int size() {
        return Integer.bitCount(bits);
    }

    public CapabilitySet with(Capability capability) {
        return new CapabilitySet(bits | capability.bit());
    }

    public CapabilitySet without(Capability capability) {
        return new CapabilitySet(bits & ~capability.bit());
    }

    public CapabilitySet plus(CapabilitySet others) {
        return new CapabilitySet(bits | others.bits);
    }

    public CapabilitySet minus(CapabilitySet others) {
        return new CapabilitySet(bits & ~others.bits);
    }

    /** What is in both: a client's capabilities, cut down to those that matter for what is being written. */
    public CapabilitySet and(CapabilitySet others) {
        return new CapabilitySet(bits & others.bits);
    }

    /** Those whose needs are met too. */
    public CapabilitySet effective() {
        CapabilitySet effective = this;
        for (Capability capability : toList()) {
            if (!hasAll(of(capability.needs()))) {
                effective = effective.without(capability);
            }
        }
        return effective;
    }

    /** The capabilities in the order in which they are declared. */
    public List<Capability> toList() {
        var list = new ArrayList<Capability>(size());
        for (Capability capability : Capability.values()) {
            if (has(capability)) {
                list.add(capability);
            }
        }
        return list;
    }

    /**
     * The words of CAP LS, LIST and NEW: names, with {@code =value} behind those that have one here. An empty map gives
     * bare names, as clients before version 302 and CAP LIST need them.
     */
    public List<String> words(Map<Capability, String> values) {
        return toList().stream()
                .map(capability -> {
                    String value = values.getOrDefault(capability, "");
                    return value.isEmpty() ? capability.wireName() : capability.wireName() + "=" + value;
                })
                .toList();
    }

    @Override
    public String toString() {
        return String.join(" ", words(Map.of()));
    }
}
