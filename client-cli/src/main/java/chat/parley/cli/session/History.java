package chat.parley.cli.session;

import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.id.Label;
import chat.parley.protocol.id.Timestamp;
import chat.parley.protocol.line.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks the server for what was said before: a little on entering a room, all that was missed after an interruption,
 * private messages that came while the user was away, and whatever the user asks for. What was shown already is not shown
 * again, unless the user asks.
 *
 * @see <a href="https://ircv3.net/specs/extensions/chathistory">IRCv3 chathistory</a>
 */
final class History {

    /** Pages to fetch after an interruption; what was missed beyond that is left to {@code /history}. */
    private static final int MOST_PAGES = 10;

    private static final int MOST_TARGETS = 50;
    private static final int PRIVATE_MESSAGES = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration FIRST_LOOK_BACK = Duration.ofDays(30);

    private enum Why {
        ENTERED,
        MISSED,
        MISSED_IN_PRIVATE,
        ASKED,
        TARGETS
    }

    /**
     * A question on its way.
     *
     * @param limit messages that it asks for
     * @param page how many were asked for the same purpose, with this one
     * @param wanted messages that are wanted in all, where pages go backwards; this one's included
     * @param later what came of the pages before, which is later than what this one brings
     */
    private record Query(
            Why why, @Nullable Place place, int limit, int page, int wanted, List<Event.Said> later, Instant asked) {
        Query(Why why, @Nullable Place place, int limit, int page, Instant asked) {
            this(why, place, limit, page, limit, List.of(), asked);
        }
    }

    private final State state;
    private final Sayings sayings;
    private final Map<String, Query> open = new LinkedHashMap<>();
    private int number;

    History(State state, Sayings sayings) {
        this.state = state;
        this.sayings = sayings;
    }

    /** The user is in a room, again or for the first time. */
    void joined(Turn turn, Conversation conversation) {
        if (!state.capabilities.has(Capability.CHATHISTORY)) {
            turn.show(new Event.UpToDate(conversation.place()));
            return;
        }
        String lastId = conversation.lastId();
        Instant seen = conversation.joinedBefore() ? state.seenBefore : state.settings.historySince();
        if (lastId != null) {
            after(turn, conversation, "msgid=" + lastId, 1);
        } else if (seen != null) {
            after(turn, conversation, "timestamp=" + text(seen), 1);
        } else if (state.settings.historyMessages() > 0) {
            conversation.historyComing(true);
            latest(turn, Why.ENTERED, conversation.place(), state.settings.historyMessages());
        } else {
            turn.show(new Event.UpToDate(conversation.place()));
        }
    }

    /** The user has opened a private conversation: a little of what was said in it before. */
    void opened(Turn turn, Conversation conversation) {
        if (state.capabilities.has(Capability.CHATHISTORY)) {
            conversation.historyComing(true);
            latest(turn, Why.ENTERED, conversation.place(), PRIVATE_MESSAGES);
        }
    }

    /** The session is online: what came in private meanwhile? */
    void online(Turn turn) {
        if (state.settings.missed() && state.capabilities.has(Capability.CHATHISTORY)) {
            Instant seen = state.seenBefore;
            Instant from = seen == null ? turn.now().minus(FIRST_LOOK_BACK) : seen;
            // A minute ahead: the server's clock need not be ours.
            ask(
                    turn,
                    new Query(Why.TARGETS, null, MOST_TARGETS, 1, turn.now()),
                    "TARGETS",
                    "timestamp=" + text(from),
                    "timestamp=" + text(turn.now().plus(Duration.ofMinutes(1))),
                    String.valueOf(MOST_TARGETS));
        }
    }

    /** The user wants to see more: the latest messages, or those before the first that is known. */
    void asked(Turn turn, Conversation conversation, int count, boolean older) {
        if (!state.capabilities.has(Capability.CHATHISTORY)) {
            turn.trouble("This server keeps no history.");
            return;
        }
        int limit = Math.min(count, state.traits.historyLimit());
        String firstId = conversation.firstId();
        if (older && firstId != null) {
            ask(
                    turn,
                    new Query(Why.ASKED, conversation.place(), limit, 1, turn.now()),
                    "BEFORE",
                    conversation.place().name(),
                    "msgid=" + firstId,
                    String.valueOf(limit));
        } else {
            latest(turn, Why.ASKED, conversation.place(), limit);
        }
    }

