package chat.parley.protocol.id;

import chat.parley.protocol.Validated;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * An instant as IRCv3 writes it, {@code 2026-11-22T08:51:34.000Z}: in UTC, to the millisecond.
 *
 * @param epochMillis milliseconds since the beginning of 1970, within the years 0 to 9999
 * @see <a href="https://ircv3.net/specs/extensions/server-time">IRCv3 server-time</a>
 */
public record Timestamp(long epochMillis) implements Comparable<Timestamp> {

    private static final long DAY_MILLIS = 86_400_000L;
    private static final long FIRST_MILLIS =
            LocalDate.of(0, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    private static final long LAST_MILLIS =
            LocalDate.of(10_000, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli() - 1;
    private static final String PATTERN = "dddd-dd-ddTdd:dd:dd.dddZ";

    /** @throws IllegalArgumentException if the year does not have four digits */
    public Timestamp {
        if (epochMillis < FIRST_MILLIS || epochMillis > LAST_MILLIS) {
            throw new IllegalArgumentException("A timestamp lies within the years 0 to 9999");
        }
    }

    /** The text of an instant given in milliseconds since the beginning of 1970. */
    public static String format(long epochMillis) {
        return new Timestamp(epochMillis).text();
    }

    /** Reads a timestamp; a leap second counts as the last millisecond before it. The reason goes on after "timestamp". */
    public static Validated<Timestamp> parse(String text) {
        if (!matchesPattern(text)) {
            return Validated.invalid("is not of the form YYYY-MM-DDThh:mm:ss.sssZ");
        }
        try {
            int second = number(text, 17, 19);
            boolean leap = second == 60;
            var time = LocalDateTime.of(
                    number(text, 0, 4),
                    number(text, 5, 7),
                    number(text, 8, 10),
                    number(text, 11, 13),
                    number(text, 14, 16),
                    leap ? 59 : second,
                    (leap ? 999 : number(text, 20, 23)) * 1_000_000);
            return Validated.valid(new Timestamp(time.toInstant(ZoneOffset.UTC).toEpochMilli()));
        } catch (DateTimeException e) {
            return Validated.invalid("is a date or time that does not exist");
        }
    }

    private static boolean matchesPattern(String text) {
        if (text.length() != PATTERN.length()) {
            return false;
        }
        for (int i = 0; i < PATTERN.length(); i++) {
            char wanted = PATTERN.charAt(i);
            char c = text.charAt(i);
            if (wanted == 'd' ? c < '0' || c > '9' : c != wanted) {
                return false;
            }
        }
        return true;
    }

    private static int number(String digits, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = 10 * number + digits.charAt(i) - '0';
        }
        return number;
    }

    /** The text, always 24 characters. */
    public String text() {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(epochMillis, DAY_MILLIS));
        int millis = Math.floorMod(epochMillis, (int) DAY_MILLIS);
        char[] text = PATTERN.toCharArray();
        digits(text, 0, 4, date.getYear());
        digits(text, 5, 7, date.getMonthValue());
        digits(text, 8, 10, date.getDayOfMonth());
        digits(text, 11, 13, millis / 3_600_000);
        digits(text, 14, 16, millis / 60_000 % 60);
        digits(text, 17, 19, millis / 1_000 % 60);
        digits(text, 20, 23, millis % 1_000);
        return new String(text);
    }

    private static void digits(char[] text, int from, int to, int number) {
        int rest = number;
        for (int i = to - 1; i >= from; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }

    @Override
    public int compareTo(Timestamp other) {
        return Long.compare(epochMillis, other.epochMillis);
    }

    @Override
    public String toString() {
        return text();
    }
}
