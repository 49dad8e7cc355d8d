package chat.parley.contracts.presence;

/**
 * @param position of the stream at which this is seen
 * @param first true: this is the person's only session
 */
public record Claimed(Person person, long position, boolean first) {}
