package chat.parley.contracts.room;

import chat.parley.contracts.identity.PersonId;

/**
 * A member of a room. Whether that person is here now is presence, not membership.
 *
 * @param ranks the letters held, highest first: some of {@code ohv}
 */
public record Member(PersonId person, String ranks) {}
