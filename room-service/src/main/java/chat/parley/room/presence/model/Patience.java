package chat.parley.room.presence.model;

/**
 * How long presence waits for relays, and for people whose relay is lost.
 *
 * @param clustered relays are processes of their own, which say every second that they are there; false: they live and die with
 *     this process, nobody is waited for, and the times do not matter
 * @param graceMillis for which the sessions of accounts stay when their relay is lost, 0 to 3,600,000
 * @param relayLostMillis of silence after which a relay is given up, from 100
 * @param openingMillis at most, after a start, in which nicks that nobody is known to have are given to nobody, because the relays
 *     that were there before may still have to announce who has them; from 0
 */
public record Patience(boolean clustered, long graceMillis, long relayLostMillis, long openingMillis) {
    /** What a process that has all parts in it needs. */
    public static final Patience NONE = new Patience(false, 0, 100, 0);

    private static final long OPENING_MILLIS = 2_000;

    public Patience {
        check("graceMillis", graceMillis, 0, 3_600_000);
        check("relayLostMillis", relayLostMillis, 100, Long.MAX_VALUE);
        check("openingMillis", openingMillis, 0, Long.MAX_VALUE);
    }

    /** A cluster's, where relays notice within two seconds that presence has begun another life. */
    public static Patience clustered(long graceMillis, long relayLostMillis) {
        return new Patience(true, graceMillis, relayLostMillis, OPENING_MILLIS);
    }

    /** For which the people of before a restart stay, until their relays announce them. */
    public long returnMillis() {
        return Math.max(graceMillis, relayLostMillis);
    }

    private static void check(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    key + " is " + value + ", but must be from " + least + " to " + most + " milliseconds");
        }
    }
}