    private void latest(Turn turn, Why why, Place place, int count) {
        int limit = Math.min(count, state.traits.historyLimit());
        Query query = new Query(why, place, limit, 1, count, List.of(), turn.now());
        ask(turn, query, "LATEST", place.name(), "*", String.valueOf(limit));
    }

    /** Another page of the latest messages, where one does not hold as many as are wanted. */
    private void before(Turn turn, Query query, Place place, String firstId, List<Event.Said> later, int wanted) {
        int limit = Math.min(wanted, state.traits.historyLimit());
        ask(
                turn,
                new Query(query.why(), place, limit, query.page() + 1, wanted, later, turn.now()),
                "BEFORE",
                place.name(),
                "msgid=" + firstId,
                String.valueOf(limit));
    }

    private void after(Turn turn, Conversation conversation, String reference, int page) {
        int limit = state.traits.historyLimit();
        conversation.historyComing(true);
        ask(
                turn,
                new Query(Why.MISSED, conversation.place(), limit, page, turn.now()),
                "AFTER",
                conversation.place().name(),
                reference,
                String.valueOf(limit));
    }

    private void ask(Turn turn, Query query, String... params) {
        String label = "h" + ++number;
        open.put(label, query);
        Line line = Line.of("CHATHISTORY", params);
        turn.send(state.capabilities.has(Capability.LABELED_RESPONSE) ? line.withTag(Label.TAG, label) : line);
    }

    /** Takes a batch of the past. */
    void page(Turn turn, Batches.Whole batch) {
        Query query = take(batch);
        if (batch.type().equals("draft/chathistory-targets")) {
            targets(turn, batch.lines());
            return;
        }
        Place place =
                batch.params().isEmpty() ? null : Place.parse(batch.params().get(0));
        if (query != null && query.place() != null) {
            place = query.place();
        }
        if (place == null) {
            return;
        }
        Conversation conversation = state.places.at(place);
        List<Event.Said> fresh = read(turn, batch.lines(), conversation, query != null && query.why() == Why.ASKED);
        boolean full = query != null && batch.lines().size() >= query.limit();
        if (query != null && query.why() == Why.ENTERED) {
            fresh.addAll(query.later());
            int more = query.wanted() - batch.lines().size();
            String firstId = full ? batch.lines().getFirst().tags().get("msgid") : null;
            if (more > 0 && firstId != null) {
                before(turn, query, place, firstId, fresh, more);
                return;
            }
        }
        show(turn, conversation, fresh, query);
        String lastId = conversation.lastId();
        if (query != null && query.why() == Why.MISSED && full && lastId != null && query.page() < mostPages()) {
            after(turn, conversation, "msgid=" + lastId, query.page() + 1);
        } else if (query == null || query.why() != Why.ASKED) {
            release(turn, conversation);
        }
    }

    /** Who asks for the time since then is shown all of it, page by page. */
    private int mostPages() {
        return state.settings.historySince() == null ? MOST_PAGES : Integer.MAX_VALUE;
    }

    private @Nullable Query take(Batches.Whole batch) {
        String label = batch.label();
        if (label != null) {
            return open.remove(label);
        }
        boolean targets = batch.type().equals("draft/chathistory-targets");
        Place place =
                batch.params().isEmpty() ? null : Place.parse(batch.params().get(0));
        for (Map.Entry<String, Query> one : open.entrySet()) {
            Query query = one.getValue();
            if (targets ? query.why() == Why.TARGETS : place != null && place.equals(query.place())) {
                open.remove(one.getKey());
                return query;
            }
        }
        return null;
    }

