package chat.parley.cli.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.id.Label;
import chat.parley.protocol.id.Nonce;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.Tags;
import chat.parley.protocol.message.MultilineText;
import chat.parley.protocol.message.MultilineText.Piece;
import chat.parley.protocol.name.Nickname;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the user has said and the server has not confirmed. The echo of a message is its receipt. What has none when the
 * connection is lost, or when the server does not know, is sent again under the same nonce, so that it stands once.
 */
final class Outbox {

    /** Most messages that may wait here; beyond it nothing more is taken. */
    static final int CAPACITY = 500;

    /** Most lines on their way at once, but for one message of more: what keeps a long paste from looking like a flood. */
    private static final int WINDOW = 8;

    private static final int MOST_TRIES = 12;
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final char CTCP = '\u0001';
    private static final String UNCONFIRMED = "The server did not confirm it. It may have arrived or not.";

    /** One message that waits; its text is a {@link MultilineText}. */
    static final class Outgoing {
        final String nonce;
        final Addressee to;
        final String text;
        final boolean action;
        private int tries;
        private boolean inFlight;
        /** An answer to it was lost: what the server says of a later try alone is not the last word. */
        private boolean perhapsStored;

        private @Nullable Instant due;

        Outgoing(String nonce, Addressee to, String text, boolean action) {
            this.nonce = nonce;
            this.to = to;
            this.text = text;
            this.action = action;
        }

        String body() {
            return action ? CTCP + "ACTION " + text + CTCP : text;
        }

        /** As people read it. */
        String shown() {
            return MultilineText.plain(text);
        }

        /** On the wire, if it goes as one message. */
        List<Piece> pieces() {
            return MultilineText.pieces(text);
        }
    }

    private final State state;
    private final Supplier<String> nonces;
    private Instant pausedUntil = Instant.MIN;
    private int batches;
    private final Map<String, Outgoing> waiting = new LinkedHashMap<>();

    Outbox(State state, Supplier<String> nonces) {
        this.state = state;
        this.nonces = nonces;
    }

    int size() {
        return waiting.size();
    }

    /** Takes what the user says, and sends it as soon as that is possible. */
    void say(Turn turn, Addressee to, String text, boolean action) {
        List<String> pieces = messages(text, maxBytes(to, action), action);
        if (waiting.size() + pieces.size() > CAPACITY) {
            turn.trouble("Too much is waiting to be sent already; this was not taken: " + start(text));
            return;
        }
        for (String piece : pieces) {
            var outgoing = new Outgoing(nonces.get(), to, piece, action);
            waiting.put(outgoing.nonce, outgoing);
        }
        flush(turn);
    }

    /** The messages that a text becomes: as few as possible where the server takes several lines in one. */
    private List<String> messages(String text, int maxBytes, boolean action) {
        int most = state.capabilities.number(Capability.MULTILINE, "max-bytes");
        if (action || !takesSeveralLines() || most < maxBytes) {
            return TextPieces.of(text, maxBytes);
        }
        int mostLines = state.capabilities.number(Capability.MULTILINE, "max-lines");
        List<String> messages = new ArrayList<>();
        List<Piece> message = new ArrayList<>();
        int bytes = 0;
        for (Piece piece : TextPieces.together(text, maxBytes)) {
            int more = piece.text().getBytes(UTF_8).length + 1;
            boolean full = bytes + more > most || (mostLines > 0 && message.size() == mostLines);
            if (full && message.stream().anyMatch(one -> !one.text().isBlank())) {
                messages.add(MultilineText.of(message));
                message.clear();
                bytes = 0;
            }
            // a message says something, so that it begins with a line that does
            if (!message.isEmpty() || !piece.text().isBlank()) {
                message.add(piece);
                bytes += more;
            }
        }
        if (!message.isEmpty()) {
            messages.add(MultilineText.of(message));
        }
        return messages;
    }

