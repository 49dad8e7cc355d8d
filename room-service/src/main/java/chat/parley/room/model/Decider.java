package chat.parley.room.model;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.name.RoomName;
import java.util.List;
import java.util.function.Predicate;

/**
 * Decides requests, one after the other, each on the state that the earlier ones left. A decision takes effect in memory at once;
 * what of it has to be stored is put into the change set, and whoever called must see to it that this is stored before anybody
 * is told.
 *
 * <p>Called on the room verticle's context, never while a commit is under way.
 */
public final class Decider {
    private final Speaking speaking;
    private final Redacting redacting;
    private final Entering entering;
    private final Leaving leaving;
    private final Forgetting forgetting;
    private final Adopting adopting;
    private final Governing governing;
    private final Inviting inviting;
    private final Reading reading;
    private final Overseeing overseeing;
    private final Founding founding;
    private final Foresight foresight;

    /** @param present whether a person is here now */
    public Decider(Conversations conversations, Limits limits, Predicate<PersonId> present) {
        this.speaking = new Speaking(conversations);
        this.redacting = new Redacting(conversations);
        this.entering = new Entering(conversations, limits);
        this.leaving = new Leaving(conversations);
        this.forgetting = new Forgetting(conversations);
        this.adopting = new Adopting(conversations);
        this.governing = new Governing(conversations, limits);
        this.inviting = new Inviting(conversations);
        this.reading = new Reading(conversations, present);
        this.overseeing = new Overseeing(conversations, limits, present);
        this.founding = new Founding(conversations, limits, overseeing);
        this.foresight = new Foresight(conversations, limits.lobby());
    }

    /**
     * Decides one request.
     *
     * @param nowMillis since 1970; may go back, an event's time does not
     * @param changes takes what has to be stored
     */
    public Verdict decide(RoomRequest<?> request, long nowMillis, ChangeSet changes) {
        return switch (request) {
            case RoomRequest.Say say -> speaking.say(say, nowMillis, changes);
            case RoomRequest.Redact redact -> redacting.redact(redact, nowMillis, changes);
            case RoomRequest.Join join -> entering.join(join, nowMillis, changes);
            case RoomRequest.Arrive arrive -> entering.arrive(arrive, nowMillis, changes);
            case RoomRequest.Part part -> leaving.part(part, nowMillis, changes);
            case RoomRequest.Depart depart -> leaving.depart(depart, changes);
            case RoomRequest.Forget forget -> forgetting.forget(forget, nowMillis, changes);
            case RoomRequest.Adopt adopt -> adopting.adopt(adopt, changes);
            case RoomRequest.SetTopic topic -> governing.setTopic(topic, nowMillis, changes);
            case RoomRequest.ChangeMetadata change -> governing.changeMetadata(change, nowMillis, changes);
            case RoomRequest.Rename rename -> governing.rename(rename, nowMillis, changes);
            case RoomRequest.ChangeModes modes -> governing.changeModes(modes, nowMillis, changes);
            case RoomRequest.Kick kick -> leaving.kick(kick, nowMillis, changes);
            case RoomRequest.Invite invite -> inviting.invite(invite, nowMillis, changes);
            case RoomRequest.Knock knock -> inviting.knock(knock, nowMillis, changes);
            case RoomRequest.ReadList list -> reading.readList(list);
            case RoomRequest.MayChangeNick mayChange -> reading.mayChangeNick(mayChange);
            case RoomRequest.Subscribe subscribe -> reading.subscribe(subscribe);
            case RoomRequest.Unsubscribe unsubscribe ->
                new Verdict.Unsubscribed(unsubscribe.room(), unsubscribe.relay());
            case RoomRequest.Describe describe -> reading.describe(describe);
            case RoomRequest.ListRooms list -> reading.list(list);
            case RoomRequest.RoomsOf of -> reading.roomsOf(of);
            case RoomRequest.CountRooms _count -> reading.count();
            case RoomRequest.History history -> reading.history(history);
            case RoomRequest.Search search -> reading.search(search);
            case RoomRequest.Given given -> {
                given.positions()
                        .forEach((conversation, sequence) -> changes.position(given.account(), conversation, sequence));
                yield new Verdict.Answer(true);
            }
            case RoomRequest.OfFounder<?> asked -> founding.on(asked, nowMillis, changes);
            case RoomRequest.Administration<?> asked -> overseeing.on(asked, nowMillis, changes);
            case RoomRequest.ReadSaid _said -> throw new IllegalArgumentException("read from the store, not decided");
            case RoomRequest.MarkRead mark -> Marking.mark(mark, nowMillis, changes);
            case RoomRequest.ReadMarkerOf _of -> throw new IllegalArgumentException("read from the store, not decided");
            case RoomRequest.Attend _attend -> throw new IllegalArgumentException("a matter of telling, not decided");
            case RoomRequest.RecentDirects _recent ->
                throw new IllegalArgumentException("read from the store, not decided");
            case RoomRequest.Since _since -> throw new IllegalArgumentException("read from the store, not decided");
            case RoomRequest.Invitations _invitations ->
                throw new IllegalArgumentException("read from the store, not decided");
            case RoomRequest.Targets _targets -> throw new IllegalArgumentException("read from the store, not decided");
        };
    }

    /** What a request that cannot be decided yet will need, as far as that can be told already. */
    public List<Need> foresee(RoomRequest<?> request) {
        return foresight.needs(request);
    }

    static Verdict noSuchRoom(RoomName name) {
        return new Verdict.Refused(new Failure.Rejected(Reason.NO_SUCH_ROOM, "There is no room " + name.value() + "."));
    }
}
