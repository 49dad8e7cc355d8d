package chat.parley.relay.command;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.presence.Announcement;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.room.ReadMarker;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.Target;
import chat.parley.protocol.Validated;
import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.id.MessageReference;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import chat.parley.protocol.reply.FailCode;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.session.RoomReplies;
import chat.parley.relay.view.RoomView;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * MARKREAD: up to where somebody has read a room or a private conversation, on whichever of their devices.
 *
 * @see <a href="https://ircv3.net/specs/extensions/read-marker">IRCv3 read-marker</a>
 */
final class MarkreadCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connected(
                    "MARKREAD", 0, "<room or nick> [timestamp=YYYY-MM-DDThh:mm:ss.sssZ]")
            .needing(Capability.READ_MARKER);
    private static final ReadMarker NONE = new ReadMarker(0);

    /** A conversation, and what it is called. */
    private record Named(Target target, String name) {}

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        String target = exchange.optionalOrEmpty(0);
        String timestamp = exchange.optional(1);
        if (target.isEmpty()) {
            exchange.fail(FailCode.NEED_MORE_PARAMS);
        } else if (timestamp == null) {
            find(exchange, target, found -> get(exchange, found, target));
        } else if (MessageReference.parse(timestamp)
                instanceof Validated.Valid<MessageReference>(MessageReference.AtTime time)) {
            long millis = Math.max(1, time.time().epochMillis());
            find(exchange, target, found -> set(exchange, found, target, millis));
        } else {
            exchange.fail(FailCode.INVALID_PARAMS, timestamp);
        }
    }

    /** Gives the conversation, or null where there is nobody of that name. */
    private static void find(Exchange exchange, String target, Consumer<@Nullable Named> then) {
        if (RoomName.looksLikeRoom(target)) {
            then.accept(
                    RoomName.parse(target) instanceof Validated.Valid<RoomName>(RoomName room)
                            ? named(exchange, room)
                            : null);
        } else if (Nickname.parse(target) instanceof Validated.Valid<Nickname>(Nickname nick)) {
            ConversationLookup.findPerson(
                    exchange,
                    nick,
                    person -> then.accept(new Named(person, person.nick().value())),
                    () -> then.accept(null),
                    failure -> failed(exchange, failure, nick.value()));
        } else {
            then.accept(null);
        }
    }

    private static Named named(Exchange exchange, RoomName room) {
        RoomView view = exchange.views().room(room);
        return new Named(
                new Target.ToRoom(room),
                view == null ? room.value() : view.room().name().value());
    }

    private static void get(Exchange exchange, @Nullable Named conversation, String asked) {
        if (conversation == null) {
            tell(exchange, asked, NONE);
            return;
        }
        exchange.ask(
                new RoomRequest.ReadMarkerOf(exchange.client().me().id(), conversation.target()),
                marker -> tell(exchange, conversation.name(), marker),
                failure -> failed(exchange, failure, conversation.name()));
    }

    private static void set(Exchange exchange, @Nullable Named conversation, String asked, long timeMillis) {
        if (conversation == null) {
            exchange.fail(FailCode.INVALID_PARAMS, asked);
            return;
        }
        Person me = exchange.client().me();
        exchange.ask(
                new RoomRequest.MarkRead(me.id(), conversation.target(), timeMillis),
                marker -> {
                    boolean counts = marker.timeMillis() <= timeMillis;
                    if (counts && me.sessions().size() > 1) {
                        announce(exchange, conversation.name(), marker);
                    } else {
                        tell(exchange, conversation.name(), marker);
                    }
                },
                failure -> failed(exchange, failure, conversation.name()));
    }

    /** Tells the other devices; those that are not reached now are told when they ask. */
    private static void announce(Exchange exchange, String name, ReadMarker marker) {
        exchange.ask(
                new PresenceRequest.Announce(new Announcement.Read(
                        exchange.client().me().id(), exchange.client().id(), name, marker.timeMillis())),
                _told -> tell(exchange, name, marker),
                _failure -> tell(exchange, name, marker));
    }

    private static void tell(Exchange exchange, String name, ReadMarker marker) {
        exchange.send(RoomReplies.readMarker(exchange.server(), name, marker));
    }

    private static void failed(Exchange exchange, Failure failure, String name) {
        exchange.failWithText(FailCode.INTERNAL_ERROR, failure.text(), name);
    }
}