    private boolean takesSeveralLines() {
        return state.capabilities.has(Capability.MULTILINE)
                && state.capabilities.has(Capability.BATCH)
                && state.capabilities.has(Capability.LABELED_RESPONSE);
    }

    /** A server relays 512 bytes with the sender's name in front: what that leaves, whatever the sender is called. */
    private int maxBytes(Addressee to, boolean action) {
        int nick = Math.max(Nickname.MAX_CHARACTERS, state.nick.getBytes(UTF_8).length);
        int relayed = ":!@ PRIVMSG  :\r\n".length() + nick + 20 + 64 + to.targetBytes();
        return Math.max(64, 512 - relayed - (action ? 10 : 0));
    }

    /** Sends what waits, in order, as far as the window allows. */
    void flush(Turn turn) {
        if (!state.online || pausedUntil.isAfter(turn.now())) {
            return;
        }
        int flying = 0;
        for (Outgoing one : new ArrayList<>(waiting.values())) {
            Instant due = one.due;
            int lines = one.pieces().size();
            if (one.inFlight) {
                flying += lines;
            } else if ((flying == 0 || flying + lines <= WINDOW) && (due == null || !due.isAfter(turn.now()))) {
                flying += lines;
                send(turn, one);
            }
        }
    }

    private void send(Turn turn, Outgoing one) {
        if (MultilineText.isMultiline(one.text) && !takesSeveralLines()) {
            giveUp(turn, one, "The server takes one line at a time by now.");
            return;
        }
        one.inFlight = true;
        one.tries++;
        one.due = turn.now().plus(PATIENCE);
        Tags tags = Tags.EMPTY;
        if (state.capabilities.has(Capability.LABELED_RESPONSE)) {
            tags = tags.with(Label.TAG, one.nonce);
        }
        if (hasNonces()) {
            tags = tags.with(Nonce.TAG, one.nonce);
        }
        if (MultilineText.isMultiline(one.text)) {
            sendTogether(turn, one, tags);
        } else {
            turn.send(Line.of("PRIVMSG", one.to.target(), one.body()).withTags(tags));
        }
        if (!state.capabilities.has(Capability.ECHO_MESSAGE)) {
            // No receipt will come: what was sent is all that can be known.
            waiting.remove(one.nonce);
            turn.show(said(one, turn.now()));
            turn.show(new Event.Delivered(one.nonce));
        }
    }

    private void sendTogether(Turn turn, Outgoing one, Tags tags) {
        String reference = "m" + ++batches;
        turn.send(Line.of("BATCH", "+" + reference, MultilineText.BATCH_TYPE, one.to.target())
                .withTags(tags));
        for (Piece piece : one.pieces()) {
            Tags inside = Tags.of("batch", reference);
            turn.send(Line.of("PRIVMSG", one.to.target(), piece.text())
                    .withTags(piece.joined() ? inside.with(MultilineText.CONCAT_TAG, "") : inside));
        }
        turn.send("BATCH", "-" + reference);
    }

    private boolean hasNonces() {
        return state.capabilities.has(Capability.NONCE) && state.capabilities.has(Capability.MESSAGE_TAGS);
    }

    private Event.Said said(Outgoing one, Instant time) {
        return new Event.Said(
                one.to.place(),
                state.nick,
                one.shown(),
                one.action ? Event.Kind.ACTION : Event.Kind.TEXT,
                time,
                null,
                true,
                false,
                false,
                one.to.audience(),
                null);
    }

    /** The message that a line answers, or null. It waits no more when this is its echo. */
    @Nullable
    Outgoing echoed(Turn turn, Line line, Place place, String body) {
        Outgoing found = find(line);
        if (found == null && !state.capabilities.has(Capability.LABELED_RESPONSE)) {
            for (Outgoing one : waiting.values()) {
                if (one.inFlight && one.to.place().equals(place) && one.body().equals(body)) {
                    found = one;
                    break;
                }
            }
        }
        if (found != null) {
            waiting.remove(found.nonce);
            flush(turn);
        }
        return found;
    }

