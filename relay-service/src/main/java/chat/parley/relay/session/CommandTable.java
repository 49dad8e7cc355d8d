package chat.parley.relay.session;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The commands by name. */
public final class CommandTable {
    private final Map<String, Command> byName = new TreeMap<>();

    /** @throws IllegalArgumentException if two commands have one name */
    public CommandTable(List<Command> commands) {
        for (Command command : commands) {
            if (byName.put(command.spec().name(), command) != null) {
                throw new IllegalArgumentException(
                        "two commands are called " + command.spec().name());
            }
        }
    }

    /** The command of a name in capitals, or null. */
    public @Nullable Command find(String name) {
        return byName.get(name);
    }

    /** In alphabetical order. */
    public Collection<Command> all() {
        return byName.values();
    }
}
