package chat.parley.relay.script;

import static chat.parley.relay.script.FakeConversations.denied;
import static chat.parley.relay.script.FakeConversations.rejected;

import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.metadata.Metadata;
import chat.parley.contracts.room.Accepted;
import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.ListEntry;
import chat.parley.contracts.room.ModeChange;
import chat.parley.contracts.room.RoomModes;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.Topic;
import chat.parley.protocol.name.MetadataKey;
import chat.parley.protocol.name.Nickname;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What members and operators do to a room: of {@link FakeRooms}. */
final class FakeGoverning {
    private final FakeConversations conversations;

    FakeGoverning(FakeConversations conversations) {
        this.conversations = conversations;
    }

    Object setTopic(RoomRequest.SetTopic set) {
        FakeConversations.Room room = conversations.rooms.get(set.room());
        if (room == null) {
            return rejected(Reason.NO_SUCH_ROOM);
        }
        String ranks = room.members.get(set.author().person());
        if (ranks == null) {
            return rejected(Reason.NOT_A_MEMBER);
        }
        if (room.modes.has('t') && !ranks.contains("o")) {
            return denied(Reason.NOT_AN_OPERATOR);
        }
        room.topic = new Topic(set.text(), set.author().source().text(), conversations.nowMillis());
        return conversations.happens(room, set.author(), set.origin(), new Change.Topic(set.text()));
    }

    Object changeModes(RoomRequest.ChangeModes change) {
        FakeConversations.Room room = conversations.rooms.get(change.room());
        if (room == null) {
            return rejected(Reason.NO_SUCH_ROOM);
        }
        String ranks = room.members.get(change.author().person());
        if (ranks == null || !ranks.contains("o")) {
            return denied(Reason.NOT_AN_OPERATOR);
        }
        for (ModeChange mode : change.changes()) {
            if (mode.person() != null && !room.members.containsKey(mode.person())) {
                return rejected(Reason.TARGET_NOT_A_MEMBER);
            }
        }
        Accepted accepted =
                conversations.happens(room, change.author(), change.origin(), new Change.Modes(change.changes()));
        for (ModeChange mode : change.changes()) {
            if (mode.person() != null) {
                room.members.put(mode.person(), mode.add() ? String.valueOf(mode.letter()) : "");
            } else if (ListEntry.LISTS.indexOf(mode.letter()) < 0) {
                String flags = room.modes.flags().replace(String.valueOf(mode.letter()), "");
                room.modes = switch (mode.letter()) {
                    case 'k' -> new RoomModes(room.modes.flags(), mode.add() ? mode.argument() : null, 0);
                    case 'l' ->
                        new RoomModes(
                                room.modes.flags(),
                                room.modes.key(),
                                mode.argument() == null ? 0 : Integer.parseInt(mode.argument()));
                    default ->
                        new RoomModes(mode.add() ? flags + mode.letter() : flags, room.modes.key(), room.modes.limit());
                };
            }
        }
        return accepted;
    }

    Object kick(RoomRequest.Kick kick) {
        FakeConversations.Room room = conversations.rooms.get(kick.room());
        if (room == null) {
            return rejected(Reason.NO_SUCH_ROOM);
        }
        if (!"o".equals(room.members.get(kick.author().person()))) {
            return denied(Reason.NOT_AN_OPERATOR);
        }
        if (room.members.remove(kick.target().person()) == null) {
            return rejected(Reason.TARGET_NOT_A_MEMBER);
        }
        var change = new Change.Kick(
                kick.target().person(), new Nickname(kick.target().source().name()), kick.reason());
        return conversations.happens(room, kick.author(), kick.origin(), change);
    }

    /** Whoever is an operator may do what its founder may. */
    Object drop(RoomRequest.Drop drop) {
        FakeConversations.Room room = conversations.rooms.get(drop.room());
        if (room == null) {
            return rejected(Reason.NO_SUCH_ROOM);
        }
        if (!"o".equals(room.members.get(drop.author().person()))) {
            return denied(Reason.NOT_THE_FOUNDER);
        }
        for (Author author : drop.present()) {
            room.members.remove(author.person());
            var nick = new Nickname(author.source().name());
            conversations.happens(room, drop.author(), null, new Change.Kick(author.person(), nick, drop.reason()));
        }
        conversations.rooms.remove(drop.room());
        return true;
    }

    Object handOver(RoomRequest.HandOver handOver) {
        FakeConversations.Room room = conversations.rooms.get(handOver.room());
        if (room == null) {
            return rejected(Reason.NO_SUCH_ROOM);
        }
        return "o".equals(room.members.get(new PersonId.OfAccount(handOver.heir())))
                ? true
                : rejected(Reason.NO_OPERATOR_THERE);
    }

    Object invite(RoomRequest.Invite invite) {
        FakeConversations.Room room = conversations.rooms.get(invite.room());
        if (room == null) {
            return rejected(Reason.NO_SUCH_ROOM);
        }
        return room.members.containsKey(invite.target())
                ? rejected(Reason.ALREADY_A_MEMBER)
                : conversations.happens(
                        room, invite.author(), invite.origin(), new Change.Invite(invite.target(), invite.nick()));
    }

    Object knock(RoomRequest.Knock knock) {
        FakeConversations.Room room = conversations.rooms.get(knock.room());
        return room == null
                ? rejected(Reason.NO_SUCH_ROOM)
                : conversations.happens(room, knock.author(), knock.origin(), new Change.Knock());
    }

    Object rename(RoomRequest.Rename rename) {
        FakeConversations.Room room = conversations.rooms.get(rename.room());
        if (room == null) {
            return rejected(Reason.NO_SUCH_ROOM);
        }
        if (conversations.rooms.containsKey(rename.now()) && !rename.now().equals(rename.room())) {
            return rejected(Reason.ROOM_NAME_TAKEN);
        }
        var change = new Change.Rename(room.ref.name(), rename.now(), rename.reason());
        conversations.rooms.remove(rename.room());
        conversations.rooms.put(rename.now(), room);
        room.ref = new ConversationRef.Room(room.ref.id(), rename.now());
        return conversations.happens(room, rename.author(), rename.origin(), change);
    }

    Object changeMetadata(RoomRequest.ChangeMetadata change) {
        FakeConversations.Room room = conversations.rooms.get(change.room());
        if (room == null) {
            return rejected(Reason.NO_SUCH_ROOM);
        }
        String ranks = room.members.get(change.author().person());
        if (ranks == null) {
            return rejected(Reason.NOT_A_MEMBER);
        }
        if (!ranks.contains("o")) {
            return denied(Reason.NOT_AN_OPERATOR);
        }
        Metadata before = room.metadata;
        room.metadata = before.after(change.change());
        Map<MetadataKey, String> set = new HashMap<>();
        List<MetadataKey> removed = new ArrayList<>();
        for (MetadataKey key : room.metadata.differencesFrom(before)) {
            String value = room.metadata.get(key);
            if (value == null) {
                removed.add(key);
            } else {
                set.put(key, value);
            }
        }
        return conversations.happens(room, change.author(), change.origin(), new Change.Described(set, removed));
    }
}
