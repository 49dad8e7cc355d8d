package chat.parley.relay.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.relay.script.ScriptedClient;
import chat.parley.relay.script.Settings;
import chat.parley.relay.script.World;
import chat.parley.relay.session.SessionLimits.MetadataLimits;
import org.junit.jupiter.api.Test;

/** What somebody says of themselves, or of a room. */
class MetadataTest {
    private static final String[] CAPABILITIES = {"batch", "draft/metadata-3"};

    private final World world = new World();

    @Test
    void isOfferedWithItsBounds() {
        assertThat(String.join(" ", world.open("c").says("CAP LS 302").heard()))
                .contains("draft/metadata-3=before-connect,max-subs=50,max-keys=20,max-value-bytes=256");
    }

    @Test
    void needsTheCapability() {
        world.guest("alice", "standard-replies")
                .says("METADATA * LIST")
                .hears("FAIL METADATA CAPABILITY_REQUIRED draft/metadata-3 …");
    }

    @Test
    void setsAndTellsAndUnsetsOnesOwn() {
        guest("alice")
                .says("METADATA * SET display-name :Alice the First")
                .hears("761 alice alice display-name * :Alice the First")
                .says("METADATA Alice GET display-name avatar $x")
                .hears(
                        "BATCH +… metadata alice",
                        "@batch=… 761 alice alice display-name * :Alice the First",
                        "@batch=… 766 alice alice avatar :Key is not set",
                        "@batch=… FAIL METADATA INVALID_KEY $x :The key …",
                        "BATCH -…")
                .says("METADATA * SET display-name")
                .hears("766 alice alice display-name :Key is not set")
                .says("METADATA * LIST")
                .hears("BATCH +… metadata alice", "BATCH -…");
    }

    @Test
    void keepsTheCommonKeys() {
        ScriptedClient alice = guest("alice");
        for (String key : new String[] {"avatar", "color", "display-name", "homepage", "pronouns", "status"}) {
            alice.says("METADATA * SET " + key + " :\uD83D\uDC9C").hears("761 alice alice " + key + " * \uD83D\uDC9C");
        }
    }

    @Test
    void clearsEverything() {
        guest("alice")
                .says("METADATA * SET b :2", "METADATA * SET a :1")
                .hears("761 …", "761 …")
                .says("METADATA * CLEAR")
                .hears(
                        "BATCH +… metadata alice",
                        "@batch=… 766 alice alice a …",
                        "@batch=… 766 alice alice b …",
                        "BATCH -…")
                .says("METADATA * CLEAR")
                .hears("BATCH +… metadata alice", "BATCH -…");
    }

    @Test
    void putsAllOfAnAnswerUnderItsLabel() {
        world.guest("alice", "batch", "draft/metadata-3", "labeled-response")
                .says("@label=one METADATA * SET a :1")
                .hears("@label=one 761 alice alice a * 1")
                .says("@label=two METADATA * LIST")
                .hears("@label=two BATCH +… metadata alice", "@batch=… 761 alice alice a * 1", "BATCH -…")
                .says("@label=three METADATA * SUB a")
                .hears(
                        "@label=three BATCH +… labeled-response",
                        "@batch=… 770 alice a",
                        "@batch=… BATCH +… metadata alice",
                        "@batch=… 761 alice alice a * 1",
                        "@batch=… BATCH -…",
                        "BATCH -…")
                .says("@label=four METADATA * UNSUB a")
                .hears("@label=four 771 alice a");
    }

    @Test
    void refusesWhatIsTooLongOrTooMuchOrNotOnesOwn() {
        World small = worldWith(new MetadataLimits(1, 4, 2, 0));
        small.guest("bob");
        small.guest("alice", "batch", "draft/metadata-3")
                .says("METADATA * SET a :\u00e4\u00e4\u00e4")
                .hears("FAIL METADATA INVALID_VALUE a :The value is longer than 4 bytes")
                .says("METADATA * SET a :1", "METADATA * SET b :2")
                .hears("761 …", "FAIL METADATA LIMIT_REACHED alice 1 …")
                .says("METADATA * SET A :1", "METADATA * SET a", "METADATA * SET b :2")
                .hears("FAIL METADATA INVALID_KEY A …", "766 …", "761 …")
                .says("METADATA bob SET a :1", "METADATA bob CLEAR")
                .hears("FAIL METADATA KEY_NO_PERMISSION bob a …", "FAIL METADATA KEY_NO_PERMISSION bob * …")
                .says("METADATA nobody SET a :1", "METADATA nobody LIST", "METADATA ! SET a :1", "METADATA #x GET a")
                .hears(
                        "FAIL METADATA INVALID_TARGET nobody …",
                        "FAIL METADATA INVALID_TARGET nobody …",
                        "FAIL METADATA INVALID_TARGET ! …",
                        "FAIL METADATA INVALID_TARGET #x …")
                .says("METADATA * FOO", "METADATA * GET", "METADATA *")
                .hears("FAIL METADATA INVALID_PARAMS FOO …", "461 alice METADATA …", "461 alice METADATA …");
    }

