package chat.parley.room.model;

import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.Target;

/**
 * Decides up to where people have read. Markers go by what a conversation is called, because there may be none yet, and a new room under
 * an old name has nothing older than they are.
 */
public final class Marking {
    private Marking() {}

    /** Nobody has read what is not said yet. */
    static Verdict mark(RoomRequest.MarkRead request, long nowMillis, ChangeSet changes) {
        MarkerChange.Key key = key(request.reader(), request.target());
        long time = Math.clamp(request.timeMillis(), 1, Math.max(1, nowMillis));
        changes.marker(new MarkerChange.Read(key, time));
        return new Verdict.Marked(key);
    }

    public static MarkerChange.Key key(PersonId reader, Target target) {
        return new MarkerChange.Key(
                reader,
                switch (target) {
                    case Target.ToRoom room -> room.name().folded();
                    case Target.ToPerson person -> person.person().text();
                });
    }
}
