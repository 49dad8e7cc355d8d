package chat.parley.contracts.audit;

import java.util.List;

/**
 * What was found in the log.
 *
 * @param lines the oldest first
 * @param complete false: so much was read that the search ended before all files were
 */
public record LogLines(List<LogLine> lines, boolean complete) {
    public LogLines {
        lines = List.copyOf(lines);
    }

    /**
     * One line.
     *
     * @param timeMillis since 1970
     * @param text as it was written, without the time where it begins with one
     */
    public record LogLine(long timeMillis, String text) {}
}
