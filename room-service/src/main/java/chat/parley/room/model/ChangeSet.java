package chat.parley.room.model;

import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.ListEntry;
import chat.parley.contracts.room.Origin;
import chat.parley.protocol.name.BanMask;
import chat.parley.protocol.name.MetadataKey;
import chat.parley.room.policy.Invitation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one batch changes: all of it is stored in one transaction, or none. Written while the batch is decided, and only read from
 * then on, by the store on whatever thread it works on.
 */
public final class ChangeSet {
    /** A membership's key. */
    public record Membership(ConversationId conversation, PersonId person) {}

    /** The key of a list's line, by its mask's folded form. */
    public record ListKey(ConversationId conversation, char letter, String mask) {}

    /** The key of the ranks that a room keeps for an account. */
    public record KeptKey(ConversationId conversation, AccountId account) {}

    /** The key of something that a room says of itself. */
    public record MetadataOf(ConversationId conversation, MetadataKey key) {}

    /** A position's key. */
    public record Position(AccountId account, ConversationId conversation) {}

    /** Ranks that stand for having left. */
    public static final int GONE = -1;

    private final List<Event> events = new ArrayList<>();
    private final List<Conversation> eventsOf = new ArrayList<>();
    private final List<Conversation> touched = new ArrayList<>();
    private final Set<Conversation> changed = new LinkedHashSet<>();
    private final Set<Conversation> renamed = new LinkedHashSet<>();
    private final Set<Conversation> ended = new LinkedHashSet<>();
    private final Map<Membership, Integer> members = new LinkedHashMap<>();
    private final Map<ListKey, Optional<ListEntry>> lists = new LinkedHashMap<>();
    private final Map<KeptKey, Integer> kept = new LinkedHashMap<>();
    private final Map<Membership, Optional<Invitation>> invitations = new LinkedHashMap<>();
    private final Map<MetadataOf, Optional<String>> metadata = new LinkedHashMap<>();
    private final Map<Need.OfNonce, Said> nonces = new LinkedHashMap<>();
    private final Set<Need.OfEvent> redacted = new LinkedHashSet<>();
    private final Map<Position, Long> positions = new LinkedHashMap<>();
    private final List<MarkerChange> markers = new ArrayList<>();
    private final List<PersonId> left = new ArrayList<>();
    private final List<PersonId.OfAccount> forgotten = new ArrayList<>();
    private final List<String> forgottenNames = new ArrayList<>();
    private long nextConversation;
    private int stored;

    /** Appends to a conversation: gives the event its place and time, and takes it into the state. */
    Event append(Conversation conversation, long nowMillis, Author author, @Nullable Origin origin, Change change) {
        Event event =
                new Event(conversation.sequence() + 1, conversation.timeOfNext(nowMillis), author, origin, change);
        add(conversation, event);
        stored++;
        return event;
    }

    /** Passes something on that is never stored. */
    Event pass(Conversation conversation, long nowMillis, Author author, Origin origin, Change change) {
        Event event = new Event(0, conversation.timeOfNext(nowMillis), author, origin, change);
        add(conversation, event);
        return event;
    }

    private void add(Conversation conversation, Event event) {
        if (conversation.take(event)) {
            touched.add(conversation);
        }
        events.add(event);
        eventsOf.add(conversation);
    }

    void member(ConversationId conversation, PersonId person, int ranks) {
        members.put(new Membership(conversation, person), ranks);
    }

    void list(ConversationId room, char letter, BanMask mask, @Nullable ListEntry line) {
        lists.put(new ListKey(room, letter, mask.folded()), Optional.ofNullable(line));
    }

    /** @param ranks {@link chat.parley.room.policy.Ranks#NONE} for those for whom nothing is kept any more */
    void kept(ConversationId room, AccountId account, int ranks) {
        kept.put(new KeptKey(room, account), ranks);
    }

    void invitation(ConversationId room, PersonId person, @Nullable Invitation invitation) {
        invitations.put(new Membership(room, person), Optional.ofNullable(invitation));
    }

    void metadata(ConversationId room, MetadataKey key, @Nullable String value) {
        metadata.put(new MetadataOf(room, key), Optional.ofNullable(value));
    }

    void changed(Conversation conversation) {
        changed.add(conversation);
    }

