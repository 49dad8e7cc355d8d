package chat.parley.room;

import chat.parley.contracts.bus.RelayListener;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.presence.PresenceFrame;
import chat.parley.contracts.room.ConversationEvents;
import chat.parley.contracts.room.RecentDirect;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A way to a relay that loses, repeats, delays and so reorders what it is given, at random. What it loses it does not confirm, as a
 * bus that fails doesn't.
 */
final class FaultyWay implements RelayListener {
    private static final int MAX_DELAY_MILLIS = 60;

    private final Vertx vertx;
    private final Random random;
    private final RelayListener to;
    private boolean healed;
    private int faults;

    FaultyWay(Vertx vertx, long seed, RelayListener to) {
        this.vertx = vertx;
        this.random = new Random(seed);
        this.to = to;
    }

    /** From now on everything comes through. Called on the listener's context, as is all else. */
    void heal() {
        healed = true;
    }

    int faults() {
        return faults;
    }

    @Override
    public void onEvents(List<ConversationEvents> batch) {
        pass(() -> to.onEvents(batch));
    }

    @Override
    public void onPresence(PresenceFrame frame) {
        pass(() -> to.onPresence(frame));
    }

    @Override
    public void onTails(Map<ConversationId, Long> tails, List<RecentDirect> directs) {
        pass(() -> to.onTails(tails, directs));
    }

    private void pass(Runnable frame) {
        int fate = healed ? 9 : random.nextInt(10);
        faults += fate < 6 ? 1 : 0;
        switch (fate) {
            case 0, 1 -> throw new UnsupportedOperationException("lost, as the test wants it");
            case 2, 3 -> {
                frame.run();
                frame.run();
            }
            case 4, 5 -> {
                vertx.setTimer(1L + random.nextInt(MAX_DELAY_MILLIS), _late -> frame.run());
            }
            default -> frame.run();
        }
    }
}
