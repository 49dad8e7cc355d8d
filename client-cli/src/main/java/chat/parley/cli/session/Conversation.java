package chat.parley.cli.session;

import chat.parley.protocol.name.Nickname;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A room, or a private conversation, as this session knows it. */
final class Conversation {

    /** Ids of messages that are remembered in order to know a repeat. Older ones are forgotten. */
    private static final int MOST_IDS = 4000;

    /** Events that wait for the user to come, or for history to arrive. The oldest go. */
    private static final int MOST_WAITING = 300;

    private final Place place;
    private final Map<String, String> people = new TreeMap<>();
    private final Map<String, Event.Said> said = new LinkedHashMap<>();
    private final Deque<Event> unseen = new ArrayDeque<>();
    private final Deque<Event.Said> heldBack = new ArrayDeque<>();
    private String topic = "";
    private @Nullable String lastId;
    private @Nullable Instant lastTime;
    private @Nullable Instant firstTime;
    private @Nullable String firstId;
    private boolean joined;
    private boolean joinedBefore;
    private boolean namesComing;
    private boolean namesShown;
    private boolean introduced;
    private boolean historyComing;
    private int unread;
    private boolean calls;

    Conversation(Place place) {
        this.place = place;
        this.joined = !place.isRoom();
    }

    Place place() {
        return place;
    }

    String topic() {
        return topic;
    }

    void topic(String text) {
        topic = text;
    }

    /** Whether the session is in the room; private conversations always count as joined. */
    boolean joined() {
        return joined;
    }

    /** Whether the session was in this room before, on a connection that is lost. */
    boolean joinedBefore() {
        return joinedBefore;
    }

    void joined(boolean now) {
        joinedBefore |= joined && !now;
        joined = now;
        if (!now) {
            people.clear();
        }
    }

    // People

    void enter(String nick) {
        people.put(Nickname.fold(nick), nick);
    }

    /** Whether that person was here. */
    boolean leave(String nick) {
        return people.remove(Nickname.fold(nick)) != null;
    }

    boolean has(String nick) {
        return people.containsKey(Nickname.fold(nick));
    }

    int peopleCount() {
        return people.size();
    }

    /** Everybody here, sorted by name. */
    List<String> people() {
        var sorted = new ArrayList<>(people.values());
        sorted.sort(Comparator.comparing(Nickname::fold));
        return sorted;
    }

    /** A list of names begins: what was known before is forgotten. Whether this was the first line of it. */
    boolean namesBegin() {
        boolean begins = !namesComing;
        if (begins) {
            namesComing = true;
            people.clear();
        }
        return begins;
    }

    void namesEnd() {
        namesComing = false;
    }

    /** Whether the user has asked for the list that comes next. */
    boolean namesShown() {
        return namesShown;
    }

    void namesShown(boolean show) {
        namesShown = show;
    }

    /** Whether the user has been told who is here, as on arrival. */
    boolean introduced() {
        return introduced;
    }

    void introduced(boolean done) {
        introduced = done;
    }

    // What was said

    /** Remembers a message. False if it was seen before. */
    boolean remember(Event.Said message) {
        String id = message.id();
        Instant time = message.time();
        if (id != null && said.putIfAbsent(id, message) != null) {
            return false;
        }
        if (said.size() > MOST_IDS) {
            said.remove(said.keySet().iterator().next());
        }
        if (lastTime == null || !time.isBefore(lastTime)) {
            lastTime = time;
            lastId = id == null ? lastId : id;
        }
        if (firstTime == null || time.isBefore(firstTime)) {
            firstTime = time;
            firstId = id == null ? firstId : id;
        }
        return true;
    }

    /** The message of an id, while it is remembered; else null. */
    Event.@Nullable Said said(String id) {
        return said.get(id);
    }

    /** A message was taken back: who has not seen it yet is not shown it any more. True if so. */
    boolean takeBack(Event.Said message) {
        return heldBack.remove(message) || unseen.remove(message);
    }

    @Nullable
    String lastId() {
        return lastId;
    }

    @Nullable
    String firstId() {
        return firstId;
    }

    /** Whether an answer about the past is awaited, during which what is said now is held back. */
    boolean historyComing() {
        return historyComing;
    }

    void historyComing(boolean coming) {
        historyComing = coming;
    }

    void holdBack(Event.Said said) {
        heldBack.addLast(said);
        if (heldBack.size() > MOST_WAITING) {
            heldBack.removeFirst();
        }
    }

    /** What was held back, which is forgotten here. */
    List<Event.Said> release() {
        var released = List.copyOf(heldBack);
        heldBack.clear();
        return released;
    }

    // What the user has not seen

    void keepUnseen(Event event) {
        unseen.addLast(event);
        if (unseen.size() > MOST_WAITING) {
            unseen.removeFirst();
        }
    }

    void count(boolean calling) {
        unread++;
        calls |= calling;
    }

    /** What the user has not seen, which counts as seen from now on. */
    List<Event> see() {
        var events = List.copyOf(unseen);
        unseen.clear();
        unread = 0;
        calls = false;
        return events;
    }

    int unread() {
        return unread;
    }

    Event.Tab tab() {
        return new Event.Tab(place, unread, calls);
    }
}
