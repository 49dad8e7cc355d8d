package chat.parley.room.presence.model;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.presence.PresenceSnapshot;
import chat.parley.protocol.name.Nickname;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Carries people over the loss of a relay, and over the loss of presence itself. It knows which relays follow this life of
 * presence, and which sessions are <em>in grace</em>: still here for everybody, although nobody vouches for them until their relay
 * announces them, or their time is over.
 *
 * <p>All times are of one clock that only goes on, in milliseconds ({@link AwakeTime}). What is in grace is part of what {@link
 * Presence} holds; relays that are given up are forgotten when the grace time is over. Belongs to the presence verticle's context.
 */
public final class Continuity {
    private static final String NEVER_CAME_BACK = "Connection to its relay lost";

    private final Presence presence;
    private final Patience patience;
    private final long epoch;
    private final long bornMillis;
    private final Map<RelayId, Standing> relays = new HashMap<>();
    private final Map<SessionId, Grace> graces = new HashMap<>();
    /** Whom announcements brought back, as they were announced by who knew the most; during the first grace time only. */
    private final Map<PersonId, Restored> restored = new HashMap<>();

    /** Relays that there were before, as far as announcements tell. */
    private final Set<RelayId> named = new HashSet<>();
    /** Nicks that nobody is known to have are given to nobody yet. */
    private boolean opening;

    private enum State {
        FOLLOWING,
        RETIRING,
        LOST
    }

    private record Standing(State state, long sinceMillis) {}

    private record Grace(long untilMillis, String reason) {}

    private record Restored(long position, Person person) {}

    /**
     * What a loss came to.
     *
     * @param inGrace sessions of accounts that have the grace time to come back
     * @param left sessions that are gone at once
     */
    public record Loss(int inGrace, int left) {}

    /**
     * Nobody follows yet.
     *
     * @param epoch this life of presence
     */
    public Continuity(Presence presence, Patience patience, long epoch, long nowMillis) {
        this.presence = presence;
        this.patience = patience;
        this.epoch = epoch;
        this.bornMillis = nowMillis;
        this.opening = patience.clustered() && patience.openingMillis() > 0;
    }

    /**
     * Whether presence may decide this now. Somebody who asks for something is there: a session in grace is in grace no longer.
     *
     * @return null when it may; else the failure to answer with
     */
    public @Nullable Failure refusal(PresenceRequest<?> request) {
        SessionId session = sessionOf(request);
        if (!patience.clustered() || session == null) {
            return null;
        }
        Standing relay = relays.get(session.relay());
        if (relay == null || relay.state() != State.FOLLOWING) {
            return new Failure.Unavailable(true, "Your server is just coming back; try again in a moment.");
        }
        graces.remove(session);
        Nickname wanted = opening ? nickOfUnknownOwner(request) : null;
        return wanted == null || presence.people().byNick(wanted) != null
                ? null
                : new Failure.Unavailable(
                        true, "Who is called " + wanted.value() + " is still being found out; try again in a moment.");
    }

    /** Who asks, where that matters: who leaves may do so at any time. */
    private static @Nullable SessionId sessionOf(PresenceRequest<?> request) {
        return switch (request) {
            case PresenceRequest.Claim claim -> claim.session();
            case PresenceRequest.Rename rename -> rename.session();
            case PresenceRequest.SetAway away -> away.session();
            case PresenceRequest.SetRealname realname -> realname.session();
            case PresenceRequest.SetModes modes -> modes.session();
            case PresenceRequest.ChangeMetadata change -> change.session();
            case PresenceRequest.ShowMetadata show -> show.session();
            case PresenceRequest.Identify identify -> identify.session();
            case PresenceRequest.Leave _leave -> null;
            case PresenceRequest.Follow _follow -> null;
            case PresenceRequest.Beat _beat -> null;
            case PresenceRequest.Retire _retire -> null;
            case PresenceRequest.Locate _locate -> null;
            case PresenceRequest.Spoke _spoke -> null;
            case PresenceRequest.WhenSpoken _when -> null;
            case PresenceRequest.WhoWas _was -> null;
            case PresenceRequest.Accept _accept -> null;
            case PresenceRequest.Accepts _accepts -> null;
            case PresenceRequest.Devices _devices -> null;
            case PresenceRequest.FindLookalike _find -> null;
            case PresenceRequest.Announce _announce -> null;
            case PresenceRequest.SeenAmong _among -> null;
            case PresenceRequest.Administration<?> _asked -> null;
        };
    }

    /** A nick that somebody may have whose relay has not announced them yet: not so with an account's own, which is reserved. */
    private @Nullable Nickname nickOfUnknownOwner(PresenceRequest<?> request) {
        return switch (request) {
            case PresenceRequest.Claim claim ->
                claim.account() != null && claim.account().nick().equals(claim.nick()) ? null : claim.nick();
            case PresenceRequest.Rename rename -> rename.nick();
            default -> null;
        };
    }

