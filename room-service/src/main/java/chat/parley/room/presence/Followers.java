package chat.parley.room.presence;

import chat.parley.contracts.bus.RelayLink;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.presence.PresenceFrame;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Those who are sent every frame of presence. At the bound of frames that one has not confirmed, further ones are left out for it;
 * it sees the gap in the positions, and follows anew.
 */
final class Followers {
    private static final int MAX_UNCONFIRMED = 1_024;

    private final RelayLink link;
    private final Consumer<RelayId> lost;
    private final Map<RelayId, Follower> followers = new LinkedHashMap<>();

    private static final class Follower {
        final RelayId relay;
        int unconfirmed;

        Follower(RelayId relay) {
            this.relay = relay;
        }
    }

    /** @param lost called when a follower does not exist any more */
    Followers(RelayLink link, Consumer<RelayId> lost) {
        this.link = link;
        this.lost = lost;
    }

    void add(RelayId relay) {
        followers.put(relay, new Follower(relay));
    }

    boolean has(RelayId relay) {
        return followers.containsKey(relay);
    }

    void send(PresenceFrame frame) {
        for (Follower follower : List.copyOf(followers.values())) {
            if (follower.unconfirmed < MAX_UNCONFIRMED) {
                send(follower, frame);
            }
        }
    }

    private void send(Follower follower, PresenceFrame frame) {
        follower.unconfirmed++;
        link.sendPresence(follower.relay, frame).onComplete(result -> {
            follower.unconfirmed--;
            if (result.failed() && RelayLink.isGone(result.cause()) && followers.remove(follower.relay, follower)) {
                lost.accept(follower.relay);
            }
        });
    }
}
