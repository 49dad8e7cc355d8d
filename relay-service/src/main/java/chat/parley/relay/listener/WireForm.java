package chat.parley.relay.listener;

import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.LineWriter;
import java.util.Map;

/**
 * How lines are written for clients: texts get their colon even when they are a single word, because many a client and bot looks
 * for it.
 */
public final class WireForm {
    /** The commands whose last parameter is a text, and the number of parameters with which they have it. */
    private static final Map<String, Integer> TEXT_AT = Map.ofEntries(
            Map.entry("PRIVMSG", 2),
            Map.entry("NOTICE", 2),
            Map.entry("TOPIC", 2),
            Map.entry("PART", 2),
            Map.entry("KICK", 3),
            Map.entry("QUIT", 1),
            Map.entry("ERROR", 1),
            Map.entry("AWAY", 1),
            Map.entry("SETNAME", 1),
            Map.entry("JOIN", 3),
            Map.entry("301", 3),
            Map.entry("311", 6),
            Map.entry("332", 3),
            Map.entry("352", 8),
            Map.entry("353", 4),
            Map.entry("372", 2),
            Map.entry("760", 5),
            Map.entry("761", 5));

    private WireForm() {}

    /**
     * Appends a line.
     *
     * @throws IllegalArgumentException when it holds what cannot stand on the wire; nothing is appended then
     */
    public static void write(Line line, LineWriter to) {
        if (TEXT_AT.getOrDefault(line.command(), -1) == line.paramCount()) {
            to.lineWithTrailing(line);
        } else {
            to.line(line);
        }
    }
}