    @Test
    void boundsHowOftenOneChanges() {
        World slow = worldWith(new MetadataLimits(5, 10, 5, 2));
        ScriptedClient alice = slow.guest("alice", "batch", "draft/metadata-3");
        alice.says("METADATA * SET a :1", "METADATA * SET a :2", "METADATA * SET a :3")
                .hears("761 …", "761 …", "FAIL METADATA RATE_LIMITED * a 31 …");
        alice.says("METADATA * CLEAR").hears("FAIL METADATA RATE_LIMITED * * 31 …");
        slow.pass(30_000);
        alice.forget();
        alice.says("METADATA * SET a :3").hears("761 …");
    }

    @Test
    void showsTheMetadataOfClosedRoomsToThoseInsideAlone() {
        ScriptedClient bob = guest("bob").says("JOIN #den", "METADATA #den SET topic :secret plans");
        ScriptedClient alice = guest("alice");
        alice.says("METADATA #den GET topic").hearsAmongOthers("@batch=… 761 alice #den topic * :secret plans");
        for (String mode : new String[] {"+i", "-i+k key"}) {
            bob.says("MODE #den " + mode);
            for (String subcommand : new String[] {"GET topic", "LIST", "SYNC"}) {
                alice.says("METADATA #den " + subcommand).hears("FAIL METADATA KEY_NO_PERMISSION #den * …");
            }
        }
        bob.says("MODE #den -k+s *");
        alice.says("METADATA #den LIST").hears("FAIL METADATA INVALID_TARGET #den …");
    }

    @Test
    void letsOperatorsOfARoomDescribeIt() {
        ScriptedClient bob = guest("bob").says("JOIN #den");
        ScriptedClient alice = guest("alice").says("JOIN #den", "METADATA * SUB color");
        ScriptedClient carol = guest("carol").says("METADATA * SUB display-name");
        bob.forget();
        alice.forget();
        carol.forget();

        bob.says("METADATA #Den SET display-name :The Den").hears("761 bob #den display-name * :The Den");
        alice.hearsNothing()
                .says("METADATA * SUB display-name")
                .hearsAmongOthers("@batch=… 761 alice #den display-name * :The Den");
        carol.hearsNothing();
        bob.says("METADATA #den CLEAR")
                .hears("BATCH +… metadata #den", "@batch=… 766 bob #den display-name …", "BATCH -…");
        alice.hearsNothing()
                .says("METADATA #den SET display-name :mine", "METADATA #den CLEAR")
                .hears(
                        "FAIL METADATA KEY_NO_PERMISSION #den display-name …",
                        "FAIL METADATA KEY_NO_PERMISSION #den * …");
        carol.says("METADATA #den SET display-name :mine").hears("FAIL METADATA KEY_NO_PERMISSION #den display-name …");
    }

    @Test
    void keepsAnAccountsWithTheAccount() {
        ScriptedClient one = world.member("one", "bob", CAPABILITIES);
        ScriptedClient two = world.member("two", "bob", CAPABILITIES);
        two.says("METADATA * SUB avatar").forget();

        one.says("METADATA * SET avatar :b.png").hears("761 bob bob avatar * b.png");
        two.hears("761 * bob avatar * b.png");
        one.says("METADATA * SET color :red");
        two.hearsNothing();
        one.says("METADATA * SET avatar");
        two.hears("766 * bob avatar …");
        one.says("METADATA * SET avatar :new.png", "QUIT");
        two.says("QUIT");

        guest("alice").says("METADATA bob GET avatar").hearsAmongOthers("@batch=… 761 alice bob avatar * new.png");
        ScriptedClient back =
                world.open("back").says("CAP REQ :sasl batch draft/metadata-3", "NICK bob", "USER b 0 * :B");
        back.says("AUTHENTICATE PLAIN", "AUTHENTICATE " + ScriptedClient.base64("\0bob\0secret"), "CAP END");
        back.hearsAmongOthers(
                "001 …",
                "BATCH +… metadata bob",
                "@batch=… 761 bob bob avatar * new.png",
                "@batch=… 761 bob bob color * red",
                "BATCH -…",
                "422 …");
    }

