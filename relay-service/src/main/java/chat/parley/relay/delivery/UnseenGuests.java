package chat.parley.relay.delivery;

import chat.parley.contracts.identity.PersonId;
import chat.parley.protocol.name.Source;
import chat.parley.relay.view.PresenceView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Guests who are in a room, as its events or its snapshot say, and whom presence has not told of. It may be about to; or they were
 * gone before what they did came here, as it may be after a gap. Of these nothing more would ever come, for a guest's memberships
 * end without an event of the room. Used on the loop's thread only.
 */
final class UnseenGuests {
    /** For so long those are waited for whose own relay has yet to announce them, after a restart of presence. */
    static final long PATIENCE_MILLIS = 10_000;

    private final PresenceView presence;
    private final LongSupplier uptimeMillis;
    private final Map<PersonId.OfGuest, Unseen> guests = new LinkedHashMap<>();

    private record Unseen(@Nullable Source source, long sinceMillis) {}

    /** Ends what ends with a guest. */
    interface Gone {
        /**
         * A guest is gone.
         *
         * @param source as which others were shown that it came, or null if they were not
         */
        void gone(PersonId.OfGuest guest, @Nullable Source source);
    }

    UnseenGuests(PresenceView presence, LongSupplier uptimeMillis) {
        this.presence = presence;
        this.uptimeMillis = uptimeMillis;
    }

    /** Somebody is in a room. */
    void isMember(PersonId person, @Nullable Source source) {
        if (person instanceof PersonId.OfGuest guest && !presence.isHere(guest)) {
            guests.putIfAbsent(guest, new Unseen(source, uptimeMillis.getAsLong()));
        }
    }

    /** All that presence knew at a time, of the clock that only goes forward, is known here. */
    void complete(long asOfMillis, Gone told) {
        if (guests.isEmpty()) {
            return;
        }
        Map.copyOf(guests).forEach((guest, unseen) -> {
            if (presence.isHere(guest)) {
                guests.remove(guest);
            } else if (unseen.sinceMillis() + PATIENCE_MILLIS <= asOfMillis) {
                guests.remove(guest);
                told.gone(guest, unseen.source());
            }
        });
    }
}
