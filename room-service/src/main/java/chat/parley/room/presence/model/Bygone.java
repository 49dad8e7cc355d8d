package chat.parley.room.presence.model;

import chat.parley.contracts.presence.Gone;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.protocol.name.Nickname;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Who had a nick and has it no more. At its bound the oldest is forgotten. Belongs to the presence verticle's context. */
final class Bygone {
    private static final int MOST = 1_000;

    private final Deque<Gone> latestFirst = new ArrayDeque<>();

    /** Remembers who leaves a nick by this. */
    void note(PresenceEvent event, long nowMillis) {
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
    List<Gone> of(Nickname nick) {
        return latestFirst.stream()
                .filter(gone -> gone.person().nick().equals(nick))
                .toList();
    }
}
