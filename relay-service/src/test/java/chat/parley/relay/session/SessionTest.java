package chat.parley.relay.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.presence.Announcement;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.line.Frame;
import chat.parley.relay.script.ScriptedClient;
import chat.parley.relay.script.Settings;
import chat.parley.relay.script.World;
import org.junit.jupiter.api.Test;

class SessionTest {
    private static final SessionLimits LIMITS = SessionLimits.STANDARD;
    private final World world = new World();

    private static World slow() {
        return new World(new Settings().limits(LIMITS).build());
    }

    private ScriptedClient inRoom(World where, String nick, String... capabilities) {
        ScriptedClient client = where.guest(nick, capabilities).says("JOIN #a");
        client.forget();
        return client;
    }

    @Test
    void carriesMessagesTogetherAndAnswersThemInOrder() {
        ScriptedClient alice = inRoom(world, "alice", "labeled-response", "batch");
        world.hold();
        alice.says("@label=1 PRIVMSG #a one", "@label=2 PRIVMSG #a two", "@label=3 PRIVMSG #a three");
        assertThat(world.asked(RoomRequest.Say.class)).hasSize(3);
        alice.hearsNothing();
        world.release();
        alice.hears("@label=1 ACK", "@label=2 ACK", "@label=3 ACK");
    }

    @Test
    void carriesSoManyMessagesTogetherAndNoMore() {
        ScriptedClient alice = inRoom(world, "alice");
        world.hold();
        for (int i = 0; i < LIMITS.saysInFlight() + 10; i++) {
            alice.says("PRIVMSG #a x");
        }
        assertThat(world.asked(RoomRequest.Say.class)).hasSize(LIMITS.saysInFlight());
        world.release();
        assertThat(world.asked(RoomRequest.Say.class)).hasSize(LIMITS.saysInFlight() + 10);
    }

    @Test
    void answersPingWhenEverythingBeforeIsSettled() {
        ScriptedClient alice = inRoom(world, "alice", "echo-message");
        world.hold();
        alice.says("PRIVMSG #a one", "PRIVMSG #a two", "PING x", "PRIVMSG #a three")
                .hearsNothing();
        world.releaseOne();
        alice.hears(":alice!alice@host.test PRIVMSG #a one");
        world.releaseOne();
        alice.hears(":alice!alice@host.test PRIVMSG #a two", "PONG irc.test x");
        world.release();
        alice.hears(":alice!alice@host.test PRIVMSG #a three");
    }

    @Test
    void lookingANameUpKeepsLaterMessagesWaiting() {
        world.account("bob", "secret");
        ScriptedClient alice = world.guest("alice");
        world.hold();
        alice.says("PRIVMSG bob one", "PRIVMSG bob two");
        assertThat(world.asked(RoomRequest.Say.class)).isEmpty();
        world.release();
        assertThat(world.asked(RoomRequest.Say.class))
                .extracting(RoomRequest.Say::text)
                .containsExactly("one", "two");
    }

    @Test
    void keepsErrorsOfMessagesInOrder() {
        ScriptedClient alice = inRoom(world, "alice");
        world.hold();
        alice.says("PRIVMSG #nowhere one", "PRIVMSG # two", "PRIVMSG #nowhere three")
                .hearsNothing();
        world.release();
        alice.hears("403 alice #nowhere …", "403 alice # …", "403 alice #nowhere …");
    }

    @Test
    void doesOneThingAtATimeOtherwise() {
        ScriptedClient alice = world.guest("alice");
        world.hold();
        alice.says("JOIN #a", "JOIN #b", "TOPIC #a :x");
        assertThat(world.asked(RoomRequest.Join.class)).hasSize(1);
        world.release();
        alice.hearsAmongOthers(":alice!alice@host.test JOIN #a", ":alice!alice@host.test JOIN #b", "… TOPIC #a x");
    }

    @Test
    void slowsDownWhoTalksTooFastWithoutLosingAnything() {
        World slow = slow();
        ScriptedClient alice = inRoom(slow, "alice", "echo-message");
        slow.pass(60_000);
        alice.says("PONG x");
        alice.forget();
        slow.pass(10_000);
        for (int i = 0; i < 100; i++) {
            alice.says("PRIVMSG #a " + i);
        }
        assertThat(alice.heard()).hasSize(LIMITS.burstLines());
        slow.pass(1_000);
        assertThat(alice.heard()).hasSize(LIMITS.linesPerSecond());
        slow.pass(5_000);
        assertThat(alice.heard()).hasSize(50).last().asString().endsWith("#a 99");
    }

    @Test
    void asksToReadNoMoreWhenTooMuchWaits() {
        World slow = slow();
        ScriptedClient alice = inRoom(slow, "alice");
        for (int i = 0; i < LIMITS.inboxLines() + LIMITS.burstLines(); i++) {
            alice.says("PRIVMSG #a " + i);
        }
        assertThat(alice.session().accepting()).isFalse();
        slow.pass(20_000);
        assertThat(alice.session().accepting()).isTrue();
    }

