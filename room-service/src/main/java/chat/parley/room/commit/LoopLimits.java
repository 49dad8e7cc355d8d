package chat.parley.room.commit;

/**
 * What bounds the commit loop.
 *
 * @param maxWaiting requests that wait for the next batch at most; further ones are refused
 * @param maxWaitingBytes about how much memory those may hold
 * @param expiryMillis what waited longer is refused before a commit begins
 * @param unknownMillis when a commit takes longer, its requests are answered that nobody knows
 */
public record LoopLimits(int maxWaiting, long maxWaitingBytes, long expiryMillis, long unknownMillis) {}
