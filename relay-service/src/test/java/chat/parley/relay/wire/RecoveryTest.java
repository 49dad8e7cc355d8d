package chat.parley.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.room.Accepted;
import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.ConversationEvents;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.MessageKind;
import chat.parley.contracts.room.RecentDirect;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.RoomSnapshot;
import chat.parley.contracts.room.Target;
import chat.parley.protocol.line.Tags;
import chat.parley.protocol.name.RoomName;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What one loop does when the services have forgotten this relay, or it them. */
class RecoveryTest {
    private static final Author ZOE = LoopWorld.stranger("zoe");
    private static final RoomName ROOM = new RoomName("#room");

    private final LoopWorld world = new LoopWorld();

    @Test
    void fillsInPagesAndInOrderWhatWasMissed() {
        var ann = world.enter("ann").join("#room");
        for (int i = 0; i < 2_500; i++) {
            world.says(ZOE, "#room", "text " + i);
        }
        world.lose();

        world.tell(loop -> loop.onResumed(world.snapshot(ROOM)));

        assertThat(ann.heard())
                .containsExactlyElementsOf(IntStream.range(0, 2_500)
                        .mapToObj(i -> ":zoe!u@far PRIVMSG #room :text " + i)
                        .toList());
        assertThat(world.asked.stream().filter(RoomRequest.Since.class::isInstance))
                .hasSize(3);
    }

    @Test
    void goesOnWithWhatComesLiveAfterWhatWasMissed() {
        var ann = world.enter("ann").join("#room");
        world.says(ZOE, "#room", "missed");
        world.lose();
        RoomSnapshot resumed = world.snapshot(ROOM);
        world.says(ZOE, "#room", "live");
        List<ConversationEvents> live = world.rooms.take();

        world.deliver(live);
        world.tell(loop -> loop.onResumed(resumed));
        world.deliver(live);

        assertThat(ann.heard()).containsExactly(":zoe!u@far PRIVMSG #room :missed", ":zoe!u@far PRIVMSG #room :live");
    }

    @Test
    void asksNothingWhereNothingWasMissed() {
        var ann = world.enter("ann").join("#room");

        world.tell(loop -> loop.onResumed(world.snapshot(ROOM)));

        assertThat(ann.heard()).isEmpty();
        assertThat(world.asked).noneMatch(RoomRequest.Since.class::isInstance);
    }

    @Test
    void letsGoOfARoomThatIsNoMore() {
        var ann = world.enter("ann").join("#room");

        world.tell(loop -> loop.onEnded(world.snapshot(ROOM).room().id()));
        world.says(ZOE, "#room", "to nobody");
        world.commit();

        assertThat(ann.heard()).isEmpty();
        assertThat(world.unsubscribed).hasSize(1);
    }

    @Test
    void deliversWhatWasMissedOfAPrivateConversationThatItDoesNotKnow() {
        var ann = world.enter("ann");
        ConversationRef.Direct direct = toAnn("before");
        toAnn("missed");
        toAnn("missed too");
        world.lose();

        world.tell(loop -> loop.onRecentDirects(List.of(new RecentDirect(direct, 1, 3))));
        toAnn("live");
        world.commit();

        assertThat(ann.heard())
                .containsExactly(
                        ":zoe!u@far PRIVMSG ann :missed",
                        ":zoe!u@far PRIVMSG ann :missed too",
                        ":zoe!u@far PRIVMSG ann :live");
    }

    @Test
    void fillsOnlyTheGapOfAPrivateConversationThatItKnows() {
        var ann = world.enter("ann");
        ConversationRef.Direct direct = toAnn("seen");
        world.commit();
        toAnn("missed");
        world.lose();

        world.tell(loop -> loop.onRecentDirects(List.of(new RecentDirect(direct, 0, 2))));

        assertThat(ann.heard()).containsExactly(":zoe!u@far PRIVMSG ann :seen", ":zoe!u@far PRIVMSG ann :missed");
    }

    @Test
    void noticesThatTheFirstOfAPrivateConversationWasLost() {
        var ann = world.enter("ann");
        toAnn("first");
        world.lose();

        world.announceTails();
        world.announceTails();

        assertThat(ann.heard()).containsExactly(":zoe!u@far PRIVMSG ann :first");
    }

    @Test
    void putsTheFirstOfAPrivateConversationThatWasLostBeforeTheSecond() {
        var ann = world.enter("ann");
        toAnn("first");
        world.lose();
        toAnn("second");

        world.commit();
        world.announceTails();

        assertThat(ann.heard()).containsExactly(":zoe!u@far PRIVMSG ann :first", ":zoe!u@far PRIVMSG ann :second");
    }

    @Test
    void doesNotAskForWhatWasSaidInAPrivateConversationLongBefore() {
        var ann = world.enter("ann");
        toAnn("long ago");
        world.lose();
        world.rooms.ends();
        toAnn("now");

        world.commit();
        world.announceTails();

        assertThat(ann.heard()).containsExactly(":zoe!u@far PRIVMSG ann :now");
        assertThat(world.asked).noneMatch(RoomRequest.Since.class::isInstance);
    }

