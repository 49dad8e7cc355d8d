package chat.parley.contracts.room;

/**
 * Where a relay stands with the room service.
 *
 * @param epoch this life of the room service, as its store counts them
 * @param known false: the room service did not know the relay until it asked; its subscriptions are gone
 */
public record Attendance(long epoch, boolean known) {}
