package chat.parley.auth;

/** Waiting times, as people are told them. */
final class Durations {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;

    private Durations() {}

    /** Rounded up: whoever waits that long need not wait again. */
    static String inWords(long millis) {
        if (millis > 2 * MINUTE) {
            return (millis + MINUTE - 1) / MINUTE + " minutes";
        }
        long seconds = Math.max(1, (millis + SECOND - 1) / SECOND);
        return seconds == 1 ? "1 second" : seconds + " seconds";
    }
}
