package chat.parley.relay.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.Target;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import chat.parley.relay.script.ScriptedClient;
import chat.parley.relay.script.World;
import org.junit.jupiter.api.Test;

class SearchTest {
    private final World world = new World();

    private ScriptedClient alice() {
        return world.guest("alice", "batch", "message-tags", "soju.im/search");
    }

    @Test
    void needsTheCapability() {
        world.guest("alice", "standard-replies")
                .says("SEARCH text=x")
                .hears("FAIL SEARCH CAPABILITY_REQUIRED soju.im/search …");
    }

    @Test
    void answersInABatch() {
        ScriptedClient alice =
                alice().says("JOIN #den", "PRIVMSG #den :a needle", "PRIVMSG #den :hay", "NOTICE #den :needles");
        alice.forget();
        alice.says("SEARCH text=needle;in=#den")
                .hears(
                        "BATCH +… soju.im/search",
                        "@msgid=…;batch=… :alice!alice@host.test PRIVMSG #den :a needle",
                        "@msgid=…;batch=… :alice!alice@host.test NOTICE #den needles",
                        "BATCH -…")
                .says("SEARCH text=nothing")
                .hears("BATCH +… soju.im/search", "BATCH -…");
    }

    @Test
    void asksForWhatTheAttributesSay() {
        alice().says(
                        "JOIN #den",
                        "SEARCH text=two\\swords\\:;in=#DEN;from=Bob;after=2026-01-01T00:00:00.000Z;"
                                + "before=2026-01-02T00:00:00.000Z;limit=7;unknown=x");
        assertThat(world.asked(RoomRequest.Search.class)).singleElement().satisfies(asked -> {
            assertThat(asked.in()).isEqualTo(new Target.ToRoom(new RoomName("#den")));
            assertThat(asked.from()).isEqualTo(new Nickname("bob"));
            assertThat(asked.text()).isEqualTo("two words;");
            assertThat(asked.afterMillis()).isEqualTo(1_767_225_600_000L);
            assertThat(asked.beforeMillis()).isEqualTo(1_767_312_000_000L);
            assertThat(asked.limit()).isEqualTo(7);
        });
    }

    @Test
    void boundsWhatIsAskedFor() {
        alice().says("SEARCH text=x;limit=99999", "SEARCH text=x");
        assertThat(world.asked(RoomRequest.Search.class))
                .extracting(RoomRequest.Search::limit)
                .containsExactly(100, 100);
    }

    @Test
    void saysWhatIsWrong() {
        world.guest("bob").says("JOIN #pub");
        ScriptedClient alice = alice();
        for (String wrong : new String[] {
            "limit=0",
            "limit=x",
            "from=!",
            "after=yesterday",
            "before=1",
            "text=!?",
            "in=#pub",
            "in=#nowhere",
            "in=nobody",
            "in=,"
        }) {
            String attribute = wrong.substring(0, wrong.indexOf('='));
            alice.says("SEARCH " + wrong).hears("FAIL SEARCH INVALID_PARAMS " + attribute + " …");
        }
        alice.says("SEARCH").hears("461 alice SEARCH …");
        world.failing(request -> request instanceof RoomRequest.Search
                ? new Failure.Unavailable(true, "Too many are searching at the moment; try again.")
                : null);
        alice.says("SEARCH text=x").hears("FAIL SEARCH INTERNAL_ERROR :Too many are searching…");
    }

    @Test
    void asksForAPrivateConversation() {
        world.guest("bob");
        alice().says("SEARCH text=x;in=bob");
        assertThat(world.asked(RoomRequest.Search.class))
                .singleElement()
                .satisfies(asked -> assertThat(asked.in()).isInstanceOf(Target.ToPerson.class));
    }
}
