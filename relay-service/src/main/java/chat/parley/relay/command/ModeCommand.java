package chat.parley.relay.command;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.room.ModeChange;
import chat.parley.contracts.room.RoomModes;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.Validated;
import chat.parley.protocol.line.LineLimits;
import chat.parley.protocol.line.WordPacker;
import chat.parley.protocol.name.RoomName;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.view.RoomView;
import java.util.ArrayList;
import java.util.List;

/**
 * MODE of rooms and of oneself.
 *
 * @see <a href="https://modern.ircdocs.horse/#mode-message">MODE</a>
 */
final class ModeCommand implements Command {
    /** What stands in a MODE beside source, room, letters and arguments. */
    private static final int FRAME_BYTES = 12;

    private static final CommandSpec SPEC =
            CommandSpec.connected("MODE", 1, "<room or nick> [<modes> [<argument> ...]]");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        String target = exchange.param(0);
        if (!RoomName.looksLikeRoom(target)) {
            OwnModes.run(exchange, target);
        } else if (RoomName.parse(target) instanceof Validated.Valid<RoomName> room) {
            ofRoom(exchange, room.value());
        } else {
            exchange.reply(Numeric.ERR_NOSUCHCHANNEL, target);
        }
    }

    private static void ofRoom(Exchange exchange, RoomName room) {
        String modes = exchange.optionalOrEmpty(1);
        if (modes.isEmpty()) {
            tell(exchange, room);
            return;
        }
        RoomView view = exchange.views().room(room);
        if (view != null && view.isMember(exchange.client().me().id())) {
            asMember(exchange, room, modes);
            return;
        }
        RoomLookup.find(
                exchange,
                room,
                found -> {
                    if (found.isMember()) {
                        asMember(exchange, room, modes);
                    } else {
                        exchange.reply(Numeric.ERR_CHANOPRIVSNEEDED, room.value());
                    }
                },
                failure -> exchange.unanswered(failure, room.value()));
    }

    private static void asMember(Exchange exchange, RoomName room, String modes) {
        ModeArguments parsed = ModeArguments.parse(exchange, room, modes);
        if (parsed.lists().size() + parsed.changes().size() > 1) {
            exchange.expectMany();
        }
        parsed.lists().forEach(letter -> RoomLists.tell(exchange, room, letter));
        for (List<ModeChange> piece : pieces(exchange, room, parsed.changes())) {
            change(exchange, room, piece);
        }
    }

    /** As many changes in one as will fit into the line that everybody sees; masks made whole may be longer than they were. */
    private static List<List<ModeChange>> pieces(Exchange exchange, RoomName room, List<ModeChange> changes) {
        int frame = WordPacker.utf8Bytes(exchange.client().me().source().text() + room.value()) + FRAME_BYTES;
        List<List<ModeChange>> pieces = new ArrayList<>(1);
        int bytes = LineLimits.STANDARD_BODY_BYTES;
        for (ModeChange change : changes) {
            String argument = change.argument();
            int more = 2 + (argument == null ? 0 : 1 + WordPacker.utf8Bytes(argument));
            if (bytes + more > LineLimits.STANDARD_BODY_BYTES) {
                pieces.add(new ArrayList<>());
                bytes = frame;
            }
            bytes += more;
            pieces.getLast().add(change);
        }
        return pieces;
    }

    private static void change(Exchange exchange, RoomName room, List<ModeChange> changes) {
        exchange.ask(
                new RoomRequest.ChangeModes(room, exchange.client().author(), exchange.origin(), changes),
                _accepted -> {},
                failure -> {
                    boolean notThere = failure instanceof Failure.Rejected rejected
                            && rejected.reason() == Reason.TARGET_NOT_A_MEMBER;
                    String first = changes.stream()
                            .filter(change -> change.person() != null)
                            .map(ModeChange::argument)
                            .findFirst()
                            .orElse(null);
                    if (notThere && first != null) {
                        exchange.reply(Numeric.ERR_USERNOTINCHANNEL, first, room.value());
                    } else {
                        exchange.failed(failure, room.value());
                    }
                });
    }

    private static void tell(Exchange exchange, RoomName name) {
        RoomLookup.find(
                exchange,
                name,
                room -> {
                    if (room.isVisible()) {
                        tell(exchange, room);
                    } else {
                        exchange.reply(Numeric.ERR_NOSUCHCHANNEL, name.value());
                    }
                },
                failure -> exchange.unanswered(failure, name.value()));
    }

    /** The key is for members only. */
    private static void tell(Exchange exchange, RoomLookup room) {
        RoomModes modes = room.modes();
        var letters = new StringBuilder("+").append(modes.flags());
        var params = new ArrayList<String>();
        params.add(room.name().value());
        params.add("");
        if (modes.key() != null) {
            letters.append('k');
            params.add(room.isMember() ? modes.key() : "*");
        }
        if (modes.limit() > 0) {
            letters.append('l');
            params.add(Integer.toString(modes.limit()));
        }
        params.set(1, letters.toString());
        exchange.reply(Numeric.RPL_CHANNELMODEIS, params.toArray(String[]::new));
        exchange.reply(Numeric.RPL_CREATIONTIME, room.name().value(), Long.toString(room.createdAtMillis() / 1_000));
    }
}
