package chat.parley.room.presence.model;

/**
 * The time that this process was awake, in milliseconds from 0. Nobody is taken for lost because this process itself was paused,
 * or because somebody set the clock: however far the clock jumps, it counts as one step.
 */
public final class AwakeTime {
    private final long maxStepMillis;
    private long lastMillis;
    private long awakeMillis;

    /** @param maxStepMillis the most that passes between two looks at the clock; to be looked at more often than that */
    public AwakeTime(long nowMillis, long maxStepMillis) {
        this.lastMillis = nowMillis;
        this.maxStepMillis = maxStepMillis;
    }

    /** Looks at the clock. */
    public long advance(long nowMillis) {
        awakeMillis += Math.clamp(nowMillis - lastMillis, 0, maxStepMillis);
        lastMillis = nowMillis;
        return awakeMillis;
    }

    /** As when the clock was looked at last. */
    public long millis() {
        return awakeMillis;
    }
}
