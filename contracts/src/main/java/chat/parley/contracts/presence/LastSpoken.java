package chat.parley.contracts.presence;

import chat.parley.contracts.identity.PersonId;

/**
 * When somebody who is here said something last.
 *
 * @param timeMillis since 1970; 0 for who never has
 */
public record LastSpoken(PersonId person, long timeMillis) {}
