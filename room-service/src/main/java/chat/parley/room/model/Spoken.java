package chat.parley.room.model;

import chat.parley.contracts.identity.PersonId;

/**
 * What has to be known of a stored event to take it back.
 *
 * @param redactable whether it is something that was said, and still stands
 */
public record Spoken(PersonId author, boolean redactable) {}
