package chat.parley.relay.command;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.SearchHit;
import chat.parley.contracts.room.Target;
import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.reply.FailCode;
import chat.parley.relay.session.Client;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.session.LongAnswer;
import chat.parley.relay.session.ReplyBatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SEARCH in the rooms that one is in and in one's private conversations.
 *
 * @see <a href="https://codeberg.org/emersion/soju/src/branch/master/doc/ext/search.md">soju.im/search</a>
 */
final class SearchCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connected(
                    "SEARCH", 1, "text=<words>;in=<target>;from=<nick>;after=<time>;before=<time>;limit=<number>")
            .needing(Capability.SEARCH);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        switch (SearchRequest.parse(exchange.param(0))) {
            case SearchRequest.Malformed(String attribute, String reason) ->
                exchange.failWithText(FailCode.INVALID_PARAMS, reason, attribute);
            case SearchRequest.Asked asked -> find(exchange, asked);
        }
    }

    private static void find(Exchange exchange, SearchRequest.Asked asked) {
        String in = asked.in();
        if (in == null) {
            ask(exchange, asked, null);
            return;
        }
        ConversationLookup.findOwn(
                exchange,
                in,
                target -> ask(exchange, asked, target),
                () -> noSuchTarget(exchange),
                failure -> failed(exchange, failure));
    }

    private static void noSuchTarget(Exchange exchange) {
        exchange.failWithText(FailCode.INVALID_PARAMS, "You have no such conversation", "in");
    }

    private static void failed(Exchange exchange, Failure failure) {
        if (failure instanceof Failure.Unavailable || failure instanceof Failure.Bug) {
            exchange.failWithText(FailCode.INTERNAL_ERROR, failure.text());
        } else {
            noSuchTarget(exchange);
        }
    }

    private static void ask(Exchange exchange, SearchRequest.Asked asked, @Nullable Target in) {
        exchange.ask(
                new RoomRequest.Search(
                        exchange.client().me().id(),
                        in,
                        asked.from(),
                        asked.afterMillis(),
                        asked.beforeMillis(),
                        asked.text(),
                        asked.limit()),
                hits -> tell(exchange, hits),
                failure -> failed(exchange, failure));
    }

    private static void tell(Exchange exchange, List<SearchHit> hits) {
        Client client = exchange.client();
        ReplyBatch batch = new ReplyBatch(exchange, Capability.SEARCH.wireName());
        LongAnswer.tell(
                exchange,
                hits,
                hit -> exchange.events()
                        .print(
                                hit.conversation(),
                                hit.event(),
                                client.person(),
                                client.capabilities().effective())
                        .forEach(batch::send),
                batch::end);
    }
}
