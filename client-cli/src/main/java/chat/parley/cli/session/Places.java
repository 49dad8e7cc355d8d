package chat.parley.cli.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The open conversations, in the order of their numbers, and which of them is the current one. */
final class Places {

    /** Private conversations open by themselves when somebody writes; beyond this many, those without news are closed. */
    private static final int MOST_PRIVATE = 50;

    private final Map<Place, Conversation> open = new LinkedHashMap<>();
    private @Nullable Conversation current;

    @Nullable
    Conversation find(Place place) {
        return open.get(place);
    }

    /** The conversation of a place, opened if need be. */
    Conversation at(Place place) {
        Conversation there = open.get(place);
        if (there == null) {
            if (!place.isRoom()) {
                makeRoom();
            }
            there = new Conversation(place);
            open.put(place, there);
        }
        return there;
    }

    private void makeRoom() {
        List<Conversation> idle = all().stream()
                .filter(one -> !one.place().isRoom() && one != current && one.unread() == 0)
                .toList();
        if (idle.size() >= MOST_PRIVATE) {
            close(idle.get(0).place());
        }
    }

    /** Closes one. When it was the current one, the one before it becomes that. */
    void close(Place place) {
        List<Conversation> before = all();
        Conversation closed = open.remove(place);
        if (closed != null && closed == current) {
            int index = before.indexOf(closed);
            List<Conversation> left = all();
            current = left.isEmpty() ? null : left.get(Math.max(0, Math.min(index - 1, left.size() - 1)));
        }
    }

    @Nullable
    Conversation current() {
        return current;
    }

    void current(Conversation conversation) {
        current = conversation;
    }

    /** The one with a number from 1, or null. */
    @Nullable
    Conversation numbered(int number) {
        List<Conversation> all = all();
        return number >= 1 && number <= all.size() ? all.get(number - 1) : null;
    }

    List<Conversation> all() {
        return new ArrayList<>(open.values());
    }

    List<Conversation> rooms() {
        return all().stream().filter(one -> one.place().isRoom()).toList();
    }

    /** The names of everybody in sight. */
    Set<String> people() {
        var people = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (Conversation one : open.values()) {
            if (one.place().isRoom()) {
                people.addAll(one.people());
            } else {
                people.add(one.place().name());
            }
        }
        return people;
    }
}
