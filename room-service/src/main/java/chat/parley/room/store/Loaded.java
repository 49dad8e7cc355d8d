package chat.parley.room.store;

import chat.parley.contracts.identity.PersonId;
import chat.parley.room.model.Conversation;
import chat.parley.room.model.Memberships;
import chat.parley.room.model.Need;
import chat.parley.room.model.Said;
import chat.parley.room.model.Spoken;

/** What was found for a {@link Need}. */
public sealed interface Loaded {
    record Found(Conversation conversation) implements Loaded {}

    record FoundPerson(PersonId person, Memberships memberships) implements Loaded {}

    record FoundNonce(Need.OfNonce key, Said said) implements Loaded {}

    record FoundEvent(Need.OfEvent key, Spoken spoken) implements Loaded {}

    /** There is no such thing. */
    record Absent(Need need) implements Loaded {}
}