    @Test
    void asksToReadNoMoreWhenWhatWaitsIsFullOfTags() {
        World slow = slow();
        ScriptedClient stranger = slow.open("stranger");
        StringBuilder tags = new StringBuilder();
        for (int i = 0; i < 256; i++) {
            tags.append(i == 0 ? "@" : ";").append(Integer.toString(i, 36));
        }
        for (int i = 0; i < LIMITS.burstLines() + 10; i++) {
            stranger.says(tags + " PING");
        }
        assertThat(stranger.session().accepting()).isFalse();
        slow.pass(2_000);
        assertThat(stranger.session().accepting()).isTrue();
    }

    @Test
    void pingsTheSilentAndThenGivesThemUp() {
        ScriptedClient bob = inRoom(world, "bob");
        ScriptedClient alice = inRoom(world, "alice");
        world.pass(LIMITS.idlePingMillis());
        alice.hears("PING irc.test");
        bob.says("PONG irc.test");
        world.pass(LIMITS.pingTimeoutMillis());
        alice.hears("ERROR :Closing link: Ping timeout: 180 seconds");
        assertThat(alice.isClosed()).isTrue();
        assertThat(world.asked(PresenceRequest.Leave.class).getFirst().reason()).isEqualTo("Ping timeout: 180 seconds");
        assertThat(bob.isClosed()).isFalse();
    }

    @Test
    void pingsNobodyWhoTalks() {
        ScriptedClient alice = inRoom(world, "alice");
        for (int i = 0; i < 10; i++) {
            world.pass(LIMITS.idlePingMillis() - 1_000);
            alice.says("AWAY").hears("305 …");
        }
    }

    @Test
    void keepsASessionWhenTheClockIsSetBack() {
        ScriptedClient alice = inRoom(world, "alice");
        world.clock(World.START - 86_400_000);
        alice.says("PING 1").hears("PONG irc.test 1");
        world.pass(LIMITS.idlePingMillis());
        alice.hears("PING irc.test");
        alice.says("PONG irc.test");
        world.pass(LIMITS.pingTimeoutMillis());
        assertThat(alice.isClosed()).isFalse();
    }

    @Test
    void quitsAfterWhatItSaid() {
        ScriptedClient bob = inRoom(world, "bob");
        ScriptedClient alice = inRoom(world, "alice");
        bob.forget();
        world.hold();
        alice.says("PRIVMSG #a :good bye", "QUIT :off", "PRIVMSG #a never");
        assertThat(world.asked(PresenceRequest.Leave.class)).isEmpty();
        world.release();
        alice.hears(":alice!alice@host.test QUIT :Quit: off", "ERROR :Closing link: Quit: off");
        bob.hears(":alice!alice@host.test PRIVMSG #a :good bye");
        assertThat(alice.isClosed()).isTrue();
        assertThat(world.asked(PresenceRequest.Leave.class))
                .extracting(PresenceRequest.Leave::reason)
                .containsExactly("Quit: off");
        assertThat(world.audit()).contains(new AuditEvent.Left("alice", "Quit: off"));
    }

    @Test
    void carriesOutWhatCameBeforeTheConnectionWasLost() {
        World slow = slow();
        ScriptedClient bob = inRoom(slow, "bob");
        ScriptedClient alice = inRoom(slow, "alice");
        bob.forget();
        for (int i = 0; i < 100; i++) {
            alice.says("PRIVMSG #a " + i);
        }
        alice.on(new Input.Closed("Connection reset by peer"));
        assertThat(bob.heard()).hasSize(100);
        assertThat(alice.isClosed()).isTrue();
        assertThat(slow.asked(PresenceRequest.Leave.class))
                .extracting(PresenceRequest.Leave::reason)
                .containsExactly("Connection reset by peer");
    }

    @Test
    void carriesOutWhatAScriptSentBeforeItHungUp() {
        ScriptedClient bob = inRoom(world, "bob");
        world.hold();
        ScriptedClient script = world.open("script")
                .says("NICK script", "USER s 0 * :S", "JOIN #a", "PRIVMSG #a :built", "PRIVMSG #a :tested");
        script.on(new Input.Closed("Connection closed"));
        world.release();
        bob.hears(
                ":script!s@host.test JOIN #a",
                ":script!s@host.test PRIVMSG #a built",
                ":script!s@host.test PRIVMSG #a tested");
        assertThat(script.isClosed()).isTrue();
    }

    @Test
    void recordsThatSomebodyLeftOnlyWithTheLastDevice() {
        ScriptedClient one = world.member("one", "alice");
        ScriptedClient two = world.member("two", "alice");
        one.says("QUIT");
        assertThat(world.audit()).noneMatch(AuditEvent.Left.class::isInstance);
        two.says("QUIT");
        assertThat(world.audit()).contains(new AuditEvent.Left("alice", "Quit"));
    }

    @Test
    void triesToLeaveUntilItIsHeard() {
        ScriptedClient alice = inRoom(world, "alice");
        world.failing(request -> request instanceof PresenceRequest.Leave ? new Failure.Unavailable(false, "x") : null);
        alice.says("QUIT");
        world.pass(3_000);
        assertThat(alice.isClosed()).isFalse();
        world.failing(null);
        world.pass(1_000);
        assertThat(alice.isClosed()).isTrue();
        assertThat(world.views().presence().size()).isZero();
    }

