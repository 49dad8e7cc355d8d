package chat.parley.relay.session;

import chat.parley.contracts.ServiceRequest;
import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.contracts.room.Origin;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.id.Label;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import chat.parley.protocol.reply.FailCode;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.view.Views;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request of a client, from its line to the last word of the {@link Response}: what a command is given to ask, and to answer with. */
public final class Exchange {
    private final SessionContext context;
    private final Client client;
    private final Outbox out;
    private final Departure departure;
    private final Throttle metadataChanges;
    private final long number;
    private final long nowMillis;
    private final Line line;
    private final boolean say;
    private final Response response;

    private Set<RoomName> rooms = Set.of();
    private final Set<PresenceEvent.What> causes = EnumSet.noneOf(PresenceEvent.What.class);
    /** The conversations in which what this request said was echoed. */
    private List<ConversationId> echoed = List.of();

    private boolean returned;
    private int asks;
    private int asksOtherThanSay;

    Exchange(
            SessionContext context,
            Client client,
            Outbox out,
            Departure departure,
            Throttle metadataChanges,
            long number,
            long nowMillis,
            Line line,
            boolean say) {
        this.context = context;
        this.client = client;
        this.out = out;
        this.departure = departure;
        this.metadataChanges = metadataChanges;
        this.number = number;
        this.nowMillis = nowMillis;
        this.line = line;
        this.say = say;
        String given = line.tags().get(Label.TAG);
        boolean labelled = given != null
                && client.has(Capability.LABELED_RESPONSE)
                && Label.parse(given).isValid();
        this.response = new Response(out, server(), labelled ? given : null);
    }

    // what was asked

    public Line line() {
        return line;
    }

    public String command() {
        return line.command();
    }

    /** A parameter that the command's specification makes sure of. */
    public String param(int index) {
        return line.params().get(index);
    }

    /** A parameter that may be missing. */
    public @Nullable String optional(int index) {
        return line.param(index);
    }

    /** A parameter that may be missing, which is the same as being empty. */
    public String optionalOrEmpty(int index) {
        return line.paramOr(index, "");
    }

    public Client client() {
        return client;
    }

    public SessionSettings settings() {
        return context.settings();
    }

    public SessionLimits limits() {
        return context.settings().limits();
    }

    public Views views() {
        return context.views();
    }

    public CommandTable commands() {
        return context.commands();
    }

    public EventPrinter events() {
        return context.events();
    }

    /** When the request was taken up, since 1970. */
    public long nowMillis() {
        return nowMillis;
    }

    /** Marks what this request causes, so that its own echo is known again. */
    public Origin origin() {
        return new Origin(client.id(), number);
    }

    /** Counts a change of metadata, if one may be made now; else says for how many milliseconds none may. */
    public long takeMetadataChange() {
        long wait = metadataChanges.waitMillis(nowMillis);
        if (wait == 0) {
            metadataChanges.take(nowMillis);
        }
        return wait;
    }

    public boolean hasLabel() {
        return response.hasLabel();
    }

    // answering

    /** A numeric with the catalogue's own text. */
    public void reply(Numeric numeric, String... params) {
        send(numeric.line(server(), client.name(), params));
    }

    /** A numeric with a text of this case. */
    public void replyWithText(Numeric numeric, String text, String... params) {
        send(numeric.lineWithText(server(), client.name(), text, params));
    }

    /** A FAIL about this command with the catalogue's own text. */
    public void fail(FailCode code, String... about) {
        failAs(command(), code, code.text(), about);
    }

    public void failWithText(FailCode code, String text, String... about) {
        failAs(command(), code, text, about);
    }

    /** A FAIL about another command than the one at hand, or {@code *}; our own codes are a NOTICE to those who have not asked. */
    public void failAs(String command, FailCode code, String text, String... about) {
        Line fail = code.failWithText(server(), command, text, about);
        boolean understood = client.has(Capability.STANDARD_REPLIES) || !code.isOurs();
        send(understood ? fail : FailCode.asNotice(server(), client.name(), fail));
    }

    /** The usual answer when something was to be stored and was not, or nobody knows. */
    public void failed(Failure failure, String about) {
        Failures.tell(this, failure, about);
    }

    /** The usual answer when nothing was to be stored: where a service cannot be reached, trying again is all there is. */
    public void unanswered(Failure failure, String about) {
        if (failure instanceof Failure.Unavailable unavailable) {
            replyWithText(Numeric.RPL_TRYAGAIN, unavailable.text(), command());
        } else {
            Failures.tell(this, failure, about);
        }
    }

    /** A line from the server. */
    public void fromServer(String command, String... params) {
        send(Line.of(command, params).withSource(server()));
    }

    /** Any line, as it is to be read. */
    public void send(Line reply) {
        response.send(reply);
    }

