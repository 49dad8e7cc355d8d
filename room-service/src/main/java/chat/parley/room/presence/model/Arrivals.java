package chat.parley.room.presence.model;

import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.Device;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** From where and when sessions came. One entry a session. Belongs to the presence verticle's context. */
final class Arrivals {
    private final Map<SessionId, Device> bySession = new HashMap<>();

    void came(PresenceRequest.Claim claim, long nowMillis) {
        bySession.putIfAbsent(claim.session(), new Device(claim.session(), claim.host(), claim.secure(), nowMillis));
    }

    void left(SessionId session) {
        bySession.remove(session);
    }

    /** Of sessions whose coming was before this life of presence, what is known of the person. */
    List<Device> of(Person person) {
        return person.sessions().stream()
                .map(session -> bySession.getOrDefault(
                        session, new Device(session, person.host(), person.secure(), person.signedOnMillis())))
                .toList();
    }
}
