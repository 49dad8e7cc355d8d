package chat.parley.contracts.presence;

/**
 * A session is gone.
 *
 * @param position of the stream at which all who follow it have learned that
 */
public record Left(long position) {}
