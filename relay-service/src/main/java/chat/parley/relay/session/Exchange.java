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

/**
 * One request of a client, from its line to the last word of the answer. Replies leave in the order of the requests and under
 * the request's label; lines of events that it caused leave at once, in the order of their conversation, and are labelled too.
 *
 * @see <a href="https://ircv3.net/specs/extensions/labeled-response">IRCv3 labeled-response</a>
 */
public final class Exchange {
    private static final String BATCH = "batch";

    private final SessionContext context;
    private final Client client;
    private final Outbox out;
    private final Departure departure;
    private final Throttle metadataChanges;
    private final long number;
    private final long nowMillis;
    private final Line line;
    private final boolean say;
    private final @Nullable String label;

    /** Replies that wait: for their turn, or, under a label, for the end. */
    private List<Line> held = List.of();

    private Set<RoomName> rooms = Set.of();
    private final Set<PresenceEvent.What> causes = EnumSet.noneOf(PresenceEvent.What.class);
    /** Lines of events that this request caused and that are to come after its answer. */
    private List<Line> afterwards = List.of();

    /** The conversations in which what this request said was echoed. */
    private List<ConversationId> echoed = List.of();

    private @Nullable String batch;
    private boolean labelled;
    private boolean many;
    private boolean turn;
    private boolean returned;
    private int asks;
    private int asksOtherThanSay;

    /** How a command ends its session. */
    @FunctionalInterface
    interface Departure {
        void leave(String reason, boolean error);
    }

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
        this.label = given != null
                        && client.has(Capability.LABELED_RESPONSE)
                        && Label.parse(given).isValid()
                ? given
                : null;
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
        return label != null;
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
        if (!turn || (label != null && !labelled && batch == null)) {
            hold(reply);
        } else {
            out.send(inBatch(reply));
        }
    }

    private void hold(Line reply) {
        if (held.isEmpty()) {
            held = new ArrayList<>(4);
        }
        held.add(reply);
    }

    /** A reference for a batch. */
    public String nextBatch() {
        return out.nextBatch();
    }

    public String server() {
        return settings().server().value();
    }

    /** Says that more than one line may come of this, so that a label needs a batch. */
    public void expectMany() {
        many = true;
    }

    /** Says that this session's joining of a room is the answer to this request. */
    public void expectRoom(RoomName room) {
        many = true;
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
        turn = true;
        if (label == null || batch != null || labelled) {
            flush();
        }
    }

    /** A line of an event that this request caused: it leaves at once. */
    void event(Line eventLine) {
        if (label == null || labelled) {
            out.send(eventLine);
        } else if (batch != null) {
            out.send(inBatch(eventLine));
        } else if (!many && held.isEmpty() && asks <= 1) {
            labelled = true;
            out.send(eventLine.withTag(Label.TAG, label));
        } else {
            openBatch(label);
            flush();
            out.send(inBatch(eventLine));
        }
    }

    /** A line of an event that this request caused: it leaves after the answer. */
    void afterwards(Line eventLine) {
        if (afterwards.isEmpty()) {
            afterwards = new ArrayList<>(1);
        }
        afterwards.add(eventLine);
    }

    /** Says the last word. Called once, when it is done and its turn has come. */
    void complete() {
        if (!afterwards.isEmpty()) {
            if (label == null) {
                flush();
            }
            afterwards.forEach(this::event);
        }
        if (label == null || labelled) {
            flush();
        } else if (batch != null) {
            flush();
            closeBatch();
        } else if (held.isEmpty()) {
            out.send(Line.of("ACK").withSource(server()).withTag(Label.TAG, label));
        } else if (held.size() == 1 || isOneBatch()) {
            held.set(0, held.getFirst().withTag(Label.TAG, label));
            flush();
        } else {
            openBatch(label);
            flush();
            closeBatch();
        }
    }

    private boolean isOneBatch() {
        Line first = held.getFirst();
        Line last = held.getLast();
        return first.command().equals("BATCH")
                && last.command().equals("BATCH")
                && first.paramOr(0, "").substring(1).equals(last.paramOr(0, "").substring(1));
    }

    private void openBatch(String forLabel) {
        batch = out.nextBatch();
        out.send(Line.of("BATCH", "+" + batch, "labeled-response")
                .withSource(server())
                .withTag(Label.TAG, forLabel));
    }

    private void closeBatch() {
        out.send(Line.of("BATCH", "-" + batch).withSource(server()));
        batch = null;
        labelled = true;
    }

    private void flush() {
        for (Line reply : held) {
            out.send(inBatch(reply));
        }
        held = List.of();
    }

    private Line inBatch(Line reply) {
        return batch == null || reply.tags().has(BATCH) ? reply : reply.withTag(BATCH, batch);
    }
}
