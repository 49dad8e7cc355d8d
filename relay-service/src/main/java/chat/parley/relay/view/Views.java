package chat.parley.relay.view;

import chat.parley.contracts.identity.PersonId;
import chat.parley.protocol.name.RoomName;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What this event loop knows. Everything in it moves on as streams are applied, so nothing of it is kept across calls. Used on
 * the loop's own thread only.
 */
public interface Views {

    /** Everybody who is here, on all relays. */
    PresenceView presence();

    /** A room of which somebody on this loop is a member; null for any other, whether it exists or not. */
    @Nullable
    RoomView room(RoomName name);

    /** How many connections have not said yet who they are; of other relays, as it was a second or two ago. */
    int connecting();

    /** The rooms of {@link #room} that somebody is a member of. */
    Collection<RoomView> roomsOf(PersonId person);
}
