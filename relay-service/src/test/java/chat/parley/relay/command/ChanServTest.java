package chat.parley.relay.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.name.RoomName;
import chat.parley.relay.script.ScriptedClient;
import chat.parley.relay.script.World;
import chat.parley.relay.session.Peer;
import org.junit.jupiter.api.Test;

class ChanServTest {
    private static final String FROM = ":ChanServ!ChanServ@irc.test NOTICE ";

    private final World world = new World();

    @Test
    void endsARoomForWhoFoundedIt() {
        ScriptedClient alice = world.member("a", "alice").says("JOIN #den");
        ScriptedClient bob = world.member("b", "bob").says("JOIN #den");
        alice.forget();
        bob.forget();

        alice.says("PRIVMSG ChanServ :DROP #den secret")
                .hearsAmongOthers(
                        ":alice!alice@host.test KICK #den alice :The founder has given the room back",
                        FROM + "alice :There is no #den any more");
        bob.hearsAmongOthers(":alice!alice@host.test KICK #den bob :The founder has given the room back");
        assertThat(world.audit()).contains(new AuditEvent.Act("alice", "gave back #den"));
    }

    @Test
    void asksForThePassword() {
        ScriptedClient alice = world.member("a", "alice").says("JOIN #den");
        alice.forget();
        alice.says("PRIVMSG ChanServ :DROP #den wrong")
                .hears(FROM + "alice :Wrong password.")
                .says("PRIVMSG ChanServ :DROP #den")
                .hears(FROM + "alice :It is written: DROP <room> <your password>")
                .says("PRIVMSG ChanServ :TRANSFER #den bob wrong")
                .hears(FROM + "alice :Wrong password.");
        assertThat(world.asked(RoomRequest.Drop.class)).isEmpty();
        assertThat(world.asked(RoomRequest.HandOver.class)).isEmpty();
    }

    @Test
    void doesNothingForOthersAndWithRoomsThatAreNone() {
        world.member("a", "alice").says("JOIN #den");
        ScriptedClient bob = world.member("b", "bob").says("JOIN #den");
        bob.forget();
        bob.says("PRIVMSG ChanServ :DROP #den secret")
                .hears(FROM + "bob NOT_THE_FOUNDER")
                .says("PRIVMSG ChanServ :DROP #nowhere secret")
                .hears(FROM + "bob NO_SUCH_ROOM")
                .says("PRIVMSG ChanServ :DROP nonsense secret")
                .hears(FROM + "bob :There is no room nonsense");
        world.guest("carol")
                .says("PRIVMSG ChanServ :DROP #den x")
                .hears(FROM + "carol :You are not signed in: IDENTIFY to NickServ first");
    }

    @Test
    void looksAgainWhenSomebodyComesMeanwhile() {
        ScriptedClient alice = world.member("a", "alice").says("JOIN #den");
        alice.forget();
        world.failing(request -> request instanceof RoomRequest.Drop
                        && world.asked(RoomRequest.Drop.class).size() < 3
                ? new Failure.Unavailable(true, "Somebody has come meanwhile; try again.")
                : null);

        alice.says("PRIVMSG ChanServ :DROP #den secret").hearsAmongOthers(FROM + "alice :There is no #den any more");

        assertThat(world.asked(RoomRequest.Drop.class)).hasSize(3);
    }

    @Test
    void givesUpWhenTheRoomServiceIsAway() {
        ScriptedClient alice = world.member("a", "alice").says("JOIN #den");
        alice.forget();
        world.failing(request ->
                request instanceof RoomRequest.Drop ? new Failure.Unavailable(true, "Not there at the moment.") : null);

        alice.says("PRIVMSG ChanServ :DROP #den secret").hears(FROM + "alice :Not there at the moment.");

        assertThat(world.asked(RoomRequest.Drop.class)).hasSize(5);
    }

    @Test
    void handsARoomToOneOfItsOperators() {
        ScriptedClient alice = world.member("a", "alice").says("JOIN #den");
        world.member("b", "bob").says("JOIN #den");
        alice.forget();

        alice.says("PRIVMSG ChanServ :TRANSFER #den bob secret")
                .hears(FROM + "alice NO_OPERATOR_THERE")
                .says("MODE #den +o bob")
                .forget();
        alice.says("PRIVMSG ChanServ :transfer #den bob secret")
                .hears(FROM + "alice :bob is the founder of #den now, and you are one of its operators");

        assertThat(world.asked(RoomRequest.HandOver.class)).last().satisfies(asked -> {
            assertThat(asked.room()).isEqualTo(new RoomName("#den"));
            assertThat(asked.nick().value()).isEqualTo("bob");
        });
        assertThat(world.audit()).contains(new AuditEvent.Act("alice", "made bob the founder of #den"));
    }

    @Test
    void handsARoomToNobodyUnknown() {
        ScriptedClient alice = world.member("a", "alice").says("JOIN #den");
        alice.forget();
        alice.says("PRIVMSG ChanServ :TRANSFER #den nobody secret")
                .hears(FROM + "alice :There is no account nobody")
                .says("PRIVMSG ChanServ :TRANSFER #den a!b secret")
                .hears(FROM + "alice :There is no account a!b");
    }

    @Test
    void takesNoPasswordWhereNoneAreTaken() {
        ScriptedClient plain = world.open("plain", new Peer("192.0.2.1", "host.test", false, false));
        plain.says("NICK plain", "USER plain 0 * :x").forget();
        plain.says("PRIVMSG ChanServ :DROP #den secret").hears(FROM + "plain :Passwords are not taken …");
    }

    @Test
    void explainsItself() {
        ScriptedClient alice = world.guest("alice");
        alice.says("PRIVMSG ChanServ :help")
                .hears(
                        FROM + "alice :I look after rooms, for who founded them. Say one of these to me:",
                        FROM + "alice :DROP <room> <your password> - …",
                        FROM + "alice :TRANSFER <room> <account> <your password> - …");
        alice.says("PRIVMSG ChanServ :REGISTER #den").hears(FROM + "alice :I do not know that. …");
        assertThat(world.asked(RoomRequest.Say.class)).isEmpty();
    }
}
