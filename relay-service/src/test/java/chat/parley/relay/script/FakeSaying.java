package chat.parley.relay.script;

import static chat.parley.relay.script.FakeConversations.denied;
import static chat.parley.relay.script.FakeConversations.rejected;

import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Accepted;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.HistoryPage;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.SaidPage;
import chat.parley.contracts.room.SearchHit;
import chat.parley.contracts.room.Target;
import chat.parley.protocol.id.MessageId;
import chat.parley.protocol.name.Nickname;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is said, taken back, read and searched: of {@link FakeRooms}. */
final class FakeSaying {
    private final FakeConversations conversations;
    private final Map<String, Long> nonces = new HashMap<>();

    FakeSaying(FakeConversations conversations) {
        this.conversations = conversations;
    }

    Object say(RoomRequest.Say say) {
        String nonceKey = say.account() == null || say.nonce() == null ? null : say.account() + "/" + say.nonce();
        Long before = nonceKey == null ? null : nonces.get(nonceKey);
        var change = new Change.Message(
                say.kind(),
                say.text(),
                say.clientTags(),
                say.target() instanceof Target.ToRoom room ? room.to() : null);
        ConversationRef conversation;
        List<Event> events;
        switch (say.target()) {
            case Target.ToRoom toRoom -> {
                FakeConversations.Room room = conversations.rooms.get(toRoom.name());
                if (room == null) {
                    return rejected(Reason.NO_SUCH_ROOM);
                }
                String ranks = room.members.get(say.author().person());
                if (ranks == null || (room.modes.has('m') && ranks.isEmpty())) {
                    return denied(Reason.CANNOT_SEND);
                }
                conversation = room.ref;
                events = room.events;
            }
            case Target.ToPerson toPerson -> {
                FakeConversations.Direct direct = conversations.direct(say.author(), toPerson);
                conversation = direct.ref();
                events = direct.events();
            }
        }
        if (before != null) {
            Event stored = events.get((int) (before - 1));
            return stored.change().equals(change)
                    ? new Accepted(conversation, before, stored.timeMillis(), true)
                    : rejected(Reason.NONCE_REUSED);
        }
        Accepted accepted =
                conversations.happens(conversation, events, say.stored(), say.author(), say.origin(), change);
        if (nonceKey != null) {
            nonces.put(nonceKey, accepted.sequence());
        }
        return accepted;
    }

    Object redact(RoomRequest.Redact redact) {
        if (!(redact.target() instanceof Target.ToRoom target)) {
            return rejected(Reason.NO_SUCH_MESSAGE);
        }
        FakeConversations.Room room = conversations.rooms.get(target.name());
        if (room == null) {
            return rejected(Reason.NO_SUCH_ROOM);
        }
        if (redact.conversation() != room.ref.id().value() || redact.sequence() > room.events.size()) {
            return rejected(Reason.NO_SUCH_MESSAGE);
        }
        PersonId author = room.events.get((int) redact.sequence() - 1).author().person();
        return author.equals(redact.author().person())
                ? conversations.happens(
                        room,
                        redact.author(),
                        redact.origin(),
                        new Change.Redaction(redact.sequence(), redact.reason()))
                : denied(Reason.NOT_YOURS);
    }

    SaidPage said(RoomRequest.ReadSaid asked) {
        Map<ConversationRef, List<Event>> all = new LinkedHashMap<>();
        conversations.rooms.values().forEach(room -> all.put(room.ref, room.events));
        conversations.directs.values().forEach(direct -> all.put(direct.ref(), direct.events()));
        List<SaidPage.Said> said = new ArrayList<>();
        all.forEach((conversation, events) -> events.stream()
                .filter(event -> event.author().person().equals(asked.person()))
                .filter(event -> event.change() instanceof Change.Message)
                .filter(event ->
                        new MessageId(conversation.id().value(), event.sequence()).compareTo(asked.after()) > 0)
                .forEach(event -> said.add(new SaidPage.Said(conversation, event))));
        if (said.size() <= asked.limit()) {
            return new SaidPage(said, null);
        }
        SaidPage.Said last = said.get(asked.limit() - 1);
        return new SaidPage(
                said.subList(0, asked.limit()),
                new MessageId(last.conversation().id().value(), last.event().sequence()));
    }

    /** Everything of one room that has the text in it, or of all. */
    List<SearchHit> search(RoomRequest.Search search) {
        List<SearchHit> hits = new ArrayList<>();
        for (FakeConversations.Room room : conversations.rooms.values()) {
            if (!(search.in() instanceof Target.ToRoom in) || in.name().equals(room.ref.name())) {
                for (Event event : room.events) {
                    if (event.change() instanceof Change.Message said
                            && said.text().contains(search.text())) {
                        hits.add(new SearchHit(room.ref, event));
                    }
                }
            }
        }
        return hits;
    }

    /** The last so many; tests of which part of history is asked for look at the request. */
    Object history(RoomRequest.History history) {
        ConversationRef conversation;
        List<Event> events;
        switch (history.target()) {
            case Target.ToRoom toRoom -> {
                FakeConversations.Room room = conversations.rooms.get(toRoom.name());
                if (room == null) {
                    return rejected(Reason.NO_SUCH_ROOM);
                }
                conversation = room.ref;
                events = room.events;
            }
            case Target.ToPerson toPerson -> {
                FakeConversations.Direct found = conversations.directs.values().stream()
                        .filter(direct -> direct.ref().other(toPerson.person()).equals(history.reader()))
                        .findFirst()
                        .orElse(null);
                if (found == null) {
                    return new HistoryPage(
                            new ConversationRef.Direct(
                                    new ConversationId(9_999),
                                    history.reader(),
                                    new Nickname("me"),
                                    toPerson.person(),
                                    toPerson.nick()),
                            List.of());
                }
                conversation = found.ref();
                events = found.events();
            }
        }
        List<Event> shown = events.stream()
                .filter(event -> history.eventsToo() || event.change() instanceof Change.Message)
                .map(event -> new Event(event.sequence(), event.timeMillis(), event.author(), null, event.change()))
                .toList();
        return new HistoryPage(conversation, shown.subList(Math.max(0, shown.size() - history.limit()), shown.size()));
    }
}
