package chat.parley.relay.view;

import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.protocol.name.Nickname;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Who had a nick and has it no more: the last 1,000, over all relays, as this loop saw them leave. Used on its loop's thread only.
 */
public final class Whowas {
    private static final int MOST = 1_000;

    private final Deque<Gone> latestFirst = new ArrayDeque<>();

    /**
     * Somebody as they were last seen under a nick.
     *
     * @param untilMillis since 1970
     */
    public record Gone(Person person, long untilMillis) {}

    /** Remembers who leaves a nick by this. */
    public void note(PresenceEvent event, long nowMillis) {
        switch (event) {
            case PresenceEvent.Offline offline -> add(offline.person(), nowMillis);
            case PresenceEvent.Changed changed -> {
                if (!changed.before().nick().equals(changed.now().nick())) {
                    add(changed.before(), nowMillis);
                }
            }
            case PresenceEvent.Online _online -> {}
            case PresenceEvent.Adopted _adopted -> {}
            case PresenceEvent.Announced _announced -> {}
        }
    }

    private void add(Person person, long nowMillis) {
        if (latestFirst.size() == MOST) {
            latestFirst.removeLast();
        }
        latestFirst.addFirst(new Gone(person, nowMillis));
    }

    /** Who had a nick, latest first. */
    public List<Gone> of(Nickname nick) {
        return latestFirst.stream()
                .filter(gone -> gone.person().nick().equals(nick))
                .toList();
    }
}
