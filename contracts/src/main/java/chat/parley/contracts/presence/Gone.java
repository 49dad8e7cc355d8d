package chat.parley.contracts.presence;

/**
 * Somebody as they were last seen under a nick that they have no more.
 *
 * @param untilMillis when that was, since 1970
 */
public record Gone(Person person, long untilMillis) {}
