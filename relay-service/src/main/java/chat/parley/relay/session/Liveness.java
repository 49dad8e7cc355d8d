package chat.parley.relay.session;

/** When a session has to be woken, pinged or given up. */
final class Liveness {
    private static final long NEVER = Long.MAX_VALUE;

    private final SessionLimits limits;
    private long startedMillis = -1;
    private long heardMillis;
    private long pingedMillis = NEVER;
    /** For when a waking is on its way. */
    private long wakeMillis = NEVER;

    private long silentMillis;

    enum Verdict {
        FINE,
        PING,
        SILENT,
        TOO_LONG_CONNECTING
    }

    Liveness(SessionLimits limits) {
        this.limits = limits;
    }

    void heard(long nowMillis) {
        heardMillis = nowMillis;
        pingedMillis = NEVER;
    }

    void woken() {
        wakeMillis = NEVER;
    }

    long silentSeconds() {
        return silentMillis / 1_000;
    }

    Verdict check(Phase phase, long nowMillis) {
        if (startedMillis < 0) {
            startedMillis = nowMillis;
            heardMillis = nowMillis;
        }
        // A clock that was set back begins anew.
        startedMillis = Math.min(startedMillis, nowMillis);
        heardMillis = Math.min(heardMillis, nowMillis);
        if (phase == Phase.CONNECTING) {
            return nowMillis - startedMillis >= limits.registrationMillis()
                    ? Verdict.TOO_LONG_CONNECTING
                    : Verdict.FINE;
        }
        if (pingedMillis != NEVER) {
            silentMillis = nowMillis - heardMillis;
            return nowMillis - pingedMillis >= limits.pingTimeoutMillis() ? Verdict.SILENT : Verdict.FINE;
        }
        if (nowMillis - heardMillis >= limits.idlePingMillis()) {
            pingedMillis = nowMillis;
            return Verdict.PING;
        }
        return Verdict.FINE;
    }

    void wakeNext(Phase phase, long nowMillis, Outbox out) {
        long due = phase == Phase.CONNECTING
                ? startedMillis + limits.registrationMillis()
                : pingedMillis != NEVER
                        ? pingedMillis + limits.pingTimeoutMillis()
                        : heardMillis + limits.idlePingMillis();
        wakeAt(due, nowMillis, out);
    }

    /** Asks to be woken, unless that happens earlier anyway. */
    void wakeAt(long dueMillis, long nowMillis, Outbox out) {
        if (dueMillis < wakeMillis || wakeMillis < nowMillis) {
            wakeMillis = dueMillis;
            out.wakeAfter(Math.max(1, dueMillis - nowMillis));
        }
    }
}
