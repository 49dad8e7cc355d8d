package chat.parley.room.model;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.metadata.Metadata;
import chat.parley.contracts.room.Accepted;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.ModeChange;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.name.MetadataKey;
import chat.parley.protocol.name.RoomName;
import chat.parley.room.policy.Permission;
import chat.parley.room.policy.RoomPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Decides about names, topics, modes and metadata. */
final class Governing {
    private final Conversations conversations;
    private final Limits limits;

    Governing(Conversations conversations, Limits limits) {
        this.conversations = conversations;
        this.limits = limits;
    }

    Verdict setTopic(RoomRequest.SetTopic request, long nowMillis, ChangeSet changes) {
        Room room = conversations.room(request.room());
        if (room == null) {
            return conversations.noRoom(request.room());
        }
        if (RoomPolicy.canSetTopic(room, request.author().person()) instanceof Permission.Refused refused) {
            return new Verdict.Refused(refused.failure());
        }
        Change.Topic topic = new Change.Topic(cut(request.text(), limits.maxTopicCharacters()));
        Event event = changes.append(room, nowMillis, request.author(), request.origin(), topic);
        changes.changed(room);
        return new Verdict.Answer(new Accepted(room.ref(), event.sequence(), event.timeMillis(), false));
    }

    Verdict changeMetadata(RoomRequest.ChangeMetadata request, long nowMillis, ChangeSet changes) {
        Room room = conversations.room(request.room());
        if (room == null) {
            return conversations.noRoom(request.room());
        }
        if (RoomPolicy.canDescribe(room, request.author().person()) instanceof Permission.Refused refused) {
            return new Verdict.Refused(refused.failure());
        }
        Metadata before = room.metadata();
        Metadata now = before.after(request.change());
        List<MetadataKey> keys = now.differencesFrom(before);
        if (keys.isEmpty()) {
            return new Verdict.Answer(new Accepted(room.ref(), room.sequence(), room.timeOfNext(0), true));
        }
        if (!now.isWithin(request.mostKeys(), before)) {
            return new Verdict.Refused(
                    new Failure.Rejected(Reason.METADATA_FULL, "That would be too many keys, or too much in all."));
        }
        Map<MetadataKey, String> set = new TreeMap<>();
        List<MetadataKey> removed = new ArrayList<>();
        for (MetadataKey key : keys) {
            String value = now.get(key);
            changes.metadata(room.id(), key, value);
            if (value == null) {
                removed.add(key);
            } else {
                set.put(key, value);
            }
        }
        Event event =
                changes.append(room, nowMillis, request.author(), request.origin(), new Change.Described(set, removed));
        return new Verdict.Answer(new Accepted(room.ref(), event.sequence(), event.timeMillis(), false));
    }

    Verdict rename(RoomRequest.Rename request, long nowMillis, ChangeSet changes) {
        Room room = conversations.room(request.room());
        if (room == null) {
            return conversations.noRoom(request.room());
        }
        if (RoomPolicy.canRename(room, request.author().person()) instanceof Permission.Refused refused) {
            return new Verdict.Refused(refused.failure());
        }
        RoomName before = room.ref().name();
        RoomName now = request.now();
        if (limits.isLobby(before) || before.value().equals(now.value())) {
            return new Verdict.Refused(new Failure.Denied(
                    Reason.CANNOT_RENAME,
                    limits.isLobby(before) ? "The lobby keeps its name." : "That is what it is called."));
        }
        if (!before.equals(now)) {
            Need taken = new Need.OfRoom(now);
            if (conversations.room(now) == null && !conversations.isAbsent(taken)) {
                return new Verdict.Missing(List.of(taken));
            }
            if (conversations.room(now) != null || limits.isLobby(now)) {
                return new Verdict.Refused(
                        new Failure.Rejected(Reason.ROOM_NAME_TAKEN, "There is a room " + now.value() + " already."));
            }
        }
        Change.Rename change = new Change.Rename(before, now, request.reason());
        Event event = changes.append(room, nowMillis, request.author(), request.origin(), change);
        conversations.renamed(before, room);
        changes.changed(room);
        changes.renamed(room);
        if (!before.equals(now)) {
            changes.marker(new MarkerChange.Renamed(before.folded(), now.folded()));
        }
        return new Verdict.Answer(new Accepted(room.ref(), event.sequence(), event.timeMillis(), false));
    }

    private static String cut(String text, int maxCharacters) {
        if (text.length() <= maxCharacters) {
            return text;
        }
        boolean splitsPair = Character.isHighSurrogate(text.charAt(maxCharacters - 1));
        return text.substring(0, splitsPair ? maxCharacters - 1 : maxCharacters);
    }

    Verdict changeModes(RoomRequest.ChangeModes request, long nowMillis, ChangeSet changes) {
        Room room = conversations.room(request.room());
        if (room == null) {
            return conversations.noRoom(request.room());
        }
        Draft draft = new Draft(room, limits);
        for (ModeChange change : request.changes()) {
            if (RoomPolicy.canChangeMode(room, request.author().person(), change)
                    instanceof Permission.Refused refused) {
                return new Verdict.Refused(refused.failure());
            }
            Failure.Rejected wrong = draft.add(change);
            if (wrong != null) {
                return new Verdict.Refused(wrong);
            }
        }
        if (draft.effective().isEmpty()) {
            return new Verdict.Answer(new Accepted(room.ref(), room.sequence(), room.timeOfNext(0), true));
        }
        Event event = changes.append(
                room, nowMillis, request.author(), request.origin(), new Change.Modes(draft.effective()));
        draft.ranks().forEach((person, ranks) -> changes.member(room.id(), person, ranks));
        Keeping.follow(room, draft.effective(), changes);
        draft.lists()
                .forEach(change -> changes.list(
                        room.id(),
                        change.letter(),
                        change.mask(),
                        change.add() ? Room.entry(change.mask(), event) : null));
        if (draft.changesModes()) {
            changes.changed(room);
        }
        return new Verdict.Answer(new Accepted(room.ref(), event.sequence(), event.timeMillis(), false));
    }
}