    private @Nullable Outgoing find(Line line) {
        String label = line.tags().get(Label.TAG);
        String nonce = label == null ? line.tags().get(Nonce.TAG) : label;
        return nonce == null ? null : waiting.get(nonce);
    }

    /** Takes an ACK: stored, and there is no echo to show. */
    boolean acknowledged(Turn turn, Line line) {
        Outgoing one = find(line);
        if (one == null) {
            return false;
        }
        waiting.remove(one.nonce);
        turn.show(said(one, turn.now()));
        turn.show(new Event.Delivered(one.nonce));
        flush(turn);
        return true;
    }

    /** Takes a reply that says no to a message. False if it is about something else. */
    boolean failed(Turn turn, Line line, String reason) {
        Outgoing one = find(line);
        if (one == null && !state.capabilities.has(Capability.LABELED_RESPONSE)) {
            one = byTarget(line);
        }
        if (one == null) {
            return false;
        }
        String code = line.command().equals("FAIL") ? line.paramOr(1, "") : "";
        boolean limited = code.equals("RATE_LIMITED");
        if (code.equals("UNKNOWN")) {
            one.perhapsStored = true;
        }
        boolean unknown = one.perhapsStored && (code.equals("UNKNOWN") || code.equals("REFUSED"));
        if ((limited || (unknown && hasNonces())) && one.tries < MOST_TRIES) {
            one.inFlight = false;
            one.due = turn.now().plus(RETRY);
            if (limited) {
                // Nothing else goes either, or a long text would arrive out of order.
                pausedUntil = turn.now().plus(RETRY);
            }
        } else {
            giveUp(turn, one, unknown ? UNCONFIRMED : reason);
        }
        flush(turn);
        return true;
    }

    private @Nullable Outgoing byTarget(Line line) {
        for (Outgoing one : waiting.values()) {
            if (one.inFlight && line.params().size() > 2 && line.params().contains(one.to.target())) {
                return one;
            }
        }
        return null;
    }

    private void giveUp(Turn turn, Outgoing one, String reason) {
        waiting.remove(one.nonce);
        turn.show(new Event.NotDelivered(one.nonce, one.to, one.shown(), reason));
    }

    /** The connection is gone: what has no receipt is sent again on the next one, or given up if that might double it. */
    void interrupted(Turn turn) {
        for (Outgoing one : new ArrayList<>(waiting.values())) {
            if (one.inFlight && !hasNonces()) {
                giveUp(
                        turn,
                        one,
                        "The connection was lost before the server confirmed it. It may have arrived or not.");
            }
            one.perhapsStored |= one.inFlight;
            one.inFlight = false;
            one.due = null;
        }
    }

    /** Looks for messages that wait too long for their receipt. */
    void tick(Turn turn) {
        if (!state.online) {
            return;
        }
        for (Outgoing one : new ArrayList<>(waiting.values())) {
            Instant due = one.due;
            if (one.inFlight && due != null && due.isBefore(turn.now())) {
                if (hasNonces() && one.tries < MOST_TRIES) {
                    one.perhapsStored = true;
                    one.inFlight = false;
                    one.due = null;
                } else {
                    giveUp(turn, one, UNCONFIRMED);
                }
            }
        }
        flush(turn);
    }

    /** Tells that everything which still waits will not be sent. */
    void abandon(Turn turn) {
        for (Outgoing one : new ArrayList<>(waiting.values())) {
            giveUp(turn, one, one.tries == 0 ? "It was never sent." : UNCONFIRMED);
        }
    }

    private static String start(String text) {
        return text.length() <= 40
                ? text
                : text.substring(0, text.offsetByCodePoints(0, Math.min(40, text.codePointCount(0, text.length()))))
                        + "…";
    }
}
