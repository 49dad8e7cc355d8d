package chat.parley.room.presence;

import chat.parley.contracts.bus.RelayLink;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.presence.PresenceFrame;
import chat.parley.room.metrics.RoomMetrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Those who are sent every frame of presence, when each was heard of last, and how many are just coming to it. At the bound of frames
 * that one has not confirmed, further ones are left out for it; it sees the gap in the positions, and follows anew.
 */
final class Followers {
    private static final int MAX_UNCONFIRMED = 1_024;

    private final RelayLink link;
    private final RoomMetrics metrics;
    private final Consumer<RelayId> unreachable;
    private final Map<RelayId, Follower> followers = new LinkedHashMap<>();
    private final Map<RelayId, Long> heardMillis = new HashMap<>();
    private final Map<RelayId, Integer> connecting = new HashMap<>();

    private static final class Follower {
        final RelayId relay;
        int unconfirmed;

        Follower(RelayId relay) {
            this.relay = relay;
        }
    }

    /** @param unreachable called when nobody listens under a follower's name; it is sent nothing more until it follows anew */
    Followers(RelayLink link, RoomMetrics metrics, Consumer<RelayId> unreachable) {
        this.link = link;
        this.metrics = metrics;
        this.unreachable = unreachable;
    }

    /**
     * It is sent every frame from now on.
     *
     * @return whether it was not known at all
     */
    boolean add(RelayId relay, long nowMillis) {
        followers.put(relay, new Follower(relay));
        return heardMillis.put(relay, nowMillis) == null;
    }

    /**
     * It says that it is there, and how many are just coming to it.
     *
     * @return whether it is sent every frame
     */
    boolean heard(RelayId relay, long nowMillis, int coming) {
        if (heardMillis.computeIfPresent(relay, (_relay, _before) -> nowMillis) != null) {
            connecting.put(relay, coming);
        }
        return followers.containsKey(relay);
    }

    /** How many are just coming to the others. */
    int connectingElsewhere(RelayId than) {
        int elsewhere = 0;
        for (Map.Entry<RelayId, Integer> coming : connecting.entrySet()) {
            elsewhere += coming.getKey().equals(than) ? 0 : coming.getValue();
        }
        return elsewhere;
    }

    /** Those that were silent for so long. */
    List<RelayId> silent(long nowMillis, long forMillis) {
        List<RelayId> silent = new ArrayList<>();
        heardMillis.forEach((relay, heard) -> {
            if (nowMillis - heard >= forMillis) {
                silent.add(relay);
            }
        });
        return silent;
    }

    void remove(RelayId relay) {
        followers.remove(relay);
        heardMillis.remove(relay);
        connecting.remove(relay);
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
        metrics.presenceFrame(frame.events().size());
        link.sendPresence(follower.relay, frame).onComplete(result -> {
            follower.unconfirmed--;
            if (result.failed() && RelayLink.isGone(result.cause()) && followers.remove(follower.relay, follower)) {
                unreachable.accept(follower.relay);
            }
        });
    }
}