    @Test
    void leavesPrivateConversationsOfOthersAlone() {
        world.enter("ann");
        Author yan = LoopWorld.stranger("yan");
        var between = new ConversationRef.Direct(
                new ConversationId(99),
                yan.person(),
                world.personOf("ann").nick(),
                ZOE.person(),
                world.personOf("ann").nick());

        world.tell(loop -> loop.onRecentDirects(List.of(new RecentDirect(between, 0, 2))));

        assertThat(world.asked).noneMatch(RoomRequest.Since.class::isInstance);
    }

    @Test
    void letsGoOfAGuestWhoCameAndWentUnheard() {
        var ann = world.enter("ann").join("#room");
        world.rooms.answer(new RoomRequest.Join(ROOM, ZOE, LoopWorld.ELSEWHERE, null));
        world.commit();
        assertThat(ann.heard()).containsExactly(":zoe!u@far JOIN #room");
        long joinedMillis = world.uptimeMillis();

        world.tell(loop -> loop.onPresenceComplete(joinedMillis + 9_999));
        assertThat(ann.heard()).as("its relay may be about to announce it").isEmpty();
        world.tell(loop -> loop.onPresenceComplete(joinedMillis + 10_000));

        assertThat(ann.heard()).singleElement().asString().startsWith(":zoe!u@far QUIT");
        ann.send("WHO #room");
        assertThat(ann.heard()).noneMatch(line -> line.contains("zoe"));
    }

    @Test
    void keepsAGuestOfWhomPresenceTellsLater() {
        var ann = world.enter("ann").join("#room");
        world.holdPresence();
        var bob = world.connect();
        bob.send("NICK bob", "USER u 0 * :Real bob");
        world.rooms.answer(new RoomRequest.Join(ROOM, world.authorOf("bob"), LoopWorld.ELSEWHERE, null));
        world.commit();
        world.releasePresence();
        ann.heard();

        world.tell(loop -> loop.onPresenceComplete(world.uptimeMillis() + 10_000));

        assertThat(ann.heard()).isEmpty();
        ann.send("NAMES #room");
        assertThat(ann.heard()).anyMatch(line -> line.contains("bob"));
    }

    @Test
    void entersARoomThatAnotherDeviceJoinedUnheard() {
        var ann = world.enter("ann");
        Person person = world.personOf("ann");
        world.rooms.answer(
                new RoomRequest.Join(ROOM, new Author(person.id(), person.source(), null), LoopWorld.ELSEWHERE, null));
        world.lose();
        List<Future<Void>> arrived = new ArrayList<>();

        world.tell(loop -> arrived.add(loop.arriveAgain()));

        assertThat(arrived.getFirst().succeeded()).isTrue();
        assertThat(ann.heard()).first().isEqualTo(":ann!u@192.0.2.1 JOIN #room");
        world.says(ZOE, "#room", "hello");
        world.commit();
        assertThat(ann.heard()).containsExactly(":zoe!u@far PRIVMSG #room :hello");
    }

    @Test
    void asksAgainWhichRoomsPeopleAreInUntilItIsAnswered() {
        world.enter("ann").join("#room");
        world.failing(RoomRequest.Arrive.class);
        List<Future<Void>> arrived = new ArrayList<>();

        world.tell(loop -> arrived.add(loop.arriveAgain()));
        assertThat(arrived.getFirst().isComplete()).isFalse();
        world.failing(null);
        world.pass(1_000);

        assertThat(arrived.getFirst().succeeded()).isTrue();
    }

    @Test
    void endsTheConnectionsThatPresenceHasGivenUpAndTellsItNothing() {
        var ann = world.enter("ann").join("#room");
        var bob = world.enter("bob").join("#room");
        SessionId given = world.personOf("ann").sessions().getFirst();
        ann.heard();

        world.tell(loop -> loop.onGivenUp(Set.of(given)));

        assertThat(ann.heard())
                .singleElement()
                .asString()
                .startsWith("ERROR :Closing link: ")
                .endsWith("please reconnect");
        assertThat(world.asked).noneMatch(PresenceRequest.Leave.class::isInstance);
        bob.send("PING still");
        assertThat(bob.heard()).containsExactly(":irc.test PONG irc.test still");
    }

    @Test
    void tellsEverybodyWhoIsIn() {
        var ann = world.enter("ann");
        var stranger = world.connect();

        world.tell(loop -> loop.notice("hear this"));

        assertThat(ann.heard()).containsExactly(":irc.test NOTICE ann :hear this");
        assertThat(stranger.heard()).isEmpty();
    }

    private ConversationRef.Direct toAnn(String text) {
        Person ann = world.personOf("ann");
        return (ConversationRef.Direct) ((Accepted) world.rooms.answer(new RoomRequest.Say(
                        new Target.ToPerson(ann.id(), ann.nick()),
                        ZOE,
                        null,
                        LoopWorld.ELSEWHERE,
                        null,
                        MessageKind.PRIVMSG,
                        text,
                        Tags.EMPTY,
                        true)))
                .conversation();
    }
}
