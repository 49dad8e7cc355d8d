package chat.parley.room.presence.model;

import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.Announced;
import chat.parley.contracts.presence.Left;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.protocol.name.AsciiNicks;
import chat.parley.protocol.name.NickRules;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is here. Every request is decided at once; what it changed are events, which are numbered from 1 and wait to be taken. A nick
 * belongs to one person at a time, whatever its capitals, and nobody takes one that can be mistaken for another's. Belongs to the presence verticle's context.
 */
public final class Presence {
    private final Acceptances acceptances = new Acceptances();
    private final Idleness idleness = new Idleness();
    private final Arrivals arrivals = new Arrivals();
    private final Bygone bygone = new Bygone();
    private final People people;
    private final Entering entering;
    private final Editing editing;
    private final Restoring restoring;
    private final Looking looking;

    /** Nobody is here yet, and names are ASCII. */
    public Presence() {
        this(AsciiNicks.RULES);
    }

    /** Nobody is here yet. */
    public Presence(NickRules nicks) {
        people = new People(nicks, this::left);
        entering = new Entering(people);
        editing = new Editing(people);
        restoring = new Restoring(people);
        looking = new Looking(people, arrivals);
    }

    private void left(PersonId person) {
        idleness.left(person);
        acceptances.left(person);
    }

    /** The number of the latest event. */
    public long position() {
        return people.position();
    }

    public List<Person> persons() {
        return List.copyOf(people.all());
    }

    /** How many persons there were at most at one time. */
    public int most() {
        return people.most();
    }

    public boolean hasEvents() {
        return people.hasEvents();
    }

    /**
     * The events since this was called last; the latest one's number is {@link #position}. Who left a nick by them is remembered.
     *
     * @param nowMillis since 1970
     */
    public List<PresenceEvent> takeEvents(long nowMillis) {
        List<PresenceEvent> taken = people.takeEvents();
        taken.forEach(event -> bygone.note(event, nowMillis));
        return taken;
    }

    /**
     * Decides one request.
     *
     * @param nowMillis since 1970
     */
    public Outcome on(PresenceRequest<?> request, long nowMillis) {
        return switch (request) {
            case PresenceRequest.Claim claim -> {
                Outcome outcome = entering.claim(claim, nowMillis);
                if (outcome instanceof Outcome.Done) {
                    arrivals.came(claim, nowMillis);
                }
                yield outcome;
            }
            case PresenceRequest.Rename rename -> editing.rename(rename);
            case PresenceRequest.SetAway away -> editing.setAway(away);
            case PresenceRequest.SetRealname realname -> editing.setRealname(realname);
            case PresenceRequest.SetModes modes -> editing.setModes(modes);
            case PresenceRequest.ChangeMetadata change -> editing.changeMetadata(change);
            case PresenceRequest.ShowMetadata show -> editing.showMetadata(show);
            case PresenceRequest.Accept accept -> {
                if (!accept.on()) {
                    acceptances.refuse(accept.by(), accept.whom());
                } else if (people.byId(accept.by()) != null) {
                    acceptances.accept(accept.by(), accept.whom());
                }
                yield new Outcome.Done(true);
            }
            case PresenceRequest.Accepts accepts -> new Outcome.Done(acceptances.accepts(accepts.by(), accepts.whom()));
            case PresenceRequest.FindLookalike find ->
                new Outcome.Done(Optional.ofNullable(people.lookalike(find.nick(), find.own())));
            case PresenceRequest.Devices devicesOf -> {
                Person person = people.byId(devicesOf.person());
                yield new Outcome.Done(person == null ? List.of() : arrivals.of(person));
            }
            case PresenceRequest.Spoke spoke -> {
                spoke.spoken().stream()
                        .filter(spoken -> people.byId(spoken.person()) != null)
                        .forEach(idleness::spoke);
                yield new Outcome.Done(true);
            }
            case PresenceRequest.WhenSpoken when -> new Outcome.Done(idleness.of(when.persons()));
            case PresenceRequest.WhoWas was -> new Outcome.Done(bygone.of(was.nick()));
            case PresenceRequest.Announce announce -> {
                people.tell(new PresenceEvent.Announced(announce.what()));
                yield new Outcome.Done(new Announced(people.position()));
            }
            case PresenceRequest.Identify identify -> entering.identify(identify, nowMillis);
            case PresenceRequest.Leave leave -> {
                end(leave.session(), leave.reason());
                yield new Outcome.Done(new Left(people.position()));
            }
            case PresenceRequest.Locate locate -> {
                Person person = people.byNick(locate.nick());
                yield new Outcome.Done(person == null ? List.of() : person.sessions());
            }
            case PresenceRequest.SeenAmong among ->
                new Outcome.Done(among.persons().stream()
                        .map(people::byId)
                        .filter(Objects::nonNull)
                        .toList());
            case PresenceRequest.Administration<?> asked -> new Outcome.Done(looking.on(asked));
            case PresenceRequest.Follow _follow ->
                throw new IllegalArgumentException("following is not the model's business");
            case PresenceRequest.Beat _beat ->
                throw new IllegalArgumentException("following is not the model's business");
            case PresenceRequest.Retire _retire ->
                throw new IllegalArgumentException("following is not the model's business");
        };
    }

    // what Continuity needs

    /** Who is here, to be looked at. */
    People people() {
        return people;
    }

    Restoring restoring() {
        return restoring;
    }

    /** A session is gone for good. */
    void end(SessionId session, @Nullable String reason) {
        people.leave(session, reason);
        arrivals.left(session);
    }
}