    /**
     * A relay follows from now on, and announces what it knows. To the life that it knows the announcement confirms its own
     * sessions; to another life, the first time, it brings back who is here.
     */
    public void follow(RelayId relay, PresenceSnapshot known, long nowMillis) {
        Standing before = relays.get(relay);
        if (before != null && before.state() == State.RETIRING) {
            return;
        }
        relays.put(relay, new Standing(State.FOLLOWING, nowMillis));
        if (before == null && known.epoch() != 0 && known.epoch() != epoch) {
            restore(relay, known, nowMillis);
        } else {
            ownSessions(relay, known).forEach(graces::remove);
        }
        if (opening && !named.isEmpty() && relays.keySet().containsAll(named)) {
            opening = false;
        }
    }

    private static Set<SessionId> ownSessions(RelayId relay, PresenceSnapshot known) {
        Set<SessionId> own = new HashSet<>();
        known.persons()
                .forEach(person -> person.sessions().stream()
                        .filter(session -> session.relay().equals(relay))
                        .forEach(own::add));
        return own;
    }

    private void restore(RelayId relay, PresenceSnapshot known, long nowMillis) {
        presence.people().goOnFrom(known.position());
        presence.people().thereWere(known.most());
        name(relay);
        boolean early = nowMillis - bornMillis <= patience.returnMillis();
        for (Person person : known.persons()) {
            restore(relay, known.position(), person, early, nowMillis);
        }
        Set<SessionId> own = ownSessions(relay, known);
        own.forEach(graces::remove);
        // others believed these to be there; who would know does not
        graces.keySet().stream()
                .filter(session -> session.relay().equals(relay))
                .toList()
                .forEach(this::end);
    }

    private void name(RelayId relay) {
        if (opening) {
            named.add(relay);
        }
    }

    /** @param early the time is not over yet in which the relays of before may come */
    private void restore(RelayId relay, long position, Person person, boolean early, long nowMillis) {
        if (person.id() instanceof PersonId.OfGuest && !early) {
            // what guests had a part in has ended with the grace time
            return;
        }
        List<SessionId> sessions = new ArrayList<>();
        List<SessionId> unconfirmed = new ArrayList<>();
        for (SessionId session : person.sessions()) {
            if (session.relay().equals(relay)) {
                if (!presence.people().isOf(session, person.id())) {
                    // where others took it for somebody else's, its own relay knows better
                    end(session);
                }
                sessions.add(session);
            } else {
                name(session.relay());
                if (early && !relays.containsKey(session.relay())) {
                    sessions.add(session);
                    unconfirmed.add(session);
                }
            }
        }
        Restored before = restored.get(person.id());
        if (before != null && before.position() < position) {
            presence.restoring().update(before.person(), person);
        }
        unconfirmed.removeIf(presence.people()::isHere);
        if (presence.restoring().restore(person, sessions)
                && early
                && (before == null || before.position() < position)) {
            restored.put(person.id(), new Restored(position, person));
        }
        unconfirmed.stream()
                .filter(presence.people()::isHere)
                .forEach(session ->
                        graces.put(session, new Grace(nowMillis + patience.returnMillis(), NEVER_CAME_BACK)));
    }

    /** A relay is about to stop: its people have the grace time to come back elsewhere, and it takes nobody new. */
    public Loss retire(RelayId relay, String reason, long nowMillis) {
        return giveUp(relay, State.RETIRING, reason, nowMillis);
    }

    /** A relay is gone. */
    public Loss lose(RelayId relay, String reason, long nowMillis) {
        return giveUp(relay, State.LOST, reason, nowMillis);
    }

    private Loss giveUp(RelayId relay, State state, String reason, long nowMillis) {
        relays.put(relay, new Standing(state, nowMillis));
        int inGrace = 0;
        int left = 0;
        for (SessionId session : presence.people().sessionsOn(relay)) {
            if (patience.clustered()
                    && patience.graceMillis() > 0
                    && presence.people().isOfAccount(session)) {
                graces.putIfAbsent(session, new Grace(nowMillis + patience.graceMillis(), reason));
                inGrace++;
            } else {
                presence.end(session, reason);
                left++;
            }
        }
        return new Loss(inGrace, left);
    }

    /**
     * Time goes on; to be called several times a second in a cluster.
     *
     * @return of how many sessions the grace time is over
     */
    public int tick(long nowMillis) {
        if (opening && nowMillis - bornMillis >= patience.openingMillis()) {
            opening = false;
        }
        if (nowMillis - bornMillis > patience.returnMillis()) {
            restored.clear();
        }
        List<SessionId> over = new ArrayList<>();
        graces.forEach((session, grace) -> {
            if (grace.untilMillis() <= nowMillis) {
                over.add(session);
            }
        });
        over.forEach(this::end);
        relays.values()
                .removeIf(relay ->
                        relay.state() != State.FOLLOWING && nowMillis - relay.sinceMillis() > patience.graceMillis());
        return over.size();
    }

    private void end(SessionId session) {
        Grace grace = graces.remove(session);
        if (grace != null) {
            presence.end(session, grace.reason());
        }
    }

    public boolean isRetiring(RelayId relay) {
        Standing standing = relays.get(relay);
        return standing != null && standing.state() == State.RETIRING;
    }

    /** How many sessions are in grace, those among them that left meanwhile included. */
    public int inGrace() {
        return graces.size();
    }
}
