package chat.parley.room.model;

import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.protocol.name.RoomName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of the record is in memory: conversations, who is in which, what was said under recent nonces, and what is known not to
 * exist. Anything else has to be read first. Belongs to the room verticle's context.
 */
public final class Conversations {
    /** Recent nonces that are kept here; for older ones the store is asked. */
    private static final int MAX_NONCES = 16_384;

    private static final int MAX_ABSENT = 4_096;

    /** Events that somebody wanted to take back. */
    private static final int MAX_SPOKEN = 1_024;

    /** Guests who left that are still known to have: a request of theirs may have been on its way. */
    private static final int MAX_LEFT = 4_096;

    private final Map<RoomName, Room> rooms = new HashMap<>();
    private final Map<Need.OfPair, Direct> directs = new HashMap<>();
    private final Map<ConversationId, Conversation> byId = new LinkedHashMap<>();
    private final Map<PersonId, Memberships> persons = new LinkedHashMap<>();
    private final Map<Need.OfNonce, Said> nonces = new LinkedHashMap<>();
    private final Map<Need.OfEvent, Spoken> spoken = new LinkedHashMap<>();
    private final Set<Need> absent = new HashSet<>();
    private final Set<PersonId> left = new LinkedHashSet<>();
    private long nextConversation;
    private boolean guestsAreNew = true;

    /** How many there have to be before it is worth while to look again for some that are of no use. */
    private int conversationsInUse;

    private int personsInUse;

    /** @param nextConversation the lowest id that was never given to a conversation */
    public Conversations(long nextConversation) {
        this.nextConversation = nextConversation;
    }

    @Nullable
    Room room(RoomName name) {
        return rooms.get(name);
    }

    @Nullable
    Direct direct(Need.OfPair pair) {
        return directs.get(pair);
    }

    public @Nullable Conversation conversation(ConversationId id) {
        return byId.get(id);
    }

    /** Whether the store is known not to have it. */
    boolean isAbsent(Need need) {
        return absent.contains(need);
    }

    /**
     * What a person has a part in, or null when that has to be read. A guest never heard of has a part in nothing, as long as
     * nothing was ever forgotten.
     */
    @Nullable
    Memberships memberships(PersonId person) {
        Memberships known = persons.get(person);
        if (known == null && guestsAreNew && person instanceof PersonId.OfGuest) {
            known = new Memberships();
            persons.put(person, known);
        }
        return known;
    }

    /** Somebody is the founder of a room from now on, or no longer. */
    void founded(AccountId account, ConversationId room, boolean founder) {
        Memberships known = persons.get(new PersonId.OfAccount(account));
        if (known != null && founder) {
            known.founded().add(room);
        } else if (known != null) {
            known.founded().remove(room);
        }
    }

    // what has to be read first

    /** What comes of a request about a room that is not here: it is read first, unless there is none. */
    Verdict noRoom(RoomName name) {
        Need need = new Need.OfRoom(name);
        return isAbsent(need) ? Decider.noSuchRoom(name) : new Verdict.Missing(List.of(need));
    }

    /** For what is to become of a person in a room. */
    List<Need> unread(RoomName name, PersonId person) {
        List<Need> needs = new ArrayList<>(2);
        Need ofRoom = new Need.OfRoom(name);
        if (room(name) == null && !isAbsent(ofRoom)) {
            needs.add(ofRoom);
        }
        if (memberships(person) == null) {
            needs.add(new Need.OfPerson(person));
        }
        return needs;
    }

    /** For what is to become of all that a person has a part in. */
    List<Need> unread(Memberships memberships) {
        return unread(Stream.concat(memberships.rooms().stream(), memberships.directs().stream()));
    }

    List<Need> unread(Stream<ConversationId> ids) {
        return ids.filter(id -> conversation(id) == null)
                .<Need>map(Need.OfConversation::new)
                .filter(need -> !isAbsent(need))
                .toList();
    }

    @Nullable
    Said said(Need.OfNonce key) {
        return nonces.get(key);
    }

    @Nullable
    Spoken spoken(Need.OfEvent key) {
        return spoken.get(key);
    }

    Collection<Room> rooms() {
        return Collections.unmodifiableCollection(rooms.values());
    }

    public int size() {
        return byId.size();
    }

    // what is read from the store

    /** Takes in what was read. What is here already is newer, and stays. */
    public void loaded(Conversation conversation) {
        if (!byId.containsKey(conversation.id())) {
            add(conversation);
        }
    }

    public void loaded(PersonId person, Memberships memberships) {
        persons.putIfAbsent(person, memberships);
    }

    public void loaded(Need.OfNonce key, Said said) {
        remember(key, said);
    }

    public void loaded(Need.OfEvent key, Spoken event) {
        remember(key, event);
    }

    /** The store does not have it. */
    public void missing(Need need) {
        absent.add(need);
    }

    // what is decided

    ConversationId newId(ChangeSet changes) {
        ConversationId id = new ConversationId(nextConversation++);
        changes.nextConversation(nextConversation);
        return id;
    }

