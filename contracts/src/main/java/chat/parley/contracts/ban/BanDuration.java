package chat.parley.contracts.ban;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a ban lasts, as operators write it: {@code 30d}, {@code 1d12h}. */
public final class BanDuration {
    private static final Pattern WHOLE = Pattern.compile("(?:[0-9]{1,4}[ydhms]){1,5}");
    private static final Pattern PART = Pattern.compile("([0-9]{1,4})([ydhms])");
    private static final long YEAR_DAYS = 365;

    private BanDuration() {}

    /** In milliseconds, at least one; empty when the text is no duration. */
    public static OptionalLong parse(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return OptionalLong.empty();
        }
        long millis = 0;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            millis += Long.parseLong(part.group(1)) * unitMillis(part.group(2));
        }
        return millis == 0 ? OptionalLong.empty() : OptionalLong.of(millis);
    }

    private static long unitMillis(String unit) {
        return switch (unit) {
            case "y" -> TimeUnit.DAYS.toMillis(YEAR_DAYS);
            case "d" -> TimeUnit.DAYS.toMillis(1);
            case "h" -> TimeUnit.HOURS.toMillis(1);
            case "m" -> TimeUnit.MINUTES.toMillis(1);
            default -> TimeUnit.SECONDS.toMillis(1);
        };
    }
}