    private List<Event.Said> read(Turn turn, List<Line> lines, Conversation conversation, boolean repeatsToo) {
        var fresh = new ArrayList<Event.Said>();
        for (Line line : lines) {
            boolean saying = line.command().equals("PRIVMSG") || line.command().equals("NOTICE");
            Event.Said said = saying ? sayings.read(turn, line, true) : null;
            if (said != null) {
                boolean isNew = conversation.remember(said);
                if (isNew || repeatsToo) {
                    fresh.add(said);
                }
                state.saw(said.time());
            }
        }
        return fresh;
    }

    private void show(Turn turn, Conversation conversation, List<Event.Said> fresh, @Nullable Query query) {
        Why why = query == null ? Why.ENTERED : query.why();
        if (why == Why.ASKED) {
            if (fresh.isEmpty()) {
                turn.info("There is nothing earlier in " + conversation.place().shown() + ".");
            }
            fresh.forEach(turn::show);
            return;
        }
        boolean counts = why == Why.MISSED;
        int others = (int) fresh.stream().filter(said -> !said.own()).count();
        if (why == Why.MISSED_IN_PRIVATE || (counts && state.isVisible(conversation))) {
            if (others == 0 && why == Why.MISSED_IN_PRIVATE) {
                return;
            }
            if (others > 0) {
                // Without knowing when this device was here last, nobody can say which of them are news.
                turn.show(new Event.Missed(conversation.place(), state.seenBefore == null ? 0 : others));
            }
        }
        for (Event.Said said : fresh) {
            if (counts) {
                sayings.show(turn, conversation, said);
            } else {
                state.present(turn, conversation, said);
            }
        }
    }

    /** What was said while the past was on its way comes after it. */
    private void release(Turn turn, Conversation conversation) {
        conversation.historyComing(false);
        conversation.release().forEach(said -> sayings.show(turn, conversation, said));
        turn.show(new Event.UpToDate(conversation.place()));
    }

    private void targets(Turn turn, List<Line> lines) {
        Instant seen = state.seenBefore;
        for (Line line : lines) {
            Place place = Place.parse(line.paramOr(1, ""));
            if (place == null || place.isRoom() || !line.command().equals("CHATHISTORY")) {
                continue;
            }
            Conversation known = state.places.find(place);
            String lastId = known == null ? null : known.lastId();
            var query = new Query(Why.MISSED_IN_PRIVATE, place, PRIVATE_MESSAGES, 1, turn.now());
            String limit = String.valueOf(Math.min(PRIVATE_MESSAGES, state.traits.historyLimit()));
            if (lastId != null) {
                ask(turn, query, "AFTER", place.name(), "msgid=" + lastId, limit);
            } else if (seen != null) {
                ask(turn, query, "AFTER", place.name(), "timestamp=" + text(seen), limit);
            } else {
                ask(turn, query, "LATEST", place.name(), "*", limit);
            }
        }
    }

    /** Takes a refusal of a question. False if it is about something else. */
    boolean failed(Turn turn, Line line) {
        String label = line.tags().get(Label.TAG);
        Query query = label == null ? null : open.remove(label);
        if (query == null) {
            return false;
        }
        if (query.why() == Why.ASKED) {
            turn.trouble(Words.ofFailure(line));
        }
        giveUp(turn, query);
        return true;
    }

    /** Waits no longer for answers that do not come. */
    void tick(Turn turn) {
        for (Map.Entry<String, Query> one : new ArrayList<>(open.entrySet())) {
            if (one.getValue().asked().plus(PATIENCE).isBefore(turn.now())) {
                open.remove(one.getKey());
                giveUp(turn, one.getValue());
            }
        }
    }

    /** The connection is gone, and all answers with it. */
    void interrupted(Turn turn) {
        var queries = new ArrayList<>(open.values());
        open.clear();
        queries.forEach(query -> giveUp(turn, query));
    }

    private void giveUp(Turn turn, Query query) {
        Place place = query.place();
        Conversation conversation = place == null ? null : state.places.find(place);
        if (conversation != null && query.why() != Why.ASKED) {
            show(turn, conversation, query.later(), query);
            release(turn, conversation);
        }
    }

    private static String text(Instant instant) {
        return Timestamp.format(Math.max(0, instant.toEpochMilli()));
    }
}
