package chat.parley.server.admin;

import chat.parley.contracts.account.AccountDetails;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.SaidPage;
import chat.parley.protocol.id.MessageId;
import chat.parley.protocol.message.MultilineText;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that the server keeps about an account, but for its verifier: for its owner, who asked for it. */
final class ExportOperations {
    private static final int A_PAGE = 1_000;

    private final Clock clock;

    ExportOperations(Clock clock) {
        this.clock = clock;
    }

    List<Operation> all() {
        return List.of(Operation.get("/v1/accounts/{account}/export", "exportAccount", Set.of(), this::export));
    }

    private Future<Answer> export(Call call) {
        String name = call.path("account");
        return AccountOperations.described(call, name)
                .compose(details -> AccountOperations.whole(call, details).map(whole -> {
                    call.did("exported the account " + details.account().name());
                    return new Answer.Pieces(new Pages(call, details, head(whole))::next);
                }));
    }

    /** Without the bracket at its end: messages follow. */
    private String head(JsonObject whole) {
        String head = whole.put("exported", AccountJson.time(clock.millis())).encodePrettily();
        return head.substring(0, head.lastIndexOf('}')).stripTrailing() + ",\n  \"messages\" : [";
    }

    /** The pieces, one after the other. */
    private static final class Pages {
        private final Call call;
        private final PersonId person;
        private @Nullable String head;
        private @Nullable MessageId after = new MessageId(0, 0);
        private String before = "\n    ";

        Pages(Call call, AccountDetails details, String head) {
            this.call = call;
            this.person = new PersonId.OfAccount(details.account().id());
            this.head = head;
        }

        Future<Optional<Buffer>> next() {
            String first = head;
            if (first != null) {
                head = null;
                return Future.succeededFuture(Optional.of(Buffer.buffer(first)));
            }
            MessageId place = after;
            if (place == null) {
                return Future.succeededFuture(Optional.empty());
            }
            return call.ask(new RoomRequest.ReadSaid(person, place, A_PAGE)).map(page -> Optional.of(piece(page)));
        }

        private Buffer piece(SaidPage page) {
            StringBuilder text = new StringBuilder();
            page.messages().forEach(said -> {
                text.append(before).append(message(said).encode());
                before = ",\n    ";
            });
            after = page.next();
            if (after == null) {
                text.append("\n  ]\n}\n");
            }
            return Buffer.buffer(text.toString());
        }

        private JsonObject message(SaidPage.Said said) {
            Change.Message message = (Change.Message) said.event().change();
            JsonObject json = new JsonObject()
                    .put("time", AccountJson.time(said.event().timeMillis()))
                    .put(
                            "msgid",
                            new MessageId(
                                            said.conversation().id().value(),
                                            said.event().sequence())
                                    .text());
            switch (said.conversation()) {
                case ConversationRef.Room room -> json.put("room", room.name().value());
                case ConversationRef.Direct direct ->
                    json.put("to", direct.otherNick(person).value());
            }
            return json.put("kind", message.kind().name()).put("text", MultilineText.plain(message.text()));
        }
    }
}
