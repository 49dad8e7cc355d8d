package chat.parley.relay.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Arrived;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.HistorySelector;
import chat.parley.contracts.room.HistorySelector.Place;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.name.Nickname;
import chat.parley.relay.script.ScriptedClient;
import chat.parley.relay.script.World;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {
    private static final String TIME = "2023-11-14T22:13:20.000Z";
    private final World world = new World();

    private ScriptedClient inRoom(String... capabilities) {
        ScriptedClient client =
                world.guest("alice", capabilities).says("JOIN #a", "PRIVMSG #a one", "TOPIC #a Tea", "PRIVMSG #a two");
        client.forget();
        return client;
    }

    @Test
    void givesTheLatestInABatch() {
        inRoom("batch", "draft/chathistory")
                .says("CHATHISTORY LATEST #a * 10")
                .hears(
                        "BATCH +1 chathistory #a",
                        "@batch=1 :alice!alice@host.test PRIVMSG #a one",
                        "@batch=1 :alice!alice@host.test PRIVMSG #a two",
                        "BATCH -1");
    }

    @Test
    void putsTheLabelOnTheBatchItself() {
        inRoom("batch", "labeled-response")
                .says("@label=x CHATHISTORY LATEST #a * 1")
                .hears(
                        "@label=x BATCH +1 chathistory #a",
                        "@batch=1 :alice!alice@host.test PRIVMSG #a two",
                        "BATCH -1");
    }

    @Test
    void givesBareLinesToThoseWithoutBatches() {
        inRoom().says("CHATHISTORY LATEST #a * 1").hears(":alice!alice@host.test PRIVMSG #a two");
    }

    @Test
    void playsEventsBackToThoseWhoAskedForThem() {
        inRoom("batch", "draft/chathistory", "draft/event-playback")
                .says("CHATHISTORY LATEST #a * 10")
                .hearsAmongOthers(
                        "@batch=1 :alice!alice@host.test JOIN #a",
                        "@batch=1 :alice!alice@host.test PRIVMSG #a one",
                        "@batch=1 :alice!alice@host.test TOPIC #a Tea",
                        "BATCH -1");
    }

    @Test
    void tagsWhatItGivesWithIdAndTime() {
        ScriptedClient client = inRoom("batch", "message-tags");
        client.says("CHATHISTORY LATEST #a * 1");
        assertThat(client.heard().get(1)).contains("msgid=").contains("batch=1");
    }

    static Stream<Arguments> selectors() {
        Place time = new Place.AtTime(1_700_000_000_000L);
        Place message = new Place.AtSequence(10, 37);
        return Stream.of(
                Arguments.of("LATEST #a * 5", new HistorySelector.Latest()),
                Arguments.of("latest #a msgid=a-11 5", new HistorySelector.LatestAfter(message)),
                Arguments.of("BEFORE #a timestamp=" + TIME + " 5", new HistorySelector.Before(time)),
                Arguments.of("AFTER #a msgid=a-11 5", new HistorySelector.After(message)),
                Arguments.of("AROUND #a msgid=a-11 5", new HistorySelector.Around(message)),
                Arguments.of(
                        "BETWEEN #a msgid=a-11 timestamp=" + TIME + " 5", new HistorySelector.Between(message, time)));
    }

    @ParameterizedTest
    @MethodSource("selectors")
    void asksForThePartThatIsMeant(String params, HistorySelector selector) {
        inRoom().says("CHATHISTORY " + params);
        RoomRequest.History asked = world.asked(RoomRequest.History.class).getFirst();
        assertThat(asked.selector()).isEqualTo(selector);
        assertThat(asked.limit()).isEqualTo(5);
    }

    @Test
    void bringsLimitsDownToTheMost() {
        inRoom().says("CHATHISTORY LATEST #a * 999999999");
        assertThat(world.asked(RoomRequest.History.class).getFirst().limit()).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LATEST",
                "LATEST #a",
                "LATEST #a *",
                "LATEST #a * 0",
                "LATEST #a * -1",
                "LATEST #a * many",
                "LATEST #a * 9999999999",
                "BETWEEN #a msgid=a-1 5",
                "NONSENSE #a * 5",
                "TARGETS timestamp=2023-11-14T22:13:20.000Z 5"
            })
    void refusesMalformedRequests(String params) {
        ScriptedClient client = inRoom().says("CHATHISTORY " + params);
        client.hears("FAIL CHATHISTORY INVALID_PARAMS " + params.split(" ", -1)[0] + " …");
    }

    @ParameterizedTest
    @CsvSource({
        "BEFORE #a * 5, *",
        "BEFORE #a nonsense 5, nonsense",
        "AFTER #a msgid=!! 5, msgid=!!",
        "AROUND #a timestamp=yesterday 5, timestamp=yesterday",
        "BETWEEN #a msgid=a-1 x 5, x",
        "TARGETS timestamp=2023-11-14T22:13:20.000Z timestamp=2023 5, timestamp=2023",
    })
    void saysWhichReferenceMakesNoSense(String params, String reference) {
        inRoom().says("CHATHISTORY " + params)
                .hears("FAIL CHATHISTORY INVALID_PARAMS " + params.split(" ", -1)[0] + " " + reference + " …");
    }

    @ParameterizedTest
    @CsvSource({
        "LATEST #a id=5 5, #a",
        "BEFORE #a draft/msgid=a-1 5, #a",
        "BETWEEN #a msgid=a-1 time=5 5, #a",
        "TARGETS msgid=a-1 msgid=a-2 5, *",
        "TARGETS timestamp=2023-11-14T22:13:20.000Z msgid=a-2 5, *",
    })
    void refusesReferencesOfTypesThatItDoesNotTake(String params, String target) {
        inRoom().says("CHATHISTORY " + params)
                .hears("FAIL CHATHISTORY INVALID_MSGREFTYPE " + params.split(" ", -1)[0] + " " + target + " …");
    }

    @Test
    void asksForASubcommand() {
        inRoom().says("CHATHISTORY").hears("461 alice CHATHISTORY …");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#nowhere", "#other", "nobody", "#", "!"})
    void refusesTargetsThatOneMayNotRead(String target) {
        world.guest("bob").says("JOIN #other").forget();
        inRoom().says("CHATHISTORY LATEST " + target + " * 5")
                .hears("FAIL CHATHISTORY INVALID_TARGET LATEST " + target + " :Messages could not be retrieved");
    }

    @Test
    void saysWhenTheRecordCannotBeReached() {
        ScriptedClient client = inRoom();
        world.failing(
                request -> request instanceof RoomRequest.History ? new Failure.Unavailable(true, "Not now") : null);
        client.says("CHATHISTORY LATEST #a * 5").hears("FAIL CHATHISTORY MESSAGE_ERROR LATEST #a :Not now");
    }

    @Test
    void givesPrivateConversationsToBothEnds() {
        ScriptedClient bob = world.member("b", "bob", "batch");
        ScriptedClient alice = world.member("a", "alice", "batch").says("PRIVMSG bob hi");
        bob.says("PRIVMSG alice ho").forget();
        alice.forget();
        alice.says("CHATHISTORY LATEST bob * 10")
                .hears(
                        "BATCH +1 chathistory bob",
                        "@batch=1 :alice!alice@host.test PRIVMSG bob hi",
                        "@batch=1 :bob!bob@host.test PRIVMSG alice ho",
                        "BATCH -1");
        alice.says("QUIT");
        bob.says("CHATHISTORY LATEST Alice * 1")
                .hears("BATCH +1 chathistory Alice", "@batch=1 :bob!bob@host.test PRIVMSG alice ho", "BATCH -1");
    }

    @Test
    void givesAnEmptyBatchWhereNothingWasSaid() {
        world.account("carol", "x");
        world.guest("alice", "batch")
                .says("CHATHISTORY LATEST carol * 5")
                .hears("BATCH +1 chathistory carol", "BATCH -1");
    }

    @Test
    void namesTheConversations() {
        world.guest("bob");
        world.guest("alice", "batch")
                .says(
                        "PRIVMSG bob hi",
                        "CHATHISTORY TARGETS timestamp=" + TIME + " timestamp=2024-01-01T00:00:00.000Z 5")
                .hears("BATCH +1 draft/chathistory-targets", "@batch=1 CHATHISTORY TARGETS bob " + TIME, "BATCH -1");
        RoomRequest.Targets asked = world.asked(RoomRequest.Targets.class).getFirst();
        assertThat(asked.afterMillis()).isEqualTo(World.START);
        assertThat(asked.limit()).isEqualTo(5);
    }

    @Test
    void replaysWhatWasMissedToClientsThatCannotAsk() {
        ScriptedClient bob = world.member("b", "bob").says("PRIVMSG bob note");
        PersonId alice = new PersonId.OfAccount(world.account("alice", "secret").id());
        bob.says("PRIVMSG alice :are you there").forget();
        PersonId bobs = new PersonId.OfAccount(world.account("bob").id());
        world.missed(new Arrived.Missed(
                new ConversationRef.Direct(
                        new ConversationId(2), bobs, new Nickname("bob"), alice, new Nickname("alice")),
                0,
                1,
                World.START));
        ScriptedClient client = world.open("a")
                .says("CAP REQ sasl", "NICK alice", "USER a 0 * :A", "AUTHENTICATE PLAIN")
                .says("AUTHENTICATE " + ScriptedClient.base64("\0alice\0secret"), "CAP END");
        client.hearsAmongOthers("001 alice …", ":bob!bob@host.test PRIVMSG alice :are you there");
        world.member("a2", "alice", "draft/chathistory").hearsNothing();
        assertThat(world.asked(RoomRequest.History.class)).hasSize(1);
    }
}
