package chat.parley.relay.session;

import chat.parley.protocol.capability.Capability;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is checked before a command runs.
 *
 * @param name in capitals
 * @param minParams how many parameters there have to be, or 461
 * @param phases in which it is valid; elsewhere 451 or 462
 * @param needs without which it is answered by FAIL CAPABILITY_REQUIRED; null: nothing
 * @param say it may run while earlier ones of its kind wait for their answers
 * @param syntax for people, without the name
 */
public record CommandSpec(
        String name,
        int minParams,
        Set<Phase> phases,
        @Nullable Capability needs,
        boolean say,
        String syntax) {

    private static final Set<Phase> CONNECTED = EnumSet.of(Phase.CONNECTED);
    private static final Set<Phase> CONNECTING = EnumSet.of(Phase.CONNECTING);
    private static final Set<Phase> BOTH = EnumSet.of(Phase.CONNECTING, Phase.CONNECTED);

    /** For people who are in. */
    public static CommandSpec connected(String name, int minParams, String syntax) {
        return new CommandSpec(name, minParams, CONNECTED, null, false, syntax);
    }

    /** Only while getting in. */
    public static CommandSpec connecting(String name, int minParams, String syntax) {
        return new CommandSpec(name, minParams, CONNECTING, null, false, syntax);
    }

    public static CommandSpec always(String name, int minParams, String syntax) {
        return new CommandSpec(name, minParams, BOTH, null, false, syntax);
    }

    /** Several may be on their way at once; they are carried out in order. */
    public CommandSpec pipelined() {
        return new CommandSpec(name, minParams, phases, needs, true, syntax);
    }

    public CommandSpec needing(Capability capability) {
        return new CommandSpec(name, minParams, phases, capability, say, syntax);
    }
}