    /** Beside being changed. */
    void renamed(Room room) {
        renamed.add(room);
    }

    void ended(Conversation conversation) {
        ended.add(conversation);
    }

    void nonce(Need.OfNonce key, Said said) {
        nonces.put(key, said);
    }

    /** What was said there is taken back. */
    void redacted(Need.OfEvent event) {
        redacted.add(event);
    }

    void marker(MarkerChange change) {
        markers.add(change);
    }

    /** What becomes of read markers, in order; before guests and accounts go. */
    public List<MarkerChange> markers() {
        return Collections.unmodifiableList(markers);
    }

    /** A guest is no more. */
    void left(PersonId guest) {
        left.add(guest);
    }

    /** The guests who are no more. */
    public List<PersonId> left() {
        return Collections.unmodifiableList(left);
    }

    /** An account is deleted: nothing is to be left of it but what it said, without its name. */
    void forgotten(PersonId.OfAccount account, @Nullable String name) {
        forgotten.add(account);
        if (name != null) {
            forgottenNames.add(name);
        }
    }

    /** What those were called whom {@link #forgotten} tells of. */
    public List<String> forgottenNames() {
        return Collections.unmodifiableList(forgottenNames);
    }

    /** Accounts of which nothing is to be left but what they said, without their names. */
    public List<PersonId.OfAccount> forgotten() {
        return Collections.unmodifiableList(forgotten);
    }

    void position(AccountId account, ConversationId conversation, long sequence) {
        positions.merge(new Position(account, conversation), sequence, Math::max);
    }

    void nextConversation(long next) {
        nextConversation = next;
    }

    /** Whether there is nothing to store. */
    public boolean isEmpty() {
        return stored == 0
                && changed.isEmpty()
                && ended.isEmpty()
                && members.isEmpty()
                && kept.isEmpty()
                && positions.isEmpty()
                && markers.isEmpty()
                && left.isEmpty()
                && forgotten.isEmpty();
    }

    /** Everything that is told, in the order in which it was decided; those with sequence 0 are not stored. */
    public List<Event> events() {
        return Collections.unmodifiableList(events);
    }

    /** The conversation of the event at the same place of {@link #events()}. */
    public Conversation conversationOf(int index) {
        return eventsOf.get(index);
    }

    /** How many of the events are to be stored. */
    public int storedEvents() {
        return stored;
    }

    /** The conversations that have events, each once. */
    public List<Conversation> touched() {
        return Collections.unmodifiableList(touched);
    }

    /** Those that are new or have a new name, topic or modes. */
    public Set<Conversation> changed() {
        return Collections.unmodifiableSet(changed);
    }

    /** Those that have given their name up, which others may have taken in this very batch. */
    public Set<Conversation> renamed() {
        return Collections.unmodifiableSet(renamed);
    }

    /** Those that end with everything that belongs to them, whatever else is said of them here. */
    public Set<Conversation> ended() {
        return Collections.unmodifiableSet(ended);
    }

    /** Each membership's ranks after the batch, or {@link #GONE}. */
    public Map<Membership, Integer> members() {
        return Collections.unmodifiableMap(members);
    }

    /** Each line of a list after the batch, or none. */
    public Map<ListKey, Optional<ListEntry>> lists() {
        return Collections.unmodifiableMap(lists);
    }

    /** What is kept for accounts after the batch, or {@link chat.parley.room.policy.Ranks#NONE}. */
    public Map<KeptKey, Integer> kept() {
        return Collections.unmodifiableMap(kept);
    }

    /** Each invitation after the batch, or none. */
    public Map<Membership, Optional<Invitation>> invitations() {
        return Collections.unmodifiableMap(invitations);
    }

    /** What rooms say of themselves after the batch, or none. */
    public Map<MetadataOf, Optional<String>> metadata() {
        return Collections.unmodifiableMap(metadata);
    }

    public Map<Need.OfNonce, Said> nonces() {
        return Collections.unmodifiableMap(nonces);
    }

    /** The events whose text goes. */
    public Set<Need.OfEvent> redacted() {
        return Collections.unmodifiableSet(redacted);
    }

    public Map<Position, Long> positions() {
        return Collections.unmodifiableMap(positions);
    }

    /** The lowest conversation id that was never given, or 0 when none was given in this batch. */
    public long nextConversation() {
        return nextConversation;
    }
}
