package chat.parley.testkit.ledger;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a comparison found: counts of what was tried, and everything that is wrong. Not thread-safe. */
public final class Findings {
    private static final int MOST_SHOWN = 10;

    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final Map<Kind, List<String>> wrong = new EnumMap<>(Kind.class);

    /** What can be wrong. */
    public enum Kind {
        /** Acknowledged or seen, and not in history. */
        LOST,
        /** In history more than once, or under two ids. */
        DUPLICATED,
        /** Seen, or in history, in another order. */
        REORDERED,
        /** In history and not seen by somebody who was there. */
        MISSED,
        /** In history though nobody said it, or though it was refused; or with another text. */
        INVENTED
    }

    void add(Kind kind, String what) {
        wrong.computeIfAbsent(kind, _kind -> new ArrayList<>()).add(what);
    }

    /** Adds a row to the table. */
    public void count(String what, long howMany) {
        counts.put(what, howMany);
    }

    public long count(String what) {
        return counts.getOrDefault(what, 0L);
    }

    public List<String> wrong(Kind kind) {
        return wrong.getOrDefault(kind, List.of());
    }

    public boolean isClean() {
        return wrong.isEmpty();
    }

    /** What was tried, and what was lost. */
    public String table() {
        StringBuilder table = new StringBuilder();
        counts.forEach((what, howMany) -> table.append(String.format("  %-20s %,12d%n", what, howMany)));
        for (Kind kind : Kind.values()) {
            table.append(
                    String.format("  %-20s %,12d%n", kind.name(), wrong(kind).size()));
        }
        return table.toString();
    }

    /**
     * Fails if anything is wrong.
     *
     * @throws AssertionError with the table and the first cases of each kind
     */
    public void assertClean() {
        if (isClean()) {
            return;
        }
        StringBuilder text = new StringBuilder("The books do not balance:\n").append(table());
        wrong.forEach((kind, cases) -> {
            text.append(kind).append(":\n");
            cases.stream()
                    .limit(MOST_SHOWN)
                    .forEach(one -> text.append("  ").append(one).append('\n'));
        });
        throw new AssertionError(text.toString());
    }
}
