package chat.parley.cli.session;

import java.time.Duration;
import java.time.Instant;

/** Tells from the time since the server was heard last whether it is still there. */
final class Pulse {

    private static final Duration SILENCE = Duration.ofSeconds(40);
    private static final Duration DEATH = Duration.ofSeconds(60);

    /** What is to be done about the silence. */
    enum Finding {
        ALIVE,
        /** To be asked whether it is there; told once. */
        SILENT,
        DEAD
    }

    private Instant heard = Instant.EPOCH;
    private boolean asked;

    /** Something came from the server. */
    void heard(Instant now) {
        heard = now;
        asked = false;
    }

    Finding feel(Instant now) {
        if (heard.plus(DEATH).isBefore(now)) {
            return Finding.DEAD;
        }
        if (asked || !heard.plus(SILENCE).isBefore(now)) {
            return Finding.ALIVE;
        }
        asked = true;
        return Finding.SILENT;
    }
}
