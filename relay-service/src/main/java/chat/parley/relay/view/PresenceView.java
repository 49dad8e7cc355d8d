package chat.parley.relay.view;

import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.contracts.presence.PresenceSnapshot;
import chat.parley.protocol.name.Nickname;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Everybody who is here, on all relays, at a position of the stream of presence. Used on its loop's thread only. */
public final class PresenceView {
    private final Map<PersonId, Person> byId = new HashMap<>();
    private final Map<Nickname, Person> byNick = new HashMap<>();
    private long position;
    private int invisible;
    private int operators;
    private int most;

    /** Who has a nick, or null. */
    public @Nullable Person byNick(Nickname nick) {
        return byNick.get(nick);
    }

    /** Somebody who is here, or null for who is not. */
    public @Nullable Person byId(PersonId id) {
        return byId.get(id);
    }

    public boolean isHere(PersonId id) {
        return byId.containsKey(id);
    }

    /** Everybody, in no order; not to be kept. */
    public Collection<Person> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    /** How many persons are here. */
    public int size() {
        return byId.size();
    }

    /** How many there were at most at one time. */
    public int most() {
        return most;
    }

    /** So many there were at one time before, as presence knows. */
    public void thereWere(int before) {
        most = Math.max(most, before);
    }

    /** How many of them are invisible (mode i). */
    public int invisible() {
        return invisible;
    }

    /** How many of them may run the server from inside (mode o). */
    public int operators() {
        return operators;
    }

    /** The last position of the stream that is contained. */
    public long position() {
        return position;
    }

    /** The stream has come to a position; its events were applied. */
    public void reached(long newPosition) {
        position = newPosition;
    }

    public void apply(PresenceEvent event) {
        switch (event) {
            case PresenceEvent.Online online -> put(online.person());
            case PresenceEvent.Changed changed -> {
                remove(changed.before().id());
                put(changed.now());
            }
            case PresenceEvent.Adopted adopted -> {
                remove(adopted.guest());
                put(adopted.now());
            }
            case PresenceEvent.Offline offline -> remove(offline.person().id());
            case PresenceEvent.Announced _announced -> {}
        }
    }

    /**
     * What has to be applied to come from here to a snapshot: after a gap in the stream, people are shown as having left, come or
     * changed, as if it had been told. Apply it, then call {@link #reached}.
     */
    public List<PresenceEvent> differencesTo(PresenceSnapshot snapshot) {
        var events = new ArrayList<PresenceEvent>();
        var there = new HashMap<PersonId, Person>();
        var adopted = new HashSet<PersonId>();
        var nicks = new HashMap<Nickname, Person>();
        snapshot.persons().forEach(person -> {
            there.put(person.id(), person);
            nicks.put(person.nick(), person);
        });
        for (Person person : byId.values()) {
            if (!there.containsKey(person.id())) {
                PresenceEvent left = howItWent(person, nicks.get(person.nick()));
                if (left instanceof PresenceEvent.Adopted adoption) {
                    adopted.add(adoption.now().id());
                }
                events.add(left);
            }
        }
        for (Person now : snapshot.persons()) {
            Person before = byId.get(now.id());
            if (adopted.contains(now.id())) {
                continue;
            }
            if (before == null) {
                events.add(new PresenceEvent.Online(now));
            } else if (!before.equals(now)) {
                addChanges(before, now, events);
            }
        }
        return events;
    }

    /** How somebody went: a guest may have become an account, with the same session and nick. */
    private PresenceEvent howItWent(Person before, @Nullable Person namesake) {
        return namesake != null
                        && before.id() instanceof PersonId.OfGuest guest
                        && namesake.id() instanceof PersonId.OfAccount
                        && namesake.sessions().contains(guest.session())
                        && !byId.containsKey(namesake.id())
                ? new PresenceEvent.Adopted(guest, namesake)
                : new PresenceEvent.Offline(before, null);
    }

    private static void addChanges(Person before, Person now, List<PresenceEvent> events) {
        if (!before.nick().value().equals(now.nick().value())) {
            events.add(new PresenceEvent.Changed(before, now, PresenceEvent.What.NICK));
        }
        if (!Objects.equals(before.account(), now.account())) {
            events.add(new PresenceEvent.Changed(before, now, PresenceEvent.What.ACCOUNT));
        }
        if (!Objects.equals(before.away(), now.away())) {
            events.add(new PresenceEvent.Changed(before, now, PresenceEvent.What.AWAY));
        }
        if (!before.realname().equals(now.realname())) {
            events.add(new PresenceEvent.Changed(before, now, PresenceEvent.What.REALNAME));
        }
        if (!before.modes().equals(now.modes())) {
            events.add(new PresenceEvent.Changed(before, now, PresenceEvent.What.MODES));
        }
        if (!before.metadata().equals(now.metadata())) {
            events.add(new PresenceEvent.Changed(before, now, PresenceEvent.What.METADATA));
        }
        events.add(new PresenceEvent.Changed(before, now, PresenceEvent.What.SESSIONS));
    }

    private void put(Person person) {
        remove(person.id());
        byId.put(person.id(), person);
        byNick.put(person.nick(), person);
        most = Math.max(most, byId.size());
        invisible += person.invisible() ? 1 : 0;
        operators += person.isOperator() ? 1 : 0;
    }

    private void remove(PersonId id) {
        Person gone = byId.remove(id);
        if (gone != null) {
            // somebody else may have the nick by now, when events of two persons cross
            byNick.remove(gone.nick(), gone);
            invisible -= gone.invisible() ? 1 : 0;
            operators -= gone.isOperator() ? 1 : 0;
        }
    }
}
