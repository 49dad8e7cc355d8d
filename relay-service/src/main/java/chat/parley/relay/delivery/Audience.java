package chat.parley.relay.delivery;

import java.util.Arrays;

/** The sessions of one loop that are handed a room's events; a bare array, because it is walked for every batch. */
final class Audience {
    private LocalSession[] sessions = new LocalSession[2];
    private int size;

    int size() {
        return size;
    }

    LocalSession get(int index) {
        return sessions[index];
    }

    void add(LocalSession local) {
        if (size == sessions.length) {
            sessions = Arrays.copyOf(sessions, size * 2);
        }
        sessions[size++] = local;
    }

    @SuppressWarnings("NullAway") // the place of the last one is not read again
    void remove(LocalSession local) {
        for (int i = 0; i < size; i++) {
            if (sessions[i] == local) {
                sessions[i] = sessions[--size];
                sessions[size] = null;
                return;
            }
        }
    }
}
