package chat.parley.relay.session;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.metadata.Metadata;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.room.Author;
import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.capability.CapabilitySet;
import chat.parley.protocol.name.MetadataKey;
import chat.parley.protocol.name.Nickname;
import chat.parley.relay.view.RoomView;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a session knows of its client. Commands read and change it; {@link Entrance} and {@link Departure} alone change its phase. */
public final class Client {
    private static final String NOBODY = "*";

    private final SessionId id;
    private Peer peer;

    private Phase phase = Phase.CONNECTING;
    private CapabilitySet capabilities = CapabilitySet.NONE;
    private CapabilitySet effective = CapabilitySet.NONE;
    private boolean negotiating;
    private int capVersion;

    private @Nullable String password;
    private @Nullable Nickname wantedNick;
    private int wishes;
    private @Nullable String user;
    private String realname = "";
    private @Nullable Account account;
    private @Nullable Person self;
    private @Nullable SaslDialogue sasl;
    private boolean perhapsHere;
    /** Empty for most, so that it costs them nothing. */
    private Set<Nickname> monitored = Set.of();

    /** The keys of metadata that it wants to be told of. Empty for most. */
    private Set<MetadataKey> subscriptions = Set.of();
    /** What it said of itself before it was in. */
    private Metadata saidBefore = Metadata.NONE;

    private long spokeMillis;
    private @Nullable String awayAtEntrance;
    /** While it arrives: the rooms that it was put into meanwhile, with the position from which on it reads them. */
    private @Nullable Map<ConversationId, Long> entries;

    Client(SessionId id, Peer peer) {
        this.id = id;
        this.peer = peer;
    }

    /** It asks which rooms it is in, and is put into them. */
    void beginArriving() {
        entries = new HashMap<>();
    }

    void entered(ConversationId room, long sequence) {
        if (entries != null) {
            entries.put(room, sequence);
        }
    }

    /** The rooms that it was put into meanwhile, with the position up to which nothing of them was shown to it. */
    Map<ConversationId, Long> endArriving() {
        Map<ConversationId, Long> entered = entries == null ? Map.of() : entries;
        entries = null;
        return entered;
    }

    public SessionId id() {
        return id;
    }

    public Peer peer() {
        return peer;
    }

    /** A gateway has said whose connection it is. */
    void comesFrom(Peer now) {
        peer = now;
    }

    public Phase phase() {
        return phase;
    }

    void enter(Phase next) {
        phase = next;
    }

    /** The nicks that it wants to be told about, in the order in which it asked. */
    public Set<Nickname> monitored() {
        return Collections.unmodifiableSet(monitored);
    }

    boolean monitor(Nickname nick, boolean on) {
        if (!on) {
            return !monitored.isEmpty() && monitored.remove(nick);
        }
        if (monitored.isEmpty()) {
            monitored = new LinkedHashSet<>();
        }
        return monitored.add(nick);
    }

    /** The keys of metadata that it asked to be told of, in the order in which it asked; whether it has the capability or not. */
    public Set<MetadataKey> subscriptions() {
        return Collections.unmodifiableSet(subscriptions);
    }

    public void subscribe(MetadataKey key) {
        if (subscriptions.isEmpty()) {
            subscriptions = new LinkedHashSet<>();
        }
        subscriptions.add(key);
    }

    public void unsubscribe(MetadataKey key) {
        if (!subscriptions.isEmpty()) {
            subscriptions.remove(key);
        }
    }

    /** Whether it is to be told of such a key. */
    boolean isToldOf(MetadataKey key) {
        return has(Capability.METADATA) && subscriptions.contains(key);
    }

    /** What METADATA said before it was in, to count from then on. */
    public Metadata saidBefore() {
        return saidBefore;
    }

    public void saidBefore(Metadata metadata) {
        saidBefore = metadata;
    }

    /** What AWAY said before it was in; null: nothing, or that somebody is there. */
    @Nullable
    String awayAtEntrance() {
        return awayAtEntrance;
    }

    public void awayAtEntrance(@Nullable String text) {
        awayAtEntrance = text;
    }

    /** When it said something last, since 1970; 0 when it never has. */
    public long spokeMillis() {
        return spokeMillis;
    }

    /** It says something now. */
    public void spoke(long nowMillis) {
        spokeMillis = nowMillis;
    }

    public boolean isConnected() {
        return phase == Phase.CONNECTED;
    }

    /** What was asked for by CAP REQ. */
    public CapabilitySet capabilities() {
        return capabilities;
    }

    public void capabilities(CapabilitySet requested) {
        capabilities = requested;
        effective = requested.effective();
    }

    /** Those that were asked for, without those that lack something they need. */
    public CapabilitySet effective() {
        return effective;
    }

    /** Whether a capability, with all that it needs, is in effect. */
    public boolean has(Capability capability) {
        return effective.has(capability);
    }

    /** CAP negotiation is going on, and the connection has to wait for its end. */
    public boolean isNegotiating() {
        return negotiating;
    }

    public void negotiating(boolean now) {
        negotiating = now;
    }

    /** The highest version given in CAP LS, 0 before. */
    public int capVersion() {
        return capVersion;
    }

    public void capVersion(int version) {
        capVersion = Math.max(capVersion, version);
    }

    /** What PASS said; null when it was not given, and after it was used. */
    public @Nullable String password() {
        return password;
    }

    public void password(@Nullable String given) {
        password = given;
    }

    /** The nick that was asked for while connecting. */
    public @Nullable Nickname wantedNick() {
        return wantedNick;
    }

    public void wantedNick(@Nullable Nickname nick) {
        wantedNick = nick;
        wishes++;
    }

    /** Goes up with every nick that is asked for while connecting, the same one too. */
    int wishes() {
        return wishes;
    }

    /** The user part of the source, made fit; null before USER. */
    public @Nullable String user() {
        return user;
    }

    public String realname() {
        return realname;
    }

    public void user(String fit, String newRealname) {
        user = fit;
        realname = newRealname;
    }

    /** What this session signed in to. */
    public @Nullable Account account() {
        return account;
    }

    public void account(Account signedIn) {
        account = signedIn;
    }

    public @Nullable SaslDialogue sasl() {
        return sasl;
    }

    public void sasl(@Nullable SaslDialogue dialogue) {
        sasl = dialogue;
    }

    /** The person that this session is, or is a device of, as last told; null while connecting. */
    public @Nullable Person self() {
        return self;
    }

    public void self(Person now) {
        self = now;
    }

    public @Nullable PersonId person() {
        return self == null ? null : self.id();
    }

    /** Whether its person is a member of a room; null: of one that its loop does not follow. */
    public boolean isMemberOf(@Nullable RoomView room) {
        return room != null && self != null && room.isMember(self.id());
    }

    /** Whether others may see this session although it does not know: a nick was claimed, and the answer was lost. */
    boolean isPerhapsHere() {
        return perhapsHere;
    }

    void perhapsHere() {
        perhapsHere = true;
    }

    /** The person, for commands that run only when there is one. */
    public Person me() {
        if (self == null) {
            throw new IllegalStateException("nobody yet");
        }
        return self;
    }

    public Author author() {
        Person me = me();
        return new Author(me.id(), me.source(), me.account());
    }

    /** What numerics call the client. */
    public String name() {
        if (self != null) {
            return self.nick().value();
        }
        return wantedNick == null ? NOBODY : wantedNick.value();
    }

    /** The source as far as it is known, for the replies to a sign-in. */
    public String sourceText() {
        return self != null ? self.source().text() : name() + "!" + (user == null ? NOBODY : user) + "@" + peer.host();
    }
}
