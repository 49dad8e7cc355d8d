package chat.parley.relay.view;

import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.metadata.Metadata;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.ListEntry;
import chat.parley.contracts.room.Member;
import chat.parley.contracts.room.ModeChange;
import chat.parley.contracts.room.RoomModes;
import chat.parley.contracts.room.RoomSnapshot;
import chat.parley.contracts.room.Topic;
import chat.parley.protocol.capability.CapabilitySet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A room as it stands at a committed position of its sequence. Members may be away for now: who of them is here is presence. Used
 * on its loop's thread only.
 */
public final class RoomView {
    private ConversationRef.Room room;
    private final long createdAtMillis;
    private final PresenceView presence;
    private final NamesTexts names;
    private final Map<PersonId, Member> members = new LinkedHashMap<>();
    private long sequence;
    private @Nullable Topic topic;
    private RoomModes modes;
    private Metadata metadata;

    /**
     * @param presence to tell which members are here
     * @param namesBytes how long a text of {@link #names} may be
     */
    RoomView(RoomSnapshot snapshot, PresenceView presence, int namesBytes) {
        this.room = snapshot.room();
        this.createdAtMillis = snapshot.createdAtMillis();
        this.presence = presence;
        this.names = new NamesTexts(namesBytes);
        this.sequence = snapshot.sequence();
        this.topic = snapshot.topic();
        this.modes = snapshot.modes();
        this.metadata = snapshot.metadata();
        snapshot.members().forEach(member -> members.put(member.person(), member));
    }

    public ConversationRef.Room room() {
        return room;
    }

    /** The last event of the room's sequence that is contained. */
    public long sequence() {
        return sequence;
    }

    public @Nullable Topic topic() {
        return topic;
    }

    public RoomModes modes() {
        return modes;
    }

    /** What the room says of itself. */
    public Metadata metadata() {
        return metadata;
    }

    public long createdAtMillis() {
        return createdAtMillis;
    }

    /** The letters of somebody's ranks, highest first, empty for members without; null for who is no member. */
    public @Nullable String ranksOf(PersonId person) {
        Member member = members.get(person);
        return member == null ? null : member.ranks();
    }

    public boolean isMember(PersonId person) {
        return members.containsKey(person);
    }

    /** All members, here or not, in the order in which they joined; not to be kept. */
    public Iterable<Member> members() {
        return Collections.unmodifiableCollection(members.values());
    }

    public int memberCount() {
        return members.size();
    }

    /**
     * The texts of RPL_NAMREPLY, one a line, with all members who are here, as a member may see them. Made once and kept up to
     * date for all who ask, because ten thousand may ask while ten thousand join.
     *
     * @param capabilities multi-prefix and userhost-in-names matter
     */
    public List<String> names(CapabilitySet capabilities) {
        return names.of(capabilities, members.values(), presence);
    }

    /** Moves on by one event, which must be the next one of the sequence, or one that has no place in it. */
    void apply(Event event) {
        if (event.sequence() != 0) {
            if (event.sequence() != sequence + 1) {
                throw new IllegalArgumentException(
                        "event " + event.sequence() + " cannot follow " + sequence + " in " + room.name());
            }
            sequence = event.sequence();
        }
        switch (event.change()) {
            case Change.Message _message -> {}
            case Change.Join _join -> add(event.author().person());
            case Change.Part _part -> remove(event.author().person());
            case Change.Kick kick -> remove(kick.target());
            case Change.Modes change -> change.changes().forEach(this::apply);
            case Change.Topic change ->
                topic = change.text().isEmpty()
                        ? null
                        : new Topic(change.text(), event.author().source().text(), event.timeMillis());
            case Change.Rename rename -> room = new ConversationRef.Room(room.id(), rename.now());
            case Change.Described described -> metadata = described.after(metadata);
            case Change.Redaction _redaction -> {}
            case Change.Redacted _redacted -> {}
            case Change.Invite _invite -> {}
            case Change.Knock _knock -> {}
        }
    }

    private void apply(ModeChange change) {
        PersonId person = change.person();
        if (person != null) {
            Member member = members.get(person);
            if (member != null) {
                members.put(person, new Member(person, Ranks.changed(member.ranks(), change.letter(), change.add())));
                names.forget();
            }
            return;
        }
        if (ListEntry.LISTS.indexOf(change.letter()) >= 0) {
            // the room service has the lists, and is asked for them
            return;
        }
        String argument = change.add() ? change.argument() : null;
        modes = switch (change.letter()) {
            case 'k' -> new RoomModes(modes.flags(), argument, modes.limit());
            case 'l' -> new RoomModes(modes.flags(), modes.key(), argument == null ? 0 : Integer.parseInt(argument));
            default ->
                new RoomModes(Ranks.flags(modes.flags(), change.letter(), change.add()), modes.key(), modes.limit());
        };
    }

    private void add(PersonId person) {
        if (members.putIfAbsent(person, new Member(person, "")) == null) {
            appeared(person);
        }
    }

    /** Takes somebody out without an event, as a guest whose connection ended. */
    void remove(PersonId person) {
        if (members.remove(person) != null) {
            names.forget();
        }
    }

    /** Everything that a guest was here is the account's from now on. */
    void adopt(PersonId guest, PersonId account) {
        Member member = members.remove(guest);
        if (member != null) {
            members.merge(
                    account,
                    new Member(account, member.ranks()),
                    (before, adopted) -> new Member(account, Ranks.union(before.ranks(), adopted.ranks())));
            names.forget();
        }
    }

    /** A member is here who was not in the texts of {@link #names}. */
    void appeared(PersonId person) {
        Person here = presence.byId(person);
        Member member = members.get(person);
        if (here != null && member != null) {
            names.append(member, here);
        }
    }

    /** A member is called otherwise, or is here no more. */
    void forgetNames() {
        names.forget();
    }
}
