package chat.parley.contracts.presence;

/**
 * How many are here.
 *
 * @param guests those of the persons who have no account
 */
public record Census(long persons, long guests, long sessions) {}
