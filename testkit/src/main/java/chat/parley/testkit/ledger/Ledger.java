package chat.parley.testkit.ledger;

import chat.parley.testkit.wire.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the clients of a test said in one conversation and what they were told about it, held at the end against its history. Every
 * text is said once on purpose: sending it again under its nonce is a resend. From any thread.
 */
public final class Ledger {
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<View> views = new ArrayList<>();
    /** What many saw is kept once. */
    private final Map<Message, Message> kept = new HashMap<>();

    private int resends;
    private int refusedResends;
    private int standing;
    private long slowestNanos;

    /** A text and all that became of it. */
    private static final class Entry {
        private final Set<String> echoes = new LinkedHashSet<>();
        private boolean acknowledged;
        private boolean refused;

        private boolean stands() {
            return acknowledged || !echoes.isEmpty();
        }
    }

    /**
     * What one connection saw of the conversation, from some moment on until its end.
     *
     * @param messages in the order in which they came
     * @param answers what was only the answer to a resend, perhaps, and not the message's own place in the order
     */
    private record View(String name, List<Message> messages, Set<String> answers) {}

    /** Somebody says something for the first time. */
    public synchronized void sent(String text) {
        if (entries.put(text, new Entry()) != null) {
            throw new IllegalArgumentException("Said before: " + text);
        }
    }

    /** Somebody says again what may have been lost. */
    public synchronized void resent() {
        resends++;
    }

    /** A resend was refused, which says nothing of what was sent before. */
    public synchronized void refusedAgain() {
        refusedResends++;
    }

    /** The sender was told that it stands. */
    public synchronized void echoed(String text, String messageId, long tookNanos) {
        Entry entry = entry(text);
        standing += entry.stands() ? 0 : 1;
        entry.echoes.add(messageId);
        slowestNanos = Math.max(slowestNanos, tookNanos);
    }

    /** The sender was told that it stands, and will see it in its place. */
    public synchronized void acknowledged(String text) {
        Entry entry = entry(text);
        standing += entry.stands() ? 0 : 1;
        entry.acknowledged = true;
    }

    /** How many texts their senders know to stand, until now. */
    public synchronized int standing() {
        return standing;
    }

    /** The sender was told that it does not stand, and never will. */
    public synchronized void refused(String text) {
        entry(text).refused = true;
    }

    private Entry entry(String text) {
        Entry entry = entries.get(text);
        if (entry == null) {
            throw new IllegalArgumentException("Never said: " + text);
        }
        return entry;
    }

    /** Begins what one connection sees; for one thread at a time. */
    public synchronized Watch watch(String name) {
        View view = new View(name, new ArrayList<>(), new LinkedHashSet<>());
        views.add(view);
        return new Watch(view);
    }

    /** Writes down what one connection sees. */
    public final class Watch {
        private final View view;

        private Watch(View view) {
            this.view = view;
        }

        public void saw(Message message) {
            synchronized (Ledger.this) {
                view.messages.add(keep(message));
            }
        }

        /** The echo of a resend, which comes out of order when the message stood already. */
        public void sawAnswer(Message message) {
            synchronized (Ledger.this) {
                view.messages.add(keep(message));
                view.answers.add(message.id());
            }
        }
    }

    private Message keep(Message message) {
        Message known = kept.putIfAbsent(message, message);
        return known == null ? message : known;
    }

    /** Holds everything against the history, oldest first, as it was read in the end. */
    public synchronized Findings compare(List<Message> history) {
        Findings findings = new Findings();
        Map<String, Integer> places = places(history, findings);
        Map<String, String> ids = new HashMap<>();
        history.forEach(message -> ids.putIfAbsent(message.text(), message.id()));
        entries.forEach((text, entry) -> compare(text, entry, ids.get(text), findings));
        views.forEach(view -> compare(view, history, places, findings));
        long refused = entries.values().stream().filter(entry -> entry.refused).count();
        findings.count("messages sent", entries.size());
        findings.count("echoed", standing);
        findings.count("refused", refused);
        findings.count("resends", resends);
        findings.count("resends refused", refusedResends);
        findings.count("in history", history.size());
        findings.count("views compared", views.size());
        findings.count(
                "seen, all views",
                views.stream().mapToLong(view -> view.messages.size()).sum());
        findings.count("slowest echo, ms", slowestNanos / 1_000_000);
        return findings;
    }

    private Map<String, Integer> places(List<Message> history, Findings findings) {
        Map<String, Integer> places = new HashMap<>();
        Set<String> texts = new LinkedHashSet<>();
        String time = "";
        for (Message message : history) {
            if (places.putIfAbsent(message.id(), places.size()) != null || !texts.add(message.text())) {
                findings.add(Findings.Kind.DUPLICATED, message.text() + " stands twice in history");
            }
            if (!entries.containsKey(message.text())) {
                findings.add(Findings.Kind.INVENTED, message.text() + " is in history and nobody said it");
            }
            if (message.time().compareTo(time) < 0) {
                findings.add(Findings.Kind.REORDERED, message.text() + " is older than the one before it");
            }
            time = message.time();
        }
        return places;
    }

    private static void compare(String text, Entry entry, @Nullable String standsAs, Findings findings) {
        for (String echo : entry.echoes) {
            if (standsAs == null) {
                findings.add(Findings.Kind.LOST, text + " was echoed as " + echo + " and is not in history");
            } else if (!standsAs.equals(echo)) {
                findings.add(Findings.Kind.DUPLICATED, text + " was echoed as " + echo + " and stands as " + standsAs);
            }
        }
        if (entry.acknowledged && standsAs == null) {
            findings.add(Findings.Kind.LOST, text + " was acknowledged and is not in history");
        }
        if (entry.refused && standsAs != null) {
            findings.add(Findings.Kind.INVENTED, text + " was refused and stands as " + standsAs);
        }
    }

    /** Between the first and the last message of a view, it has what history has, in the same order. */
    private static void compare(View view, List<Message> history, Map<String, Integer> places, Findings findings) {
        List<Message> seen = new ArrayList<>();
        for (Message message : view.messages) {
            Integer place = places.get(message.id());
            if (place == null) {
                findings.add(Findings.Kind.LOST, view.name + " saw " + message.text() + ", which is not in history");
            } else if (!history.get(place).equals(message)) {
                findings.add(
                        Findings.Kind.INVENTED, view.name + " saw " + message + ", history has " + history.get(place));
            } else if (!view.answers.contains(message.id())) {
                seen.add(message);
            }
        }
        int first = seen.isEmpty() ? 0 : places.getOrDefault(seen.getFirst().id(), 0);
        int at = first;
        for (Message message : seen) {
            int place = places.getOrDefault(message.id(), 0);
            if (place < at) {
                findings.add(Findings.Kind.REORDERED, view.name + " saw " + message.text() + " again, or too late");
                continue;
            }
            for (; at < place; at++) {
                if (!view.answers.contains(history.get(at).id())) {
                    findings.add(
                            Findings.Kind.MISSED,
                            view.name + " did not see " + history.get(at).text());
                }
            }
            at++;
        }
    }
}