    /** A reference for a batch. */
    String nextBatch() {
        return out.nextBatch();
    }

    public String server() {
        return settings().server().value();
    }

    /** Says that more than one line may come of this, so that a label needs a batch. */
    public void expectMany() {
        response.expectMany();
    }

    /** Says that this session's joining of a room is the answer to this request. */
    public void expectRoom(RoomName room) {
        response.expectMany();
        if (rooms.isEmpty()) {
            rooms = new HashSet<>(2);
        }
        rooms.add(room);
    }

    /** Says that what this request said in a conversation is echoed now; false: it was before. */
    public boolean echoesFirst(ConversationId conversation) {
        if (echoed.contains(conversation)) {
            return false;
        }
        if (echoed.isEmpty()) {
            echoed = new ArrayList<>(1);
        }
        return echoed.add(conversation);
    }

    /** Says that such a change of this session's own person is the answer to this request. */
    public void expectPresence(PresenceEvent.What what) {
        causes.add(what);
    }

    // asking

    /** Asks a service to store something; a failure is told to the client in the usual way. */
    public <R> void askToStore(RoomRequest<R> request, String about, Consumer<R> then) {
        ask(request, then, failure -> failed(failure, about));
    }

    /** Asks a service; a failure is told to the client in the usual way. */
    public <R> void ask(ServiceRequest<R> request, String about, Consumer<R> then) {
        ask(request, then, failure -> unanswered(failure, about));
    }

    /** Asks a service. One of the two is called later, unless the session is over by then. */
    public <R> void ask(ServiceRequest<R> request, Consumer<R> then, Consumer<Failure> otherwise) {
        ask(request, 0, then, otherwise);
    }

    /** Asks a service, not before some time has passed. */
    <R> void ask(ServiceRequest<R> request, long afterMillis, Consumer<R> then, Consumer<Failure> otherwise) {
        asks++;
        if (!(request instanceof RoomRequest.Say)) {
            asksOtherThanSay++;
        }
        out.ask(this, request, afterMillis, then, otherwise);
    }

    /** Has the client told, from now on or no more, when somebody has a nick and when nobody has. */
    public void monitor(Nickname nick, boolean on) {
        if (client.monitor(nick, on)) {
            out.monitor(nick, on);
        }
    }

    /** One of the two is called later: when everything sent before was written to the client, or cannot be any more. */
    void whenWritten(Runnable then, Runnable otherwise) {
        asks++;
        asksOtherThanSay++;
        out.whenWritten(this, then, otherwise);
    }

    /** Called later: when everything is settled that any session of this relay had asked before, or has waited for too long. */
    public void whenSettled(Runnable then) {
        asks++;
        asksOtherThanSay++;
        out.settle(this, then);
    }

    /** About how much was sent so far, or is held. */
    long sentCharacters() {
        return response.sentCharacters();
    }

    /** Says that too much is to come to be held until the end. */
    void beginAnswer() {
        response.begin();
    }

    /** Has its loop take note of something. */
    void note(Effect effect) {
        out.add(effect);
    }

    /** A gateway has said whose connection it is. */
    public void comesFrom(Peer peer) {
        client.comesFrom(peer);
        note(new Effect.Moved(peer.address()));
    }

    public void audit(AuditEvent event) {
        out.audit(event);
    }

    /**
     * Ends the session once everything that was asked before is answered.
     *
     * @param reason what others are told
     * @param error whether it is the client's fault or wish, and it is told so in an ERROR
     */
    public void leave(String reason, boolean error) {
        departure.leave(reason, error);
    }

    /** Ends the session as its client wishes, who is shown that it quits as the last thing before the ERROR, whether others are or not. */
    public void quit(String reason) {
        departure.quit(reason, nowMillis);
    }

    // for the session

    long number() {
        return number;
    }

    /** Whether a later say may run before this one's answer. */
    boolean letsPass() {
        return say && asksOtherThanSay == 0;
    }

    boolean expects(RoomName room) {
        return rooms.contains(room);
    }

    boolean expects(PresenceEvent.What what) {
        return causes.contains(what);
    }

    void answered(boolean toSay) {
        asks--;
        if (!toSay) {
            asksOtherThanSay--;
        }
    }

    void returned() {
        returned = true;
    }

    boolean isDone() {
        return returned && asks == 0;
    }

    /** All earlier requests are answered. */
    void takeTurn() {
        response.takeTurn();
    }

    /** A line of an event that this request caused: it leaves at once. */
    void event(Line eventLine) {
        response.event(eventLine, asks <= 1);
    }

    /** A line of an event that this request caused: it leaves after the answer. */
    void afterwards(Line eventLine) {
        response.afterwards(eventLine);
    }

    /** Says the last word. Called once, when it is done and its turn has come. */
    void complete() {
        response.complete();
    }
}
