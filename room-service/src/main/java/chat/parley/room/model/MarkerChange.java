package chat.parley.room.model;

import chat.parley.contracts.identity.PersonId;

/** What becomes of the places up to which people have read, in the order in which it was decided. */
public sealed interface MarkerChange {

    /** Whose it is, and of which conversation: a room's folded name, or a person's text form. */
    record Key(PersonId reader, String target) {}

    /** Somebody has read up to a time, if not further already. */
    record Read(Key key, long timeMillis) implements MarkerChange {}

    /** What was called one way is called another: where both were read, the later time counts. */
    record Renamed(String before, String now) implements MarkerChange {}

    /** Somebody is another person from now on. */
    record Adopted(PersonId before, PersonId now) implements MarkerChange {}
}