    @Test
    void takesWhatIsSaidBeforeOneIsIn() {
        ScriptedClient alice =
                world.open("alice").says("CAP REQ :batch draft/metadata-3").forgetting();
        alice.says("METADATA * SET display-name :Alice", "METADATA * SET b :x", "METADATA * SET b")
                .hears("761 * * display-name * Alice", "761 * * b * x", "766 * * b …")
                .says("METADATA * GET display-name", "METADATA * SUB avatar", "METADATA * SYNC")
                .hears(
                        "BATCH +… metadata *",
                        "@batch=… 761 * * display-name * Alice",
                        "BATCH -…",
                        "770 * avatar",
                        "BATCH +… metadata *",
                        "BATCH -…")
                .says("METADATA alice SET a :1", "METADATA #den LIST")
                .hears("FAIL METADATA KEY_NO_PERMISSION alice a …", "FAIL METADATA INVALID_TARGET #den …")
                .says("NICK alice", "USER a 0 * :A", "CAP END")
                .hearsAmongOthers(
                        "001 alice …",
                        "BATCH +… metadata alice",
                        "@batch=… 761 alice alice display-name * Alice",
                        "BATCH -…",
                        "422 …");
        alice.says("METADATA * SUBS").hearsAmongOthers("@batch=… 772 alice avatar");
    }

    @Test
    void addsWhatAnAccountSaysBeforeItIsInToWhatItSaid() {
        world.account("bob", "secret");
        world.member("before", "bob", CAPABILITIES).says("METADATA * SET avatar :b.png", "QUIT");
        ScriptedClient bob =
                world.open("bob").says("CAP REQ :sasl batch draft/metadata-3", "METADATA * SET color :red");
        bob.says("NICK bob", "USER b 0 * :B", "AUTHENTICATE PLAIN");
        bob.says("AUTHENTICATE " + ScriptedClient.base64("\0bob\0secret"), "CAP END");
        bob.hearsAmongOthers("@batch=… 761 bob bob avatar * b.png", "@batch=… 761 bob bob color * red", "422 …");
    }

    @Test
    void letsSomebodyInOfWhomNotAllIsTaken() {
        World small = worldWith(new MetadataLimits(1, 10, 5, 0));
        small.account("bob", "secret");
        small.member("before", "bob", CAPABILITIES).says("METADATA * SET avatar :b.png", "QUIT");
        enterAsBob(small)
                .hearsAmongOthers(
                        "FAIL METADATA LIMIT_REACHED bob 1 …",
                        "001 …",
                        "BATCH +… metadata bob",
                        "@batch=… 761 bob bob avatar * b.png",
                        "BATCH -…");
        small.failing(request -> request instanceof AccountRequest.ChangeMetadata
                ? new Failure.Unavailable(true, "The accounts cannot be written; try again.")
                : null);
        enterAsBob(small).hearsAmongOthers("FAIL METADATA REFUSED bob …", "001 …");
    }

    @Test
    void saysWhenNothingCanBeStoredNow() {
        ScriptedClient alice = world.member("one", "alice", CAPABILITIES);
        world.failing(request -> request instanceof AccountRequest.ChangeMetadata
                ? new Failure.Unavailable(true, "The accounts cannot be written; try again.")
                : null);
        alice.says("METADATA * SET avatar :x").hears("263 alice METADATA :The accounts cannot be written; try again.");
        world.failing(request -> request instanceof PresenceRequest.ShowMetadata
                ? new Failure.Unavailable(true, "Not there now.")
                : null);
        alice.says("METADATA * SET avatar :x").hears("263 alice METADATA :Not there now.");
        world.failing(null);
        alice.says("METADATA * SET avatar :x").hears("761 alice alice avatar * x");
    }

    private ScriptedClient guest(String nick) {
        return world.guest(nick, CAPABILITIES);
    }

    private static World worldWith(MetadataLimits limits) {
        return new World(new Settings().metadata(limits).build());
    }

    private static ScriptedClient enterAsBob(World world) {
        ScriptedClient bob = world.open("bob")
                .says("CAP REQ :sasl standard-replies batch draft/metadata-3", "METADATA * SET color :red");
        bob.says("NICK bob", "USER b 0 * :B", "AUTHENTICATE PLAIN");
        return bob.says("AUTHENTICATE " + ScriptedClient.base64("\0bob\0secret"), "CAP END");
    }
}
