package chat.parley.relay.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.room.RoomRank;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.Target;
import chat.parley.protocol.name.RoomName;
import chat.parley.relay.script.ScriptedClient;
import chat.parley.relay.script.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModerationTest {
    private final World world = new World();
    private final ScriptedClient alice = world.guest("alice").says("JOIN #a");
    private final ScriptedClient bob = world.guest("bob").says("JOIN #a");

    @Test
    void kicksWithAReasonOrTheKickersNick() {
        forget();
        alice.says("KICK #a bob :be kind").hears(":alice!alice@host.test KICK #a bob :be kind");
        bob.says("JOIN #a").forget();
        alice.forget();
        alice.says("KICK #a BOB").hears(":alice!alice@host.test KICK #a bob alice");
    }

    @Test
    void kicksSeveralFromOneRoomOrEachFromTheirs() {
        forget();
        alice.says("KICK #a bob,nobody").hears("401 alice nobody …", ":alice!alice@host.test KICK #a bob alice");
        bob.says("JOIN #a").forget();
        alice.forget();
        alice.says("KICK #a,#nowhere bob,bob")
                .hears(":alice!alice@host.test KICK #a bob alice", "403 alice #nowhere …")
                .says("KICK #a,#b,#c bob,bob")
                .hears("461 alice KICK …")
                .says("KICK #a a,b,c,d,e")
                .hears("407 alice a …")
                .says("KICK x bob")
                .hears("403 alice x …")
                .says("KICK #a bob")
                .hears("441 alice bob #a …");
    }

    @Test
    void cutsReasonsThatAreTooLong() {
        forget();
        alice.says("KICK #a bob :" + "x".repeat(400));
        assertThat(world.asked(RoomRequest.Kick.class).getLast().reason()).hasSize(300);
    }

    @Test
    void saysWhyNobodyWasKicked() {
        forget();
        bob.says("KICK #a alice").hears("482 bob #a …");
    }

    @Test
    void invitesSomebody() {
        ScriptedClient carol = world.guest("carol");
        forget();
        alice.says("INVITE carol #a").hears("341 alice carol #a");
        carol.says("INVITE").hears("336 carol #party", "337 carol …");
    }

    @Test
    void tellsMembersWhoAskedForItWhoIsInvited() {
        ScriptedClient carol = world.guest("carol", "invite-notify").says("JOIN #a");
        ScriptedClient dave = world.guest("dave");
        forget();
        carol.forget();
        alice.says("INVITE dave #a");
        carol.hears(":alice!alice@host.test INVITE dave #a");
        bob.hearsNothing();
        assertThat(dave.says("PING 1").hears("PONG …")).isNotNull();
    }

    @Test
    void refusesToInviteWhomItCannot() {
        forget();
        alice.says("INVITE bob #a")
                .hears("443 alice bob #a …")
                .says("INVITE nobody #a")
                .hears("401 alice nobody …")
                .says("INVITE bob #nowhere")
                .hears("403 alice #nowhere …")
                .says("INVITE bob")
                .hears("461 alice INVITE …")
                .says("INVITE bob x")
                .hears("403 alice x …");
    }

    @Test
    void saysWhereTheInvitedIsAway() {
        world.guest("carol").says("AWAY :at tea");
        forget();
        alice.says("INVITE carol #a").hears("301 alice carol :at tea", "341 alice carol #a");
    }

    @ParameterizedTest
    @CsvSource({"NOT_CLOSED,713", "KNOCKED_ALREADY,712", "ALREADY_A_MEMBER,714", "NO_SUCH_ROOM,403", "BANNED,474"})
    void saysWhyAKnockIsNotHeard(Reason reason, String numeric) {
        world.failing(request -> request instanceof RoomRequest.Knock ? new Failure.Rejected(reason, "x") : null);
        forget();
        alice.says("KNOCK #b").hears(numeric + " alice #b …").says("KNOCK b").hears("403 alice b …");
    }

    @Test
    void knocks() {
        ScriptedClient carol = world.guest("carol");
        carol.says("KNOCK #a").hears("711 carol #a …");
    }

    @Test
    void keepsTheNickOfWhoIsBanned() {
        world.failing(request ->
                request instanceof RoomRequest.MayChangeNick ? new Failure.Denied(Reason.BANNED_NICK, "#a") : null);
        forget();
        bob.says("NICK bert").hears("435 bob bert #a …");
        ScriptedClient carol = world.guest("carol");
        carol.says("NICK clara").hears(":carol!carol@host.test NICK clara");
    }

    @Test
    void renamesForThoseWhoKnowItAndForThoseWhoDoNot() {
        ScriptedClient carol = world.guest("carol", "draft/channel-rename").says("JOIN #a");
        forget();
        carol.forget();
        alice.says("RENAME #a #b :better")
                .hears(
                        ":alice!alice@host.test PART #a better",
                        ":alice!alice@host.test JOIN #b",
                        "353 alice = #b :@alice bob carol",
                        "366 alice #b …");
        carol.hears(":alice!alice@host.test RENAME #a #b better");
        alice.says("PRIVMSG #b :hello");
        carol.hears(":alice!alice@host.test PRIVMSG #b hello");
    }

    @Test
    void saysWhyARoomIsNotRenamed() {
        world.guest("carol").says("JOIN #b");
        forget();
        alice.says("RENAME #a #B")
                .hears("FAIL RENAME CHANNEL_NAME_IN_USE #a #B …")
                .says("RENAME #a b")
                .hears("FAIL RENAME CANNOT_RENAME #a b :The new name does not begin with #")
                .says("RENAME #nowhere #c")
                .hears("403 alice #nowhere …")
                .says("RENAME #a")
                .hears("461 alice RENAME …");
    }

    @Test
    void takesBackWhatWasSaid() {
        ScriptedClient carol =
                world.guest("carol", "draft/message-redaction", "message-tags", "echo-message", "standard-replies");
        carol.says("JOIN #a", "PRIVMSG #a :oops").forget();
        forget();
        carol.says("REDACT #a 1-4 :typo")
                .hears("@msgid=1-5 :carol!carol@host.test REDACT #a 1-4 typo")
                .says("REDACT #a 1-1")
                .hears("FAIL REDACT REDACT_FORBIDDEN #a 1-1 …")
                .says("REDACT #a nonsense")
                .hears("FAIL REDACT UNKNOWN_MSGID #a nonsense …")
                .says("REDACT #nowhere 1-4")
                .hears("FAIL REDACT INVALID_TARGET #nowhere …")
                .says("REDACT nobody 1-4")
                .hears("FAIL REDACT INVALID_TARGET nobody …");
        alice.hearsNothing();
        alice.says("REDACT #a 1-4").hears("NOTICE alice …");
    }

    @Test
    void saysToThoseOfARank() {
        forget();
        bob.says("PRIVMSG @#a :help", "NOTICE @+#a :all of you", "PRIVMSG @#a");
        alice.hears(":bob!bob@host.test PRIVMSG @#a help", ":bob!bob@host.test NOTICE +#a :all of you");
        assertThat(world.asked(RoomRequest.Say.class).getFirst().target())
                .isEqualTo(new Target.ToRoom(new RoomName("#a"), RoomRank.OPERATOR));
        bob.hears("412 bob …")
                .says("PRIVMSG @@ :x")
                .hears("401 bob @@ …")
                .says("PRIVMSG @# :x")
                .hears("403 bob @# …");
    }

    @Test
    void leavesOutNamesForThoseWhoDoNotWantThem() {
        world.guest("carol", "no-implicit-names").says("JOIN #a").hears(":carol!carol@host.test JOIN #a");
    }

    private void forget() {
        alice.forget();
        bob.forget();
    }
}
