package chat.parley.contracts.presence;

/**
 * Where a relay stands with presence.
 *
 * @param epoch this life of presence
 * @param following false: presence does not know the relay, or has given it up; it has to follow anew
 * @param position of the last event of the stream
 * @param connectingElsewhere how many connections of other relays have not said yet who they are, as these told last
 */
public record Standing(long epoch, boolean following, long position, int connectingElsewhere) {}