    @Test
    void givesUpLeavingInTheEnd() {
        ScriptedClient alice = inRoom(world, "alice");
        world.failing(request -> request instanceof PresenceRequest.Leave ? new Failure.Unavailable(false, "x") : null);
        alice.says("QUIT");
        world.pass(20_000);
        assertThat(alice.isClosed()).isTrue();
    }

    @Test
    void tellsTheClientThatTheServerStopsAndLeavesItsPersonHere() {
        ScriptedClient alice = inRoom(world, "alice");
        world.hold();
        alice.says("PRIVMSG #a x");
        alice.on(new Input.Stopping("The server is stopping"));
        assertThat(alice.isClosed()).isFalse();
        world.release();
        alice.hears("ERROR :Closing link: The server is stopping");
        assertThat(alice.isClosed()).isTrue();
        assertThat(world.views().presence().size()).isEqualTo(1);
    }

    @Test
    void endsWithTheAccountThatItIsSignedInToThoughItIsNotInYet() {
        world.account("alice", "secret");
        ScriptedClient connecting = world.open("c")
                .says("CAP REQ :sasl", "NICK alice", "USER a 0 * :A", "AUTHENTICATE PLAIN")
                .says("AUTHENTICATE " + ScriptedClient.base64("\0alice\0secret"));
        ScriptedClient other = world.open("d").says("CAP LS");
        var expel = new Input.Announced(new Announcement.Expel(
                new PersonId.OfAccount(world.account("alice").id()), "Account deleted"));
        connecting.on(expel);
        other.on(expel);
        assertThat(connecting.isClosed()).isTrue();
        assertThat(other.isClosed()).isFalse();
    }

    @Test
    void answersWhatIsNoLine() {
        ScriptedClient alice = world.guest("alice", "labeled-response", "batch", "standard-replies");
        alice.on(new Input.LineRefused(new Frame.TooLong(false)));
        alice.on(new Input.LineRefused(new Frame.TooLong(true)));
        alice.on(new Input.LineRefused(new Frame.NotUtf8("@label=7 PRIVMSG #a :h\uFFFD")));
        alice.on(new Input.LineRefused(new Frame.NotUtf8("\uFFFD\uFFFD")));
        alice.on(new Input.LineRefused(new Frame.Malformed("contains a NUL")));
        alice.on(new Input.LineRefused(new Frame.Text("A " + "b ".repeat(16))));
        alice.hears(
                "417 alice :Input line was too long",
                "417 alice :Message tags were too long",
                "@label=7 FAIL PRIVMSG INVALID_UTF8 …",
                "FAIL * INVALID_UTF8 …",
                "FAIL * INVALID_LINE :The line contains a NUL and was ignored",
                "FAIL A INVALID_LINE :The line has more than 15 parameters and was ignored");
    }

    @Test
    void sendsAwayWhoSendsALineWithoutEnd() {
        ScriptedClient alice = inRoom(world, "alice");
        alice.on(new Input.LineRefused(new Frame.TooLong(false)));
        alice.on(new Input.LineRefused(new Frame.Endless()));
        alice.hears("417 alice :Input line was too long", "ERROR :Closing link: Sent a line without end");
        assertThat(alice.isClosed()).isTrue();
        ScriptedClient stranger = world.open("stranger");
        stranger.on(new Input.LineRefused(new Frame.Endless()));
        stranger.hears("ERROR :Closing link: Sent a line without end");
    }

    @Test
    void showsWhoQuitsThatTheyDo() {
        ScriptedClient one = world.member("one", "alice");
        ScriptedClient two = world.member("two", "alice");
        one.forget();
        two.forget();
        one.says("QUIT").hears(":alice!alice@host.test QUIT Quit", "ERROR :Closing link: Quit");
        two.hearsNothing();
        world.open("stranger").says("QUIT").hears("ERROR :Closing link: Quit");
    }

    @Test
    void doesNotKnowCommandsThatAreNone() {
        ScriptedClient alice = world.guest("alice", "labeled-response", "batch");
        alice.says("@label=1 NO_SUCH thing", "B\u00e4 x", ":source ?", "@label=2;a=b PING " + "p ".repeat(20))
                .hears(
                        "@label=1 421 alice NO_SUCH …",
                        "421 alice B\u00e4 …",
                        "421 alice ? …",
                        "@label=2 NOTICE alice :*** PING INVALID_LINE: The line has more than 15 parameters and was ignored");
        world.open("c").says("NO_SUCH").hears("451 * …");
    }

    @Test
    void saysNothingAfterItsEnd() {
        ScriptedClient alice = inRoom(world, "alice");
        alice.says("QUIT");
        assertThat(alice.session().on(new Input.LineRefused(new Frame.TooLong(false)), world.now()))
                .isEmpty();
        assertThat(alice.session().on(new Input.Closed("x"), world.now())).isEmpty();
    }
}
