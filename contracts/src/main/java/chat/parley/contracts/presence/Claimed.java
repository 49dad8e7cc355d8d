package chat.parley.contracts.presence;

/**
 * How somebody is seen after what was asked.
 *
 * @param position of the stream at which this is seen
 * @param first true: this is the person's only session
 */
public record Claimed(Person person, long position, boolean first) {}
