package chat.parley.contracts.presence;

/**
 * Something was announced.
 *
 * @param position of the stream at which it stands
 */
public record Announced(long position) {}
