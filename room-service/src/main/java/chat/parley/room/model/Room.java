package chat.parley.room.model;

import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.metadata.Metadata;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.ListEntry;
import chat.parley.contracts.room.Member;
import chat.parley.contracts.room.ModeChange;
import chat.parley.contracts.room.RoomModes;
import chat.parley.contracts.room.RoomSnapshot;
import chat.parley.contracts.room.Topic;
import chat.parley.protocol.Validated;
import chat.parley.protocol.name.BanMask;
import chat.parley.room.policy.Moderation;
import chat.parley.room.policy.Ranks;
import chat.parley.room.policy.RoomFacts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A room: its members with their ranks, its topic and modes, and what its moderators laid down. */
public final class Room extends Conversation implements RoomFacts {
    /** What a new room is set to: only members may speak, only operators set the topic. */
    public static final RoomModes DEFAULT_MODES = new RoomModes("nt", null, 0);

    private ConversationRef.Room ref;
    private Need.OfRoom need;
    private final long createdAtMillis;
    private final Map<PersonId, Integer> members;
    private final Moderation moderation;
    private Metadata metadata;
    private RoomModes modes;
    private @Nullable Topic topic;
    private boolean remembered;

    /**
     * As read from the store.
     *
     * @param members with their {@link Ranks}; becomes the room's own
     * @param remembered whether an account ever was a member: then the room outlives its members
     * @param moderation becomes the room's own
     * @param metadata what the room says of itself
     */
    public Room(
            ConversationRef.Room ref,
            long sequence,
            long lastTimeMillis,
            long createdAtMillis,
            RoomModes modes,
            @Nullable Topic topic,
            boolean remembered,
            Map<PersonId, Integer> members,
            Moderation moderation,
            Metadata metadata) {
        super(ref.id(), sequence, lastTimeMillis);
        this.ref = ref;
        this.need = new Need.OfRoom(ref.name());
        this.createdAtMillis = createdAtMillis;
        this.modes = modes;
        this.topic = topic;
        this.remembered = remembered;
        this.members = members;
        this.moderation = moderation;
        this.metadata = metadata;
    }

    static Room created(ConversationRef.Room ref, long nowMillis) {
        return new Room(
                ref, 0, 0, nowMillis, DEFAULT_MODES, null, false, new HashMap<>(4), new Moderation(), Metadata.NONE);
    }

    @Override
    public ConversationRef.Room ref() {
        return ref;
    }

    @Override
    public Need.OfRoom need() {
        return need;
    }

    public long createdAtMillis() {
        return createdAtMillis;
    }

    @Override
    public RoomModes modes() {
        return modes;
    }

    public @Nullable Topic topic() {
        return topic;
    }

    public Metadata metadata() {
        return metadata;
    }

    public boolean remembered() {
        return remembered;
    }

    @Override
    public int size() {
        return members.size();
    }

    @Override
    public boolean has(PersonId person) {
        return members.containsKey(person);
    }

    @Override
    public int ranksOf(PersonId person) {
        Integer ranks = members.get(person);
        return ranks == null ? Ranks.NONE : ranks;
    }

    @Override
    public Moderation moderation() {
        return moderation;
    }

    public Iterable<PersonId> members() {
        return Collections.unmodifiableSet(members.keySet());
    }

    public RoomSnapshot snapshot() {
        List<Member> list = new ArrayList<>(members.size());
        members.forEach((person, ranks) -> list.add(new Member(person, Ranks.text(ranks))));
        return new RoomSnapshot(ref, sequence(), topic, modes, list, createdAtMillis, metadata);
    }

    /** Sets a member's ranks outside of the sequence, for what is no event: being its creator, or becoming an account. */
    void put(PersonId person, int ranks) {
        members.put(person, ranks);
        remembered |= person instanceof PersonId.OfAccount;
    }

    void remove(PersonId person) {
        members.remove(person);
    }

    @Override
    void apply(Event event) {
        PersonId person = event.author().person();
        switch (event.change()) {
            case Change.Message _said -> {}
            case Change.Join _join -> put(person, Ranks.NONE);
            case Change.Part _part -> remove(person);
            case Change.Kick kick -> remove(kick.target());
            case Change.Topic change ->
                topic = change.text().isEmpty()
                        ? null
                        : new Topic(change.text(), event.author().source().text(), event.timeMillis());
            case Change.Modes changes -> changes.changes().forEach(change -> apply(change, event));
            case Change.Rename rename -> {
                ref = new ConversationRef.Room(id(), rename.now());
                need = new Need.OfRoom(rename.now());
            }
            case Change.Described described -> metadata = described.after(metadata);
            case Change.Redaction _redaction -> {}
            case Change.Redacted _redacted -> {}
            case Change.Invite _invite -> {}
            case Change.Knock _knock -> {}
        }
    }

    private void apply(ModeChange change, Event event) {
        PersonId person = change.person();
        if (person != null) {
            int rank = Ranks.ofLetter(change.letter());
            members.computeIfPresent(person, (_who, ranks) -> change.add() ? ranks | rank : ranks & ~rank);
        } else if (ListEntry.LISTS.indexOf(change.letter()) >= 0) {
            applyToList(change, event);
        } else {
            modes = RoomFlags.after(modes, change);
        }
    }

    private void applyToList(ModeChange change, Event event) {
        if (change.argument() != null
                && BanMask.parse(change.argument()) instanceof Validated.Valid<BanMask>(BanMask mask)) {
            if (change.add()) {
                moderation.put(change.letter(), mask, entry(mask, event));
            } else {
                moderation.remove(change.letter(), mask);
            }
        }
    }

    /** The line of a list that an event adds. */
    static ListEntry entry(BanMask mask, Event event) {
        return new ListEntry(mask.text(), event.author().source().text(), event.timeMillis());
    }
}
