package chat.parley.auth.audit;

import chat.parley.contracts.audit.LogLines.LogLine;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Takes the time off a line of the log, whichever form it was written in. */
final class LineTimes {
    private static final String JSON = "{\"time\":\"";

    private LineTimes() {}

    /** Null for what is no line of ours. */
    static @Nullable LogLine read(String line, ZoneId zone) {
        try {
            if (line.startsWith(JSON)) {
                int end = line.indexOf('"', JSON.length());
                OffsetDateTime time = OffsetDateTime.parse(line.substring(JSON.length(), Math.max(end, JSON.length())));
                return new LogLine(time.toInstant().toEpochMilli(), line);
            }
            if (line.startsWith(TextLines.STARTED)) {
                return new LogLine(millis(line.substring(TextLines.STARTED.length()), zone), line);
            }
            int length = TextLines.TIME_CHARACTERS;
            return line.length() > length
                    ? new LogLine(millis(line.substring(0, length), zone), line.substring(length + 1))
                    : null;
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    private static long millis(String time, ZoneId zone) {
        return LocalDateTime.parse(time, TextLines.TIME)
                .atZone(zone)
                .toInstant()
                .toEpochMilli();
    }
}
