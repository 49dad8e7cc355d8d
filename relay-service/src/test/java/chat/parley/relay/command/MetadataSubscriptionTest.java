package chat.parley.relay.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.protocol.name.MetadataKey;
import chat.parley.relay.script.ScriptedClient;
import chat.parley.relay.script.Settings;
import chat.parley.relay.script.World;
import chat.parley.relay.session.SessionLimits.MetadataLimits;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who is told of what others say of themselves. */
class MetadataSubscriptionTest {
    private static final String[] CAPABILITIES = {"batch", "draft/metadata-3"};

    private final World world = new World();

    @Test
    void subscribesToKeysAndForgetsThem() {
        guest("alice")
                .says("METADATA * SUB avatar $x website avatar")
                .hears("FAIL METADATA INVALID_KEY $x …", "770 alice avatar website")
                .says("METADATA * SUBS")
                .hears("BATCH +… metadata-subs", "@batch=… 772 alice avatar website", "BATCH -…")
                .says("METADATA * UNSUB avatar nothing")
                .hears("771 alice avatar nothing")
                .says("METADATA * SUBS")
                .hears("BATCH +… metadata-subs", "@batch=… 772 alice website", "BATCH -…");
    }

    @Test
    void boundsTheSubscriptions() {
        World small = worldWith(new MetadataLimits(5, 10, 2, 0));
        small.guest("alice", "batch", "draft/metadata-3")
                .says("METADATA * SUB a b c d")
                .hears("FAIL METADATA LIMIT_REACHED c 2 …", "770 alice a b")
                .says("METADATA * SUB a")
                .hears("770 alice a");
    }

    @Test
    void tellsOfManySubscriptionsInSeveralLines() {
        String keys = IntStream.range(0, 13).mapToObj(i -> "key" + i).collect(Collectors.joining(" "));
        ScriptedClient alice = guest("alice").says("METADATA * SUB " + keys);
        assertThat(alice.heard()).hasSize(2).allMatch(line -> line.startsWith("770 alice key"));
        String longest = IntStream.range(0, 7)
                .mapToObj(i -> i + "x".repeat(MetadataKey.MAX_CHARACTERS - 1))
                .collect(Collectors.joining(" "));
        assertThat(alice.says("METADATA * SUB " + longest).heard()).hasSizeGreaterThan(1);
    }

    @Test
    void tellsWhatThereIsOfAKeyThatOneSubscribesTo() {
        ScriptedClient bob = guest("bob").says("METADATA * SET avatar :b.png", "JOIN #den");
        bob.says("METADATA #den SET avatar :den.png");
        guest("carol").says("METADATA * SET avatar :c.png", "JOIN #den");
        guest("dave").says("METADATA * SET avatar :d.png");
        ScriptedClient alice = guest("alice").says("JOIN #den", "MONITOR + dave", "METADATA * SET avatar :a.png");
        alice.forget();

        alice.says("METADATA * SUB avatar")
                .hears(
                        "770 alice avatar",
                        "BATCH +… metadata #den",
                        "@batch=… 761 alice #den avatar * den.png",
                        "@batch=… 761 alice bob avatar * b.png",
                        "@batch=… 761 alice carol avatar * c.png",
                        "@batch=… 761 alice alice avatar * a.png",
                        "BATCH -…",
                        "BATCH +… metadata dave",
                        "@batch=… 761 alice dave avatar * d.png",
                        "BATCH -…");
    }

    @Test
    void tellsWhoJoinsOfTheRoomAndThoseInIt() {
        ScriptedClient bob =
                guest("bob").says("METADATA * SET avatar :b.png", "METADATA * SET color :red", "JOIN #den");
        bob.says("METADATA #den SET avatar :den.png");
        ScriptedClient alice = guest("alice").says("METADATA * SUB avatar");
        alice.forget();

        alice.says("JOIN #den")
                .hearsAmongOthers(
                        "366 alice #den …",
                        "BATCH +… metadata #den",
                        "@batch=… 761 alice #den avatar * den.png",
                        "@batch=… 761 alice bob avatar * b.png",
                        "BATCH -…");
        guest("carol").says("JOIN #den").hearsAmongOthers("366 carol #den …");
    }

    @Test
    void givesEverythingAgainToWhoAsksForIt() {
        ScriptedClient bob = guest("bob").says("METADATA * SET avatar :b.png", "JOIN #den");
        bob.says("METADATA #den SET avatar :den.png");
        ScriptedClient alice = guest("alice").says("METADATA * SUB avatar", "JOIN #den");
        alice.forget();
        alice.says("METADATA #DEN SYNC")
                .hears(
                        "BATCH +… metadata #den",
                        "@batch=… 761 alice #den avatar * den.png",
                        "@batch=… 761 alice bob avatar * b.png",
                        "BATCH -…")
                .says("METADATA bob SYNC")
                .hears("BATCH +… metadata bob", "@batch=… 761 alice bob avatar * b.png", "BATCH -…")
                .says("METADATA * UNSUB avatar", "METADATA bob SYNC")
                .hears("771 …", "BATCH +… metadata bob", "BATCH -…");
    }

    @Test
    void givesLargeRoomsPieceByPiece() {
        for (int i = 0; i < 450; i++) {
            guest("g" + i).says("METADATA * SET avatar :x", "JOIN #den");
        }
        ScriptedClient alice = guest("alice").says("METADATA * SUB avatar", "JOIN #den");
        alice.hearsAmongOthers("774 alice #den 1 …");

        alice.readsNoMore().says("METADATA #den SYNC");
        assertThat(alice.heard()).hasSize(201);
    }

    @Test
    void tellsOfThoseWhomOneMonitors() {
        ScriptedClient alice = guest("alice").says("METADATA * SUB avatar", "MONITOR + bob,carol");
        ScriptedClient carol = guest("carol").says("METADATA * SET avatar :c.png");
        alice.forget();
        alice.says("MONITOR + carol").hearsAmongOthers("730 alice carol!…", "@batch=… 761 alice carol avatar * c.png");
        world.account("bob", "secret");
        ScriptedClient bob = world.member("bob", "bob", CAPABILITIES);
        bob.says("METADATA * SET avatar :b.png", "QUIT");
        alice.forget();
        world.member("again", "bob", CAPABILITIES);
        alice.hears("730 alice bob!bob@host.test", "761 * bob avatar * b.png");
        carol.forget();
    }

    @Test
    void tellsNothingToWhoDoesNotKnowMetadata() {
        ScriptedClient alice = world.guest("alice").says("JOIN #den");
        ScriptedClient bob = guest("bob").says("JOIN #den");
        alice.forget();
        bob.says("METADATA * SET avatar :b.png");
        alice.hearsNothing().says("WHOIS bob");
        assertThat(alice.heard()).noneMatch(line -> line.startsWith("760"));
        guest("carol").says("WHOIS bob").hearsAmongOthers("760 carol bob avatar * b.png", "318 …");
    }

    private ScriptedClient guest(String nick) {
        return world.guest(nick, CAPABILITIES);
    }

    private static World worldWith(MetadataLimits limits) {
        return new World(new Settings().metadata(limits).build());
    }
}
