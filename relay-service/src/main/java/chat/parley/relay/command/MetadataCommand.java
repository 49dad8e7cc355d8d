package chat.parley.relay.command;

import chat.parley.contracts.metadata.Metadata;
import chat.parley.protocol.Validated;
import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.name.MetadataKey;
import chat.parley.protocol.reply.FailCode;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.session.MetadataLines;
import chat.parley.relay.session.MetadataSync;
import chat.parley.relay.session.ReplyBatch;
import java.util.List;
import java.util.Locale;

/**
 * METADATA: what people and rooms say of themselves. Before one is in, one speaks of oneself alone.
 *
 * @see <a href="https://ircv3.net/specs/extensions/metadata">IRCv3 metadata</a>
 */
final class MetadataCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.always(
                    "METADATA",
                    2,
                    "<target> GET <key>... | LIST | SET <key> [:<value>] | CLEAR | SYNC, or * SUB|UNSUB <key>... | * SUBS")
            .needing(Capability.METADATA);
    private static final int FIRST_KEY = 2;

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        String subcommand = exchange.param(1).toUpperCase(Locale.ROOT);
        boolean needsKey = List.of("GET", "SET", "SUB", "UNSUB").contains(subcommand);
        if (needsKey && exchange.optional(FIRST_KEY) == null) {
            exchange.reply(Numeric.ERR_NEEDMOREPARAMS, exchange.command());
            return;
        }
        switch (subcommand) {
            case "GET" -> MetadataTarget.find(exchange, found -> get(exchange, found));
            case "LIST" -> MetadataTarget.find(exchange, found -> list(exchange, found));
            case "SYNC" -> MetadataTarget.find(exchange, found -> sync(exchange, found));
            case "SET" -> MetadataChanges.set(exchange);
            case "CLEAR" -> MetadataChanges.clear(exchange);
            case "SUB" -> MetadataSubscriptions.add(exchange, keys(exchange));
            case "UNSUB" -> MetadataSubscriptions.remove(exchange, keys(exchange));
            case "SUBS" -> MetadataSubscriptions.list(exchange);
            default ->
                exchange.failWithText(
                        FailCode.INVALID_PARAMS,
                        "There is no such subcommand",
                        Cut.toBytes(exchange.param(1), MetadataKey.MAX_CHARACTERS));
        }
    }

    private static List<String> keys(Exchange exchange) {
        List<String> params = exchange.line().params();
        return params.subList(FIRST_KEY, params.size());
    }

    private static void get(Exchange exchange, MetadataTarget found) {
        ReplyBatch batch = new ReplyBatch(exchange, MetadataLines.BATCH, found.name());
        for (String text : keys(exchange)) {
            switch (MetadataKey.parse(text)) {
                case Validated.Valid<MetadataKey>(MetadataKey key) -> batch.send(line(exchange, found, key));
                case Validated.Invalid<MetadataKey>(String reason) ->
                    batch.send(FailCode.INVALID_KEY.failWithText(
                            exchange.server(),
                            exchange.command(),
                            "The key " + reason,
                            Cut.toBytes(text, MetadataKey.MAX_CHARACTERS)));
            }
        }
        batch.end();
    }

    private static Line line(Exchange exchange, MetadataTarget found, MetadataKey key) {
        Metadata metadata = found.metadata();
        return MetadataLines.of(exchange.server(), exchange.client().name(), found.name(), key, metadata.get(key));
    }

    private static void list(Exchange exchange, MetadataTarget found) {
        ReplyBatch batch = new ReplyBatch(exchange, MetadataLines.BATCH, found.name());
        MetadataLines.of(exchange.server(), exchange.client().name(), found.name(), found.metadata(), _every -> true)
                .forEach(batch::send);
        batch.end();
    }

    private static void sync(Exchange exchange, MetadataTarget found) {
        if (found.isRoom()) {
            MetadataSync.room(exchange, found.name(), found.metadata(), found.members());
        } else {
            MetadataSync.person(exchange, found.name(), found.metadata());
        }
    }
}
