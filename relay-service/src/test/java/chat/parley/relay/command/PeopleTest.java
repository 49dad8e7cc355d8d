package chat.parley.relay.command;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.relay.script.ScriptedClient;
import chat.parley.relay.script.Settings;
import chat.parley.relay.script.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeopleTest {
    private final World world = new World();

    @Test
    void renames() {
        ScriptedClient alice = world.guest("alice", "labeled-response", "batch");
        alice.says("NICK Alice")
                .hears(":alice!alice@host.test NICK Alice")
                .says("NICK Alice")
                .hearsNothing();
        alice.says("@label=1 NICK ally").hears("@label=1 :Alice!alice@host.test NICK ally");
        alice.says("PING 1").hears("PONG irc.test 1");
    }

    @Test
    void renamesAllDevices() {
        ScriptedClient one = world.member("one", "alice");
        ScriptedClient two = world.member("two", "alice", "labeled-response", "batch");
        one.says("NICK al").hears(":alice!alice@host.test NICK al");
        two.hears(":alice!alice@host.test NICK al");
    }

    @Test
    void refusesNicksThatAreTakenReservedOrNone() {
        world.account("carol", "x");
        world.guest("alice");
        world.guest("bob")
                .says("NICK ALICE", "NICK Carol", "NICK 9", "NICK")
                .hears(
                        "433 bob ALICE :Nick is already in use",
                        "433 bob Carol :Nick is reserved for an account: …",
                        "432 bob 9 :Not a valid nick: it begins with a digit",
                        "431 bob …");
    }

    @Test
    void keepsTheAccountsNickWhereNicksAreForced() {
        var forced = new World(new Settings().forceNick(true).build());
        forced.member("c", "alice")
                .says("NICK bob")
                .hears("447 alice :Your nick is your account's name and cannot be changed")
                .says("NICK ALICE")
                .hears(":alice!alice@host.test NICK ALICE");
    }

    @Test
    void isAwayAndBack() {
        world.guest("alice")
                .says("AWAY :at lunch")
                .hears("306 alice …")
                .says("AWAY")
                .hears("305 alice …")
                .says("AWAY x", "AWAY :")
                .hears("306 alice …", "305 alice …")
                .says("AWAY :" + "x".repeat(201))
                .hears("417 alice :Away text is longer than 200 bytes");
    }

    @Test
    void tellsWhoSomebodyIs() {
        world.member("a", "alice")
                .says("JOIN #a", "JOIN #secret", "MODE #secret +s", "AWAY :gone")
                .forget();
        world.guest("bob")
                .says("WHOIS alice")
                .hears(
                        "311 bob alice alice host.test * :Real alice",
                        "319 bob alice @#a",
                        "312 bob alice irc.test Test",
                        "330 bob alice alice :is logged in as",
                        "671 bob alice :is using a secure connection",
                        "301 bob alice gone",
                        "317 bob alice 0 1700000000 :seconds idle, signon time",
                        "318 bob alice :End of WHOIS list");
    }

    @Test
    void showsSecretRoomsToThoseWhoShareThemAndToOneself() {
        ScriptedClient alice = world.guest("alice").says("JOIN #secret", "MODE #secret +s");
        alice.forget();
        alice.says("WHOIS alice").hearsAmongOthers("319 alice alice @#secret");
        ScriptedClient bob = world.guest("bob").says("JOIN #secret");
        bob.forget();
        bob.says("WHOIS irc.test alice").hearsAmongOthers("319 bob alice @#secret", "318 bob alice …");
    }

    @Test
    void hidesTheRoomsOfTheInvisible() {
        world.guest("alice").says("JOIN #a", "MODE alice +i").forget();
        world.guest("bob").says("WHOIS alice").hears("311 …", "312 …", "671 …", "317 …", "318 …");
    }

    @Test
    void tellsOneselfAndOperatorsWhereSomebodyComesFromAndWhichModesTheyHave() {
        world.guest("alice")
                .says("MODE alice +i", "WHOIS alice")
                .hearsAmongOthers(
                        "338 alice alice alice@host.test host.test :is actually using host",
                        "378 alice alice :is connecting from *@host.test host.test",
                        "379 alice alice :is using modes +i");
        ScriptedClient bob = world.guest("bob").says("OPER root secret");
        bob.forget();
        bob.says("WHOIS alice").hearsAmongOthers("378 bob alice …", "379 bob alice …");
    }

    @Test
    void remembersWhoWasHere() {
        world.guest("bob").says("NICK bert", "QUIT");
        world.pass(2_000);
        world.guest("bob").says("QUIT");
        ScriptedClient alice = world.guest("alice");
        alice.says("WHOWAS BOB")
                .hears(
                        "314 alice bob bob host.test * :Real bob",
                        "312 alice bob irc.test :Tue, 14 Nov 2023 at 22:13:22 UTC",
                        "314 alice bob bob host.test * :Real bob",
                        "312 alice bob irc.test :Tue, 14 Nov 2023 at 22:13:20 UTC",
                        "369 alice BOB :End of WHOWAS list");
        alice.says("WHOWAS bob 1").hears("314 …", "312 …", "369 …");
        alice.says("WHOWAS bob -1").hears("314 …", "312 …", "314 …", "312 …", "369 …");
        alice.says("WHOWAS nobody", "WHOWAS").hears("406 alice nobody …", "369 alice nobody …", "431 alice …");
    }

    @Test
    void findsPeopleByWhatIsAskedFor() {
        world.member("a", "alice").says("AWAY :x").forget();
        ScriptedClient bob = world.guest("bob");
        bob.says("WHO host.test h").hears("352 … alice …", "352 … bob …", "315 …");
        bob.says("WHO host.test n%n").hears("315 …");
        bob.says("WHO *lic* r%n").hears("354 bob alice", "315 …");
        bob.says("WHO alice* a%na").hears("354 bob alice alice", "315 …");
        bob.says("WHO 0 o").hears("315 bob 0 …");
        bob.says("OPER root secret").forget();
        bob.says("WHO 0 o%n").hears("354 bob bob", "315 bob 0 …");
    }

    @Test
    void isAwayFromTheBeginningWhoSaysSoBefore() {
        ScriptedClient alice = world.open("alice");
        alice.says("AWAY :x").hears("451 * …");
        alice.says("CAP REQ draft/pre-away", "AWAY :at lunch").hears("CAP * ACK draft/pre-away", "306 * …");
        alice.says("NICK alice", "USER alice 0 * :Real alice", "CAP END");
        world.guest("bob").says("WHOIS alice").hearsAmongOthers("301 bob alice :at lunch");
    }

    @Test
    void leavesThePersonWhereItIsWhenADeviceComesThatNobodySitsAt() {
        world.member("one", "alice");
        ScriptedClient two = world.open("two");
        two.says("CAP REQ :sasl draft/pre-away", "AWAY *", "NICK alice", "USER alice 0 * :x", "AUTHENTICATE PLAIN");
        two.says("AUTHENTICATE " + ScriptedClient.base64("\0alice\0secret"), "CAP END");
        two.says("WHOIS alice").hearsAmongOthers("311 …", "318 …");
        org.assertj.core.api.Assertions.assertThat(world.asked(PresenceRequest.SetAway.class))
                .isEmpty();
    }

    @Test
    void saysWhatItSupportsBeforeOneIsIn() {
        ScriptedClient alice = world.open("alice");
        alice.says("ISUPPORT").hears("451 * …");
        alice.says("CAP REQ :batch draft/extended-isupport", "ISUPPORT")
                .hears(
                        "CAP * ACK …",
                        "BATCH +1 draft/isupport",
                        "@batch=1 005 * NETWORK=Test …",
                        "@batch=1 005 * …",
                        "@batch=1 005 * …",
                        "BATCH -1");
    }

    @Test
    void knowsNothingOfNobody() {
        world.guest("bob")
                .says("WHOIS nobody", "WHOIS !!!", "WHOIS")
                .hears("401 bob nobody …", "318 bob nobody …", "401 bob !!! …", "318 bob !!! …", "431 bob …");
    }

    @Test
    void findsPeopleByRoomNickAndPattern() {
        world.guest("alice").says("JOIN #a", "AWAY :x").forget();
        ScriptedClient bob = world.guest("bob", "multi-prefix").says("JOIN #a");
        bob.forget();
        String alice = "352 bob #a alice host.test irc.test alice G@ :0 Real alice";
        String own = "352 bob #a bob host.test irc.test bob H :0 Real bob";
        bob.says("WHO #a").hears(alice, own, "315 bob #a :End of WHO list");
        bob.says("WHO ALICE").hears(alice, "315 bob ALICE …");
        bob.says("WHO al*").hears(alice, "315 bob al* …");
        bob.says("WHO nobody").hears("315 bob nobody …");
        bob.says("WHO #nowhere").hears("315 bob #nowhere …");
        bob.says("WHO #").hears("315 bob # …");
    }

    @Test
    void findsTheInvisibleOnlyByNickOrInACommonRoom() {
        ScriptedClient ghost = world.guest("ghost").says("MODE ghost +i", "JOIN #a");
        ghost.forget();
        ScriptedClient bob = world.guest("bob");
        bob.says("WHO gho*").hears("315 …").says("WHO ghost").hears("352 bob * ghost …", "315 …");
        bob.says("WHO #a").hears("315 …");
        bob.says("JOIN #a").forget();
        bob.says("WHO gho*").hears("352 bob #a ghost …", "315 …");
    }

    @Test
    void answersTheFieldsThatAreAskedFor() {
        world.member("a", "alice").says("JOIN #a").forget();
        ScriptedClient bob = world.guest("bob");
        bob.says("WHO alice %tcuihsnfdlaor,123")
                .hears(
                        "354 bob 123 * alice 255.255.255.255 host.test irc.test alice H 0 0 alice n/a :Real alice",
                        "315 …")
                .says("WHO alice %na")
                .hears("354 bob alice alice", "315 …")
                .says("WHO bob %at,99999999")
                .hears("354 bob 0 0", "315 …")
                .says("WHO alice n%r")
                .hears("354 bob :Real alice", "315 …");
    }

    @Test
    void tellsWhoIsOnAndFromWhere() {
        world.guest("alice").says("AWAY :x").forget();
        world.guest("bob")
                .says("ISON alice nobody :BOB carol", "USERHOST alice nobody bob", "ISON nobody")
                .hears("303 bob :alice bob", "302 bob :alice=-alice@host.test bob=+bob@host.test", "303 bob :");
    }

    @Test
    void changesTheRealname() {
        world.guest("alice", "setname")
                .says("SETNAME :Alice B")
                .hears(":alice!alice@host.test SETNAME :Alice B")
                .says("WHOIS alice")
                .hearsAmongOthers("311 alice alice alice host.test * :Alice B");
        world.guest("bob").says("SETNAME x").hearsNothing();
    }

    @Test
    void refusesRealnames() {
        ScriptedClient alice = world.guest("alice");
        alice.says("SETNAME :", "SETNAME :" + "x".repeat(151))
                .hears("FAIL SETNAME INVALID_REALNAME …", "FAIL SETNAME INVALID_REALNAME …");
        world.failing(request ->
                request instanceof PresenceRequest.SetRealname ? new Failure.Unavailable(true, "Not now") : null);
        alice.says("SETNAME x").hears("FAIL SETNAME CANNOT_CHANGE_REALNAME :Not now");
    }

    @ParameterizedTest
    @CsvSource({
        "VERSION, 351 alice parley-test irc.test Test",
        "TIME, 391 alice irc.test 1700000000 0 :…",
        "MOTD, 422 alice …",
        "LUSERS, 251 alice …",
        "LUSERS, 254 alice 0 …",
        "ADMIN, 423 alice irc.test …",
        "LINKS, 365 alice * …",
        "STATS u, 242 alice :Server up 0 days 0:00:00",
        "STATS x, 219 alice x …",
        "ISUPPORT, 005 alice …",
        "INFO, 374 alice :End of INFO",
        "HELP, 704 alice * …",
        "HELPOP join, 705 alice JOIN :JOIN <room>{…",
        "HELP whatever, 524 alice whatever …",
        "WHATEVER x, 421 alice WHATEVER …",
        "PING, 409 alice …",
        "PING :, PONG irc.test :",
    })
    void answersSmallQuestions(String command, String answer) {
        world.guest("alice").says(command).hearsAmongOthers(answer);
    }

    @Test
    void countsHowManyThereWereAtMost() {
        ScriptedClient alice = world.guest("alice");
        world.guest("bob").says("QUIT");
        alice.says("LUSERS").hearsAmongOthers("251 …", "265 alice 1 2 …", "266 alice 1 2 …");
    }

    @Test
    void cutsPongsToTheLengthOfALine() {
        world.guest("alice").says("PING " + "x".repeat(505)).hearsAmongOthers("PONG irc.test " + "x".repeat(450) + "…");
    }
}
