package chat.parley.server.e2e;

import static chat.parley.server.e2e.Answers.claim;
import static chat.parley.server.e2e.Answers.notices;
import static chat.parley.server.e2e.Answers.numerics;
import static chat.parley.server.e2e.Answers.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.auth.model.Verifier;
import chat.parley.protocol.line.Line;
import chat.parley.testkit.process.ClusterProcess;
import chat.parley.testkit.process.ServerProcess;
import chat.parley.testkit.process.Setup;
import chat.parley.testkit.wire.Message;
import chat.parley.testkit.wire.WireClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What people do with each other comes out the same when each of them is on another relay: the scripts that are played to one process
 * are played to two relays, and so is what takes an operator or several devices. Every test has its own people.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AcrossRelaysTest {
    private static final String OPERATORS_PASSWORD = "operators-own-2";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOST = Duration.ofSeconds(5);
    private static final Duration GRACE = Duration.ofSeconds(3);
    private static ClusterProcess cluster;
    private static ServerProcess one;
    private static ServerProcess two;
    private static Witnesses witnesses;

    @BeforeAll
    static void start() {
        cluster = ClusterProcess.start(2, AcrossRelaysTest::setUp);
        one = cluster.relay(1);
        two = cluster.relay(2);
        witnesses = new Witnesses(cluster);
        cluster.all().forEach(process -> process.secret(OPERATORS_PASSWORD));
    }

    private static void setUp(Setup setup) {
        String verifier = Verifier.derive(OPERATORS_PASSWORD, new byte[Verifier.SALT_BYTES], Verifier.MIN_ITERATIONS)
                .text();
        setup.guests()
                .set("server.motd", "Welcome!\nBe kind.\n")
                .setNull("rooms.lobby")
                .set("relay.eventLoops", 1) // for the witnesses
                .set("cluster.relayLostSeconds", (int) LOST.toSeconds())
                .set("cluster.graceSeconds", (int) GRACE.toSeconds())
                .set(
                        "operators",
                        new JsonArray().add(new JsonObject().put("name", "root").put("password", verifier)));
    }

    @AfterAll
    static void stop() {
        witnesses.close();
        cluster.close();
    }

    private static WireClient operator(ServerProcess relay, String nick) {
        WireClient client = relay.client(nick).guest();
        client.send("OPER root " + OPERATORS_PASSWORD).expect("381");
        return client;
    }

    /** One client after the other comes to the other relay. */
    @TestFactory
    Stream<DynamicTest> goesAsWritten() throws IOException, URISyntaxException {
        return Scripts.each(script -> {
            AtomicInteger coming = new AtomicInteger();
            script.run(name -> (coming.getAndIncrement() % 2 == 0 ? one : two).client(name), witnesses::agree);
        });
    }

    @Test
    void peopleOnTwoRelaysAreInOneRoomAndTalkPrivately() {
        try (WireClient ada = one.newcomer("ada1").join("#both");
                WireClient bert = two.newcomer("bert1").join("#both");
                WireClient adaAgain = two.device("ada1")) {
            ada.expectFrom("bert1", "JOIN", "#both");

            Message said = bert.say("#both", "from the second relay");
            assertThat(ada.expectFrom("bert1", "PRIVMSG", "#both", "from the second relay")
                            .tags()
                            .get("msgid"))
                    .isEqualTo(said.id());
            adaAgain.expectFrom("bert1", "PRIVMSG", "#both", "from the second relay");
            ada.say("bert1", "to you alone");
            bert.expectFrom("ada1", "PRIVMSG", "bert1", "to you alone");
            adaAgain.expectFrom("ada1", "PRIVMSG", "bert1", "to you alone");

            assertThat(numerics(ada, "WHO #both", "352"))
                    .hasSize(2)
                    .containsExactlyInAnyOrderElementsOf(numerics(bert, "WHO #both", "352"));
            assertThat(numerics(ada, "LIST #both", "322")).hasSize(1).isEqualTo(numerics(bert, "LIST #both", "322"));
            assertThat(ada.history("#both")).isEqualTo(bert.history("#both"));
            eventually()
                    .untilAsserted(() -> assertThat(numerics(ada, "LUSERS", "251", "254", "266"))
                            .isEqualTo(numerics(bert, "LUSERS", "251", "254", "266")));
        }
    }

    @Test
    void whoIsHereAndWhatIsKnownOfThemIsTheClustersNotARelays() {
        try (WireClient ada = one.newcomer("ada2").join("#tea2");
                WireClient bert = two.newcomer("bert2").join("#tea2")) {
            ada.send("AWAY :at lunch").expect("306");
            bert.expectFrom("ada2", "AWAY", "at lunch");
            bert.ask("METADATA * SUB avatar");
            ada.ask("METADATA * SET avatar :a.png");
            bert.expect("761", "*", "ada2", "avatar", "*", "a.png");
            ada.ask("METADATA #tea2 SET avatar :t.png");
            bert.expect("761", "*", "#tea2", "avatar", "*", "t.png");
            ada.ask("TOPIC #tea2 :green or black");
            bert.expectFrom("ada2", "TOPIC", "#tea2", "green or black");
            try (WireClient late = two.newcomer("late2").join("#tea2")) {
                assertThat(numerics(late, "TOPIC #tea2", "332")).isEqualTo(List.of(List.of("#tea2", "green or black")));
            }
            assertThat(numerics(bert, "WHOIS ada2", "301", "311"))
                    .hasSize(2)
                    .contains(List.of("ada2", "at lunch"))
                    .isEqualTo(numerics(ada, "WHOIS ada2", "301", "311"));
            ada.send("AWAY").expect("305");
            bert.expectFrom("ada2", "AWAY");
            assertThat(numerics(bert, "WHOIS ada2", "301")).isEmpty();
            try (WireClient again = two.device("ada2")) {
                assertThat(numerics(again, "METADATA * LIST", "761").getFirst()).contains("a.png");
                again.ask("METADATA * SET avatar");
                bert.expect("766", "*", "ada2", "avatar");
            }
        }
    }

    @Test
    void ofGuestsWhoRaceForANickFromTwoRelaysOneGetsIt() {
        for (int round = 0; round < 10; round++) {
            String nick = "racer" + round;
            try (WireClient here = one.client(nick);
                    WireClient there = two.client(nick)) {
                CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> claim(here, nick));
                CompletableFuture<String> second = CompletableFuture.supplyAsync(() -> claim(there, nick));
                assertThat(List.of(first.join(), second.join())).containsExactlyInAnyOrder("001", "433");
            }
        }
    }

    @Test
    void aMessageIsTakenBackEverywhereByItsAuthorAndByAModerator() {
        try (WireClient moderator = one.newcomer("redact1").join("#redact");
                WireClient author = two.newcomer("redact2").join("#redact")) {
            Message mine = author.say("#redact", "a slip of the tongue");
            Message rude = author.say("#redact", "something rude");

            author.ask("REDACT #redact " + mine.id() + " :oops");
            moderator.expectFrom("redact2", "REDACT", "#redact", mine.id(), "oops");
            moderator.ask("REDACT #redact " + rude.id());
            author.expectFrom("redact1", "REDACT", "#redact", rude.id());

            assertThat(author.history("#redact")).isEmpty();
            assertThat(moderator.history("#redact")).isEmpty();
        }
    }

    @Test
    void aGuestBecomesAnAccountForEverybodyAndSignsInElsewhere() {
        one.secret(one.passwordOf("enrol1"));
        try (WireClient watching = two.newcomer("enrol2").join("#enrol");
                WireClient guest = one.client("enrol1").guest().join("#enrol")) {
            watching.expectFrom("enrol1", "JOIN", "#enrol", "*");

            guest.send("REGISTER * * :" + one.passwordOf("enrol1")).expect("REGISTER", "SUCCESS", "enrol1");

            watching.expectFrom("enrol1", "ACCOUNT", "enrol1");
            try (WireClient phone = two.device("enrol1")) {
                watching.say("#enrol", "welcome");
                phone.expectFrom("enrol2", "PRIVMSG", "#enrol", "welcome");
                phone.send("AWAY :on the phone");
                watching.expectFrom("enrol1", "AWAY", "on the phone");
                assertThat(notices(guest, "SESSIONS")).hasSize(2);
            }
        }
    }

    @Test
    void aDeviceIsSignedOutFromTheOtherRelay() {
        try (WireClient laptop = one.newcomer("leave1");
                WireClient phone = two.device("leave1")) {
            assertThat(notices(laptop, "SESSIONS LOGOUT OTHERS"))
                    .singleElement()
                    .asString()
                    .startsWith("Signed out: relay2");
            assertThat(phone.expectClosed())
                    .last()
                    .satisfies(line -> assertThat(line.params().getFirst()).contains("Signed out from another device"));
        }
    }

    @Test
    void aRoomIsHandedOverAndGivenBackOnEveryRelay() {
        one.secret(one.passwordOf("found1"));
        two.secret(two.passwordOf("found2"));
        try (WireClient founder = one.newcomer("found1").join("#found");
                WireClient heir = two.newcomer("found2").join("#found")) {
            founder.expectFrom("found2", "JOIN", "#found");
            founder.send("MODE #found +o found2");
            heir.expect("MODE", "#found", "+o", "found2");

            assertThat(told(founder, "ChanServ", "TRANSFER #found found2 " + one.passwordOf("found1")))
                    .containsExactly("found2 is the founder of #found now, and you are one of its operators");
            assertThat(told(founder, "ChanServ", "DROP #found " + one.passwordOf("found1")))
                    .containsExactly("Only the founder of #found may do that.");
            assertThat(told(heir, "ChanServ", "DROP #found " + two.passwordOf("found2")))
                    .containsExactly("There is no #found any more");

            founder.expectFrom("found2", "KICK", "#found", "found1");
            founder.join("#found");
            assertThat(founder.history("#found")).isEmpty();
        }
    }

    private static List<String> told(WireClient client, String service, String words) {
        return client.ask("PRIVMSG " + service + " :" + words).stream()
                .filter(line -> line.command().equals("NOTICE"))
                .map(line -> line.params().getLast())
                .toList();
    }

    @Test
    void aPasswordThatWasChangedIsTheOtherRelaysToo() {
        String changed = "another-pass-1";
        String old = one.passwordOf("change1");
        two.secret(changed);
        try (WireClient laptop = one.newcomer("change1")) {
            two.device("change1").close();
            laptop.ask("PRIVMSG NickServ :PASSWORD " + old + " " + changed);
        }
        try (WireClient phone = two.client("change1").begin()) {
            assertThat(phone.authenticatePlain(old).command()).isEqualTo("904");
            assertThat(phone.authenticatePlain(changed).command()).isEqualTo("903");
        }
    }

    @Test
    void anAccountIsDeletedWhileItIsSignedInElsewhere() {
        try (WireClient laptop = one.newcomer("drop1").join("#drop");
                WireClient phone = two.device("drop1");
                WireClient reader = two.newcomer("drop2").join("#drop")) {
            phone.expectFrom("drop2", "JOIN", "#drop");
            reader.send("MONITOR + drop1").expect("730");
            laptop.say("#drop", "remember me");
            reader.expectFrom("drop1", "PRIVMSG", "#drop", "remember me");

            laptop.send("PRIVMSG NickServ :DROP " + one.passwordOf("drop1"));

            laptop.expectClosed();
            phone.expectClosed();
            reader.expectFrom("drop1", "PART", "#drop");
            reader.expect("731", "*", "drop1");
            assertThat(reader.history("#drop")).extracting(Message::text).containsExactly("remember me");
            try (WireClient other = two.client("drop1").guest()) {
                assertThat(other.ask("WHOIS drop1")).extracting(Line::command).doesNotContain("330", "319");
            }
        }
    }

    @Test
    void anOperatorsWordReachesAllRelays() {
        try (WireClient root = operator(one, "root1");
                WireClient other = operator(two, "root2");
                WireClient victim = two.newcomer("kill2").join("#kill");
                WireClient laptop = one.device("kill2");
                WireClient watching = two.newcomer("watch2").join("#kill")) {
            root.expect("NOTICE", "root1", "*** root2 is a server operator now, as root");
            watching.send("MODE watch2 +w").expectFrom("watch2", "MODE", "watch2", "+w");
            root.send("WALLOPS :all hands");
            watching.expectFrom("root1", "WALLOPS", "all hands");

            root.send("KILL kill2 :enough");

            victim.expectClosed();
            laptop.expectClosed();
            watching.expectFrom("kill2", "QUIT", "Killed (root1 (enough))");
            other.expect("NOTICE", "root2", "*** root1 killed kill2!*");
            watching.say("#kill", "that was it");
            assertThat(watching.sync()).extracting(Line::command).doesNotContain("QUIT");
        }
    }

    @Test
    void aBanHoldsOnAllRelaysAndSoDoesItsLifting() {
        try (WireClient root = operator(one, "root3");
                WireClient mallory = two.newcomer("mallory2")) {
            root.send("UBAN ADD mallory2 1d :spam").expect("NOTICE", "root3", "Added: *");

            mallory.expectClosed();
            try (WireClient again = two.client("mallory2").begin()) {
                assertThat(again.authenticatePlain(two.passwordOf("mallory2")).command())
                        .isEqualTo("902");
            }
            root.send("UBAN DEL mallory2").expect("NOTICE", "root3", "Lifted: *");
            two.device("mallory2").close();
        }
    }

    @Test
    void whomOneWatchesAndWhomOneTakesMessagesFromMayBeOnAnotherRelay() {
        try (WireClient watching = one.newcomer("accept1");
                WireClient guest = two.client("accept2").guest()) {
            watching.send("MONITOR + accept2").expect("730");
            guest.send("AWAY :for a moment");
            watching.expectFrom("accept2", "AWAY", "for a moment");

            watching.send("MODE accept1 +R").expectFrom("accept1", "MODE", "accept1", "+R");
            witnesses.agree();
            assertThat(guest.ask("PRIVMSG accept1 :hello?"))
                    .extracting(Line::command)
                    .doesNotContain("PRIVMSG");
            watching.send("ACCEPT accept2").sync();
            guest.say("accept1", "hello!");
            watching.expectFrom("accept2", "PRIVMSG", "accept1", "hello!");
        }
    }

    @Test
    void whoHasNotSaidYetWhoTheyAreIsCountedOnAllRelays() {
        try (WireClient asking = two.newcomer("count2");
                WireClient coming = one.client("count1").begin()) {
            eventually().until(() -> unknown(asking).equals("1"));
            coming.enter();
            eventually().until(() -> unknown(asking).equals("0"));
        }
    }

    /** Nearly last, because nobody else may be connected to it then. */
    @Test
    @Order(Integer.MAX_VALUE - 1)
    void whoDoesNotComeBackFromALostRelayLeavesOnceTheGraceTimeIsOver() {
        try (WireClient staying = one.newcomer("grace1").join("#grace");
                WireClient lost = two.newcomer("grace2").join("#grace")) {
            staying.expectFrom("grace2", "JOIN", "#grace");
            lost.say("#grace", "still here");

            long killed = System.nanoTime();
            two.kill();

            staying.expectFrom("grace2", "PRIVMSG", "#grace", "still here");
            staying.expectFrom("grace2", "QUIT");
            assertThat(Duration.ofNanos(System.nanoTime() - killed))
                    .as("it was heard of until a second or two before")
                    .isGreaterThan(LOST.plus(GRACE).minusSeconds(2));
            assertThat(staying.sync()).isEmpty();
        }
        two.start();
    }

    /** Last, because nobody may be connected to it then. */
    @Test
    @Order(Integer.MAX_VALUE)
    void aRelayThatBeganLaterKnowsWhoWasHereAndHowMany() {
        try (WireClient gone = two.newcomer("gone2")) {
            gone.quit();
        }
        ServerProcess.Ended ended = two.terminate();
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.took()).isLessThan(Duration.ofSeconds(10));
        two.start();
        try (WireClient asking = two.newcomer("asking2");
                WireClient before = one.newcomer("asking1")) {
            assertThat(asking.ask("WHOWAS gone2")).extracting(Line::command).containsExactly("314", "312", "369");
            assertThat(numerics(asking, "LUSERS", "266").getFirst().get(1))
                    .isEqualTo(numerics(before, "LUSERS", "266").getFirst().get(1));
        }
    }

    private static ConditionFactory eventually() {
        return Awaitility.await().atMost(PATIENCE);
    }
}
