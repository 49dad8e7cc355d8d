package chat.parley.relay.command;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.Target;
import chat.parley.protocol.Validated;
import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.id.MessageId;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import chat.parley.protocol.reply.FailCode;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;

/**
 * REDACT.
 *
 * @see <a href="https://ircv3.net/specs/extensions/message-redaction">IRCv3 message-redaction</a>
 */
final class RedactCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connected("REDACT", 2, "<room or nick> <msgid> [:<reason>]")
            .needing(Capability.MESSAGE_REDACTION);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        String target = exchange.param(0);
        if (RoomName.looksLikeRoom(target)) {
            if (RoomName.parse(target) instanceof Validated.Valid<RoomName>(RoomName room)) {
                redact(exchange, new Target.ToRoom(room));
            } else {
                noSuchTarget(exchange);
            }
        } else if (Nickname.parse(target) instanceof Validated.Valid<Nickname>(Nickname nick)) {
            ConversationLookup.findPerson(
                    exchange,
                    nick,
                    person -> redact(exchange, person),
                    () -> noSuchTarget(exchange),
                    failure -> exchange.unanswered(failure, nick.value()));
        } else {
            noSuchTarget(exchange);
        }
    }

    private static void redact(Exchange exchange, Target target) {
        String given = exchange.optionalOrEmpty(2);
        String reason =
                given.isEmpty() ? null : Cut.toBytes(given, exchange.limits().reasonBytes());
        // an id that is none of ours names a place that there is not
        MessageId id = MessageId.parse(exchange.param(1)) instanceof Validated.Valid<MessageId>(MessageId valid)
                ? valid
                : new MessageId(0, 0);
        exchange.ask(
                new RoomRequest.Redact(
                        target,
                        exchange.client().author(),
                        exchange.origin(),
                        id.conversation(),
                        id.sequence(),
                        reason),
                _accepted -> {},
                failure -> failed(exchange, failure));
    }

    private static void failed(Exchange exchange, Failure failure) {
        boolean elsewhere = failure instanceof Failure.Rejected rejected
                && (rejected.reason() == Reason.NO_SUCH_ROOM || rejected.reason() == Reason.NOT_A_MEMBER);
        if (elsewhere) {
            noSuchTarget(exchange);
        } else {
            exchange.failed(failure, exchange.param(0));
        }
    }

    private static void noSuchTarget(Exchange exchange) {
        exchange.failWithText(FailCode.INVALID_TARGET, "You cannot delete messages there", exchange.param(0));
    }
}
