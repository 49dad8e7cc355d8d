package chat.parley.relay.command;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.metadata.Metadata;
import chat.parley.contracts.metadata.MetadataChange;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.Validated;
import chat.parley.protocol.line.WordPacker;
import chat.parley.protocol.name.MetadataKey;
import chat.parley.protocol.name.RoomName;
import chat.parley.protocol.reply.FailCode;
import chat.parley.relay.session.Client;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.session.MetadataLines;
import chat.parley.relay.session.ReplyBatch;
import chat.parley.relay.view.RoomView;
import java.util.List;
import java.util.Map;

/**
 * METADATA SET and CLEAR: of oneself, and of rooms that one is an operator of. An account's metadata is stored first, and shown then;
 * a guest's is kept by presence alone.
 */
final class MetadataChanges {
    private static final String EVERY_KEY = "*";

    private MetadataChanges() {}

    static void set(Exchange exchange) {
        String text = exchange.param(2);
        switch (MetadataKey.parse(text)) {
            case Validated.Invalid<MetadataKey>(String reason) ->
                exchange.failWithText(
                        FailCode.INVALID_KEY, "The key " + reason, Cut.toBytes(text, MetadataKey.MAX_CHARACTERS));
            case Validated.Valid<MetadataKey>(MetadataKey key) -> set(exchange, key, exchange.optionalOrEmpty(3));
        }
    }

    /** @param value empty: the key goes */
    private static void set(Exchange exchange, MetadataKey key, String value) {
        int most = exchange.limits().metadata().valueBytes();
        if (WordPacker.utf8Bytes(value) > most) {
            exchange.failWithText(FailCode.INVALID_VALUE, "The value is longer than " + most + " bytes", key.value());
            return;
        }
        MetadataChange change =
                value.isEmpty() ? new MetadataChange.Remove(List.of(key)) : new MetadataChange.Put(Map.of(key, value));
        change(
                exchange,
                key.value(),
                change,
                target -> exchange.send(MetadataLines.of(
                        exchange.server(), exchange.client().name(), target, key, value.isEmpty() ? null : value)));
    }

    static void clear(Exchange exchange) {
        Metadata before = known(exchange);
        change(exchange, EVERY_KEY, new MetadataChange.Clear(), target -> {
            ReplyBatch batch = new ReplyBatch(exchange, MetadataLines.BATCH, target);
            before.values()
                    .keySet()
                    .forEach(key -> batch.send(MetadataLines.of(
                            exchange.server(), exchange.client().name(), target, key, null)));
            batch.end();
        });
    }

    /** What the target, where it is one that may be changed, says before. */
    private static Metadata known(Exchange exchange) {
        Client client = exchange.client();
        String target = exchange.param(0);
        if (MetadataTarget.isSelf(exchange, target)) {
            return client.isConnected() ? client.me().metadata() : client.saidBefore();
        }
        RoomView room = RoomName.parse(target) instanceof Validated.Valid<RoomName>(RoomName name)
                ? exchange.views().room(name)
                : null;
        return room == null ? Metadata.NONE : room.metadata();
    }

    /** What there is to answer when it is done. */
    @FunctionalInterface
    private interface Answer {
        void of(String target);
    }

    private static void change(Exchange exchange, String key, MetadataChange change, Answer answer) {
        String target = exchange.param(0);
        long wait = exchange.takeMetadataChange();
        if (wait > 0) {
            exchange.send(FailCode.RATE_LIMITED.failWithText(
                    exchange.server(),
                    exchange.command(),
                    FailCode.RATE_LIMITED.text(),
                    target,
                    key,
                    Long.toString(wait / 1_000 + 1)));
        } else if (MetadataTarget.isSelf(exchange, target)) {
            changeOwn(exchange, change, answer);
        } else if (exchange.client().isConnected() && RoomName.looksLikeRoom(target)) {
            changeRoom(exchange, target, key, change, answer);
        } else if (exchange.client().isConnected()) {
            // there is no other target that may be changed: who is there, is told so
            MetadataTarget.find(exchange, other -> exchange.fail(FailCode.KEY_NO_PERMISSION, other.name(), key));
        } else {
            exchange.fail(FailCode.KEY_NO_PERMISSION, target, key);
        }
    }

    private static void changeRoom(Exchange exchange, String target, String key, MetadataChange change, Answer answer) {
        if (!(RoomName.parse(target) instanceof Validated.Valid<RoomName>(RoomName room))) {
            MetadataTarget.invalid(exchange, target);
            return;
        }
        exchange.ask(
                new RoomRequest.ChangeMetadata(
                        room,
                        exchange.client().author(),
                        exchange.origin(),
                        change,
                        exchange.limits().metadata().keys()),
                accepted -> answer.of(
                        accepted.conversation() instanceof ConversationRef.Room(ConversationId _id, RoomName name)
                                ? name.value()
                                : target),
                failure -> {
                    switch (failure) {
                        case Failure.Rejected(Reason reason, String _text)
                        when reason == Reason.NO_SUCH_ROOM -> MetadataTarget.invalid(exchange, target);
                        case Failure.Rejected(Reason reason, String _text)
                        when reason == Reason.NOT_A_MEMBER ->
                            exchange.fail(FailCode.KEY_NO_PERMISSION, room.value(), key);
                        case Failure.Denied _denied -> exchange.fail(FailCode.KEY_NO_PERMISSION, room.value(), key);
                        default -> exchange.failed(failure, room.value());
                    }
                });
    }

    private static void changeOwn(Exchange exchange, MetadataChange change, Answer answer) {
        Client client = exchange.client();
        int most = exchange.limits().metadata().keys();
        if (!client.isConnected()) {
            changeBefore(exchange, change, most, answer);
            return;
        }
        String name = client.name();
        Account account = client.account();
        exchange.expectPresence(PresenceEvent.What.METADATA);
        if (account == null) {
            exchange.ask(new PresenceRequest.ChangeMetadata(client.id(), change, most), name, claimed -> {
                client.self(claimed.person());
                answer.of(name);
            });
        } else {
            exchange.ask(
                    new AccountRequest.ChangeMetadata(account.id(), change, most),
                    name,
                    now -> exchange.ask(new PresenceRequest.ShowMetadata(client.id(), now), name, claimed -> {
                        client.self(claimed.person());
                        answer.of(name);
                    }));
        }
    }

    private static void changeBefore(Exchange exchange, MetadataChange change, int most, Answer answer) {
        Client client = exchange.client();
        Metadata now = client.saidBefore().after(change);
        String name = MetadataTarget.ownName(exchange);
        if (now.isWithin(most, client.saidBefore())) {
            client.saidBefore(now);
            answer.of(name);
        } else {
            exchange.fail(FailCode.LIMIT_REACHED, name, Integer.toString(most));
        }
    }
}
