package chat.parley.contracts.presence;

/**
 * Where a relay stands with presence.
 *
 * @param epoch this life of presence
 * @param following false: presence does not know the relay, or has given it up; it has to follow anew
 * @param position of the last event of the stream
 */
public record Standing(long epoch, boolean following, long position) {}
