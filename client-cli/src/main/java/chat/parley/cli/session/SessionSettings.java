package chat.parley.cli.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What differs between a conversation in a terminal and a script.
 *
 * @param lobby the room to be in when the server puts the session in none; null: none is joined
 * @param room another room to join and make the current one, or null
 * @param historyMessages how much of a room's past is shown on joining it, 0 for nothing
 * @param historySince if not null, what a room's past is shown from instead
 * @param everyPlace whether what happens in rooms other than the current one is shown at once
 * @param quietAbove a room with more people than this does not tell who comes and goes
 * @param visit whether {@code room} is left again at the end, if this session was the one that entered it
 * @param keepTrying whether the first connection is tried again when it fails; one that is lost always is
 * @param seenUntil the time of the latest message that this device has shown to this user, null if it never has
 * @param missed whether private messages that were missed are fetched
 */
public record SessionSettings(
        @Nullable Place lobby,
        @Nullable Place room,
        int historyMessages,
        @Nullable Instant historySince,
        boolean everyPlace,
        int quietAbove,
        boolean visit,
        boolean keepTrying,
        @Nullable Instant seenUntil,
        boolean missed) {

    /** For a person at a terminal. */
    public static SessionSettings interactive(@Nullable Instant seenUntil) {
        return new SessionSettings(new Place("#lobby"), null, 20, null, false, 40, false, false, seenUntil, true);
    }

    /** The same, but showing at once what happens in every place. */
    public SessionSettings showingEveryPlace() {
        return new SessionSettings(
                lobby, room, historyMessages, historySince, true, quietAbove, visit, keepTrying, seenUntil, missed);
    }
}
