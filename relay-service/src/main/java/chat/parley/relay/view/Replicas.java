package chat.parley.relay.view;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.Member;
import chat.parley.contracts.room.RoomSnapshot;
import chat.parley.protocol.line.WordPacker;
import chat.parley.protocol.name.RoomName;
import chat.parley.protocol.name.ServerName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@link Views} of one loop, from the side of the streams that keep them. Used on its loop's thread only. */
public final class Replicas implements Views {
    private static final int LINE_BYTES = 512;

    private final int serverNameBytes;
    private final int longestNickBytes;
    private final Headcount headcount;
    private final PresenceView presence = new PresenceView();
    private final Map<ConversationId, RoomView> byId = new HashMap<>();
    private final Map<RoomName, RoomView> byName = new HashMap<>();
    private final Map<PersonId, List<RoomView>> byMember = new HashMap<>();

    /**
     * Of nothing yet.
     *
     * @param longestNickBytes how much of a line of names is left free for the reader's own
     * @param headcount of all loops of this process
     */
    public Replicas(ServerName server, int longestNickBytes, Headcount headcount) {
        this.longestNickBytes = longestNickBytes;
        this.headcount = headcount;
        this.serverNameBytes = server.value().length();
    }

    @Override
    public PresenceView presence() {
        return presence;
    }

    @Override
    public int connecting() {
        return headcount.connecting();
    }

    @Override
    public @Nullable RoomView room(RoomName name) {
        return byName.get(name);
    }

    public @Nullable RoomView room(ConversationId id) {
        return byId.get(id);
    }

    /** The rooms that this loop has. */
    public Collection<RoomView> rooms() {
        return List.copyOf(byId.values());
    }

    @Override
    public Collection<RoomView> roomsOf(PersonId person) {
        return List.copyOf(byMember.getOrDefault(person, List.of()));
    }

    /** Begins to follow a room, from its snapshot on; an older view of it is replaced. */
    public RoomView open(RoomSnapshot snapshot) {
        close(snapshot.room().id());
        RoomView room = new RoomView(
                snapshot, presence, namesBytes(snapshot.room().name().value()));
        byId.put(room.room().id(), room);
        byName.put(room.room().name(), room);
        room.members().forEach(member -> entered(room, member.person()));
        return room;
    }

    public void close(ConversationId id) {
        RoomView room = byId.remove(id);
        if (room != null) {
            byName.remove(room.room().name(), room);
            for (Member member : room.members()) {
                left(room, member.person());
            }
        }
    }

    /** Moves a room on by its next event. */
    public void apply(RoomView room, Event event) {
        PersonId person = event.author().person();
        boolean wasMember = room.isMember(person);
        room.apply(event);
        switch (event.change()) {
            case Change.Join _join -> {
                if (!wasMember) {
                    entered(room, person);
                }
            }
            case Change.Part _part -> left(room, person);
            case Change.Kick kick -> left(room, kick.target());
            case Change.Message _message -> {}
            case Change.Modes _modes -> {}
            case Change.Topic _topic -> {}
            case Change.Rename rename -> {
                byName.remove(rename.before(), room);
                byName.put(rename.now(), room);
            }
            case Change.Described _described -> {}
            case Change.Redaction _redaction -> {}
            case Change.Redacted _redacted -> {}
            case Change.Invite _invite -> {}
            case Change.Knock _knock -> {}
        }
    }

    /**
     * Moves presence on by its next event, and the rooms with it: a guest's memberships end with its connection, or become the
     * account's that adopts it, without an event of the room.
     */
    public void apply(PresenceEvent event) {
        switch (event) {
            case PresenceEvent.Online online -> {
                PersonId person = online.person().id();
                if (presence.isHere(person)) {
                    forgetNames(person);
                }
                presence.apply(event);
                byMember.getOrDefault(person, List.of()).forEach(room -> room.appeared(person));
            }
            case PresenceEvent.Changed changed -> {
                presence.apply(event);
                if (changed.what() == PresenceEvent.What.NICK) {
                    forgetNames(changed.now().id());
                }
            }
            case PresenceEvent.Adopted adopted -> {
                presence.apply(event);
                adopt(adopted.guest(), adopted.now().id());
            }
            case PresenceEvent.Offline offline -> {
                presence.apply(event);
                PersonId person = offline.person().id();
                forgetNames(person);
                if (person instanceof PersonId.OfGuest guest) {
                    endMemberships(guest);
                }
            }
            case PresenceEvent.Announced _announced -> {}
        }
    }

    /** A guest is gone. */
    public void endMemberships(PersonId.OfGuest guest) {
        for (RoomView room : roomsOf(guest)) {
            room.remove(guest);
        }
        byMember.remove(guest);
    }

    private void adopt(PersonId guest, PersonId account) {
        for (RoomView room : roomsOf(guest)) {
            room.adopt(guest, account);
            entered(room, account);
        }
        byMember.remove(guest);
    }

    private void forgetNames(PersonId person) {
        byMember.getOrDefault(person, List.of()).forEach(RoomView::forgetNames);
    }

    private void entered(RoomView room, PersonId person) {
        List<RoomView> rooms = byMember.computeIfAbsent(person, _new -> new ArrayList<>(1));
        if (!rooms.contains(room)) {
            rooms.add(room);
        }
    }

    private void left(RoomView room, PersonId person) {
        List<RoomView> rooms = byMember.get(person);
        if (rooms != null && rooms.remove(room) && rooms.isEmpty()) {
            byMember.remove(person);
        }
    }

    /** What is left of a line for the names, after {@code :server 353 nick = #room :} and its end. */
    private int namesBytes(String room) {
        return LINE_BYTES - 2 - (1 + serverNameBytes + 5 + longestNickBytes + 3 + WordPacker.utf8Bytes(room) + 2);
    }
}
