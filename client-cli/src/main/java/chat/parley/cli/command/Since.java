package chat.parley.cli.command;

import chat.parley.cli.config.SettingsException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** Reads a moment in the past as a person writes it. */
final class Since {

    private Since() {}

    /**
     * The moment that is meant.
     *
     * @param text {@code 30m}, {@code 2h}, {@code 3d}, a date, a date and time, or a full timestamp with its zone
     * @throws SettingsException if it is none of these
     */
    static Instant parse(String text, Instant now, ZoneId zone) {
        try {
            if (text.matches("[0-9]{1,6}[smhd]")) {
                long count = Long.parseLong(text.substring(0, text.length() - 1));
                return now.minus(
                        switch (text.charAt(text.length() - 1)) {
                            case 's' -> Duration.ofSeconds(count);
                            case 'm' -> Duration.ofMinutes(count);
                            case 'h' -> Duration.ofHours(count);
                            default -> Duration.ofDays(count);
                        });
            }
            if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
                return LocalDate.parse(text).atStartOfDay(zone).toInstant();
            }
            boolean zoned = text.endsWith("Z") || text.matches(".*[+-][0-9]{2}:[0-9]{2}");
            return zoned
                    ? java.time.OffsetDateTime.parse(text.replace(' ', 'T')).toInstant()
                    : LocalDateTime.parse(text.replace(' ', 'T')).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            throw new SettingsException(
                    "--since is '" + text + "', must be like 30m, 2h, 3d, 2026-11-22 or 2026-11-22T08:30");
        }
    }
}
