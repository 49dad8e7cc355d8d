package chat.parley.room.store;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.HistorySelector.Place;
import chat.parley.contracts.room.MessageKind;
import chat.parley.contracts.room.RoomRank;
import chat.parley.room.model.ChangeSet;
import chat.parley.room.model.Need;
import chat.parley.room.model.SearchPlan;
import chat.parley.room.model.Shown;
import chat.parley.room.model.Slice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What happened in conversations, in memory. */
final class MemoryMessages {
    private final Map<ConversationId, List<Event>> messages = new HashMap<>();

    void write(ChangeSet changes) {
        for (int i = 0; i < changes.events().size(); i++) {
            Event event = changes.events().get(i);
            if (event.sequence() > 0) {
                append(changes.conversationOf(i).id(), event);
            }
        }
        for (Need.OfEvent key : changes.redacted()) {
            messages.getOrDefault(key.conversation(), new ArrayList<>())
                    .replaceAll(event -> event.sequence() == key.sequence()
                            ? new Event(
                                    event.sequence(), event.timeMillis(), event.author(), null, new Change.Redacted())
                            : event);
        }
        changes.forgotten().forEach(this::forget);
    }

    private void append(ConversationId id, Event event) {
        List<Event> record = messages.computeIfAbsent(id, _id -> new ArrayList<>());
        if (event.sequence() != record.size() + 1) {
            throw new IllegalStateException("not the next one: " + event.sequence());
        }
        Author author = event.author();
        record.add(new Event(event.sequence(), event.timeMillis(), author, null, event.change()));
    }

    /** The names of deleted accounts are no part of the record. */
    private void forget(PersonId.OfAccount account) {
        messages.values()
                .forEach(record -> record.replaceAll(event -> {
                    Author author = event.author();
                    return author.person().equals(account)
                            ? new Event(
                                    event.sequence(),
                                    event.timeMillis(),
                                    new Author(author.person(), author.source(), null),
                                    null,
                                    event.change())
                            : event;
                }));
    }

    /** Of conversations that are no more. */
    void purge(Predicate<ConversationId> stays) {
        messages.keySet().removeIf(stays.negate());
    }

    List<Event> of(ConversationId id) {
        return messages.getOrDefault(id, List.of());
    }

    List<Event> read(ConversationId conversation, Slice slice) {
        List<Event> found = new ArrayList<>(of(conversation).stream()
                .filter(event -> isAfter(event, slice.from(), slice.fromInclusive()))
                .filter(event -> isBefore(event, slice.to()))
                .filter(event -> isShown(event, slice.shown()))
                .toList());
        if (slice.newest()) {
            Collections.reverse(found);
        }
        List<Event> page = new ArrayList<>(found.subList(0, Math.min(found.size(), slice.limit())));
        page.sort(Comparator.comparingLong(Event::sequence));
        return page;
    }

    static boolean isFound(Event event, SearchPlan plan) {
        Long after = plan.asked().afterMillis();
        Long before = plan.asked().beforeMillis();
        return plan.matches(event)
                && isShown(event, new Shown.ToReader(false, plan.upTo()))
                && (after == null || event.timeMillis() >= after)
                && (before == null || event.timeMillis() <= before);
    }

    private static boolean isAfter(Event event, @Nullable Place from, boolean inclusive) {
        return switch (from) {
            case null -> true;
            case Place.AtSequence at ->
                event.sequence() > at.sequence() || (inclusive && event.sequence() == at.sequence());
            case Place.AtTime at ->
                event.timeMillis() > at.millis() || (inclusive && event.timeMillis() == at.millis());
        };
    }

    private static boolean isBefore(Event event, @Nullable Place to) {
        return switch (to) {
            case null -> true;
            case Place.AtSequence at -> event.sequence() < at.sequence();
            case Place.AtTime at -> event.timeMillis() < at.millis();
        };
    }

    private static boolean isShown(Event event, Shown shown) {
        return switch (shown) {
            case Shown.Everything _everything -> true;
            case Shown.ToReader reader ->
                switch (event.change()) {
                    case Change.Message message -> {
                        RoomRank to = message.to();
                        boolean forReader = to == null || (reader.upTo() != null && to.compareTo(reader.upTo()) <= 0);
                        yield forReader && (reader.events() || message.kind() != MessageKind.TAGMSG);
                    }
                    case Change.Invite _invite -> false;
                    case Change.Knock _knock -> false;
                    case Change.Described _described -> false;
                    case Change.Redacted _redacted -> false;
                    default -> reader.events();
                };
        };
    }

    private static boolean isSaid(Event event) {
        return event.change() instanceof Change.Message message
                && message.kind() != MessageKind.TAGMSG
                && message.to() == null;
    }

    /** What was said last, but by somebody; null: nothing. */
    @Nullable
    Event latest(ConversationId id, @Nullable PersonId notBy) {
        return of(id).reversed().stream()
                .filter(MemoryMessages::isSaid)
                .filter(event -> !event.author().person().equals(notBy))
                .findFirst()
                .orElse(null);
    }
}