    void add(Conversation conversation) {
        byId.put(conversation.id(), conversation);
        absent.remove(conversation.need());
        switch (conversation) {
            case Room room -> rooms.put(room.need().name(), room);
            case Direct direct -> directs.put(direct.need(), direct);
        }
    }

    /** It is no more: neither here nor, once this is committed, in the store. */
    void end(Conversation conversation) {
        forget(conversation);
        absent.add(conversation.need());
        absent.add(new Need.OfConversation(conversation.id()));
    }

    /** A guest is no more, and never comes again. */
    void leave(PersonId guest, ChangeSet changes) {
        changes.left(guest);
        persons.remove(guest);
        left.add(guest);
        if (left.size() > MAX_LEFT) {
            Iterator<PersonId> oldest = left.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    boolean hasLeft(PersonId person) {
        return person instanceof PersonId.OfGuest && left.contains(person);
    }

    void remember(Need.OfNonce key, Said said) {
        absent.remove(key);
        nonces.put(key, said);
        if (nonces.size() > MAX_NONCES) {
            Iterator<Need.OfNonce> oldest = nonces.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    void remember(Need.OfEvent key, Spoken event) {
        spoken.put(key, event);
        if (spoken.size() > MAX_SPOKEN) {
            Iterator<Need.OfEvent> oldest = spoken.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** It is looked for anew the next time: what is not stored yet may be by then. */
    void lookAgain(Need need) {
        absent.remove(need);
    }

    /** The room is found under another name from now on. */
    void renamed(RoomName before, Room room) {
        rooms.remove(before);
        absent.add(new Need.OfRoom(before));
        absent.remove(room.need());
        rooms.put(room.need().name(), room);
    }

    /** The private conversation is found under other persons from now on. */
    void rekey(Need.OfPair before, Direct direct) {
        directs.remove(before);
        absent.add(before);
        directs.put(direct.need(), direct);
        absent.remove(direct.need());
    }

    // what is forgotten

    /** Forgets what a batch changed that was not stored; it is read again when it is needed. */
    public void undo(ChangeSet changes) {
        guestsAreNew = false;
        changes.touched().forEach(this::undo);
        changes.changed().forEach(this::undo);
        changes.ended().forEach(this::undo);
        changes.ended().forEach(this::undoFounders);
        changes.members().keySet().forEach(membership -> {
            persons.remove(membership.person());
            Conversation conversation = byId.get(membership.conversation());
            if (conversation != null) {
                undo(conversation);
            }
        });
        changes.kept().keySet().forEach(kept -> persons.remove(new PersonId.OfAccount(kept.account())));
        if (!changes.forgotten().isEmpty()) {
            changes.forgotten().forEach(persons::remove);
            List.copyOf(rooms.values()).forEach(this::undo);
        }
        changes.nonces().keySet().forEach(nonces::remove);
        changes.redacted().forEach(spoken::remove);
        changes.left().forEach(left::remove);
        absent.clear();
    }

    private void undo(Conversation conversation) {
        forget(conversation);
        conversation.takeFresh();
    }

    /** Who has founded a room that did not end has founded it still, whether they are in it or not. */
    private void undoFounders(Conversation conversation) {
        if (conversation instanceof Room room) {
            room.moderation().kept().keySet().forEach(account -> persons.remove(new PersonId.OfAccount(account)));
        }
    }

    /** Forgets everything; ids that were given stay given. */
    public void clear() {
        guestsAreNew = false;
        rooms.clear();
        directs.clear();
        byId.clear();
        persons.clear();
        nonces.clear();
        spoken.clear();
        absent.clear();
        left.clear();
    }

    /**
     * Forgets what has not been of use for longest, down to a bound. Call only while no commit is under way, since the store
     * would give an older state back.
     *
     * @param inUse conversations that stay
     * @param here persons that stay
     */
    public void shrink(int maxConversations, Predicate<ConversationId> inUse, Predicate<PersonId> here) {
        if (absent.size() > MAX_ABSENT) {
            absent.clear();
        }
        if (byId.size() > Math.max(maxConversations, conversationsInUse)) {
            int tooMany = byId.size() - maxConversations + maxConversations / 8;
            byId.values().stream()
                    .filter(conversation -> !inUse.test(conversation.id()))
                    .limit(tooMany)
                    .toList()
                    .forEach(this::forget);
            conversationsInUse = byId.size() + maxConversations / 8;
        }
        if (persons.size() > Math.max(maxConversations, personsInUse)) {
            int tooMany = persons.size() - maxConversations + maxConversations / 8;
            persons.keySet().stream()
                    .filter(person -> person instanceof PersonId.OfAccount && !here.test(person))
                    .limit(tooMany)
                    .toList()
                    .forEach(persons::remove);
            personsInUse = persons.size() + maxConversations / 8;
        }
    }

    private void forget(Conversation conversation) {
        byId.remove(conversation.id());
        switch (conversation) {
            case Room room -> rooms.remove(room.need().name(), room);
            case Direct direct -> directs.remove(direct.need(), direct);
        }
    }
}
