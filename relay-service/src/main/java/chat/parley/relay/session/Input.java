package chat.parley.relay.session;

import chat.parley.contracts.presence.Announcement;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.protocol.line.Frame;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.name.Nickname;
import chat.parley.relay.view.RoomView;
import org.jspecify.annotations.Nullable;

/** What happens to a session. */
public sealed interface Input {

    /** The connection is open; given once, before everything else. */
    record Opened() implements Input {}

    /** The client sent a line. */
    record LineReceived(Line line) implements Input {}

    /** The client sent something that is no line. {@link Frame.Text} stands for text that could not be parsed. */
    record LineRefused(Frame frame) implements Input {}

    /**
     * A service answered. Given only when the answer is settled: this loop's views have reached the position it names.
     *
     * @param ask the number of the {@link Effect.Ask}, or of another effect that is answered
     * @param answer what the request's type says, or a {@link chat.parley.contracts.failure.Failure}
     */
    record Answered(long ask, Object answer) implements Input {}

    /** This session is in the room from now on, in the order of the room's events. */
    record Attached(RoomView room) implements Input {}

    /**
     * An event that this very session caused, or that is told to each session in words of its own, in the order of the
     * conversation's events.
     */
    record OwnEvent(ConversationRef conversation, Event event) implements Input {}

    /** Something about this session's own person changed: its nick, account, away text or realname. */
    record OwnPresence(PresenceEvent event) implements Input {}

    /**
     * Somebody has a nick that this session monitors, or nobody has it any more.
     *
     * @param nick as it was written by who had it
     * @param person null: nobody has it
     */
    record Monitored(Nickname nick, @Nullable Person person) implements Input {}

    /** All relays were told something, which may concern this session or not. */
    record Announced(Announcement what) implements Input {}

    /** The time that was asked for by {@link Effect.WakeAfter} has passed. */
    record Woken() implements Input {}

    /** The connection is gone, with what is to be told to others. */
    record Closed(String reason) implements Input {}

    /** Something that everybody who is in is told. */
    record Notice(String text) implements Input {}

    /** The session is to end, by the server's will: the client is told why. */
    record Stopping(String reason) implements Input {}
}
