package chat.parley.room.tell;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.bus.RelayLink;
import chat.parley.contracts.bus.RelayListener;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceFrame;
import chat.parley.contracts.presence.UserModes;
import chat.parley.contracts.room.ConversationEvents;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.RecentDirect;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.name.Nickname;
import chat.parley.room.metrics.RoomMetrics;
import chat.parley.room.model.Actor;
import chat.parley.room.model.ChangeSet;
import chat.parley.room.model.Conversations;
import chat.parley.room.model.Decider;
import chat.parley.room.model.Limits;
import chat.parley.room.model.Memberships;
import chat.parley.room.model.Need;
import chat.parley.room.model.Verdict;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FanoutTest {
    private static final RelayId ONE = new RelayId("relay.1");
    private static final RelayId TWO = new RelayId("relay.2");

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final Reach reach = new Reach();
    private final Ear one = new Ear();
    private final Ear two = new Ear();
    private final Actor alice = Actor.account("alice", 1);
    private final Actor bob = Actor.account("bob", 2);
    private final Conversations conversations = new Conversations(1);
    private final Decider decider = new Decider(conversations, new Limits(null, 50, 100, 100, 10), _person -> true);
    private ConversationId missed = new ConversationId(1);
    private Fanout fanout = new Fanout(new RelayLink(vertx), reach, 8, false, RoomMetrics.NONE);

    private static final class Ear implements RelayListener {
        final List<List<ConversationEvents>> frames = new CopyOnWriteArrayList<>();
        final List<Map<ConversationId, Long>> tails = new CopyOnWriteArrayList<>();
        final List<List<RecentDirect>> ends = new CopyOnWriteArrayList<>();
        /** How many of the next it fails to confirm. */
        final AtomicInteger failing = new AtomicInteger();

        private boolean fails() {
            return failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        }

        @Override
        public void onEvents(List<ConversationEvents> batch) {
            if (fails()) {
                throw new UnsupportedOperationException("as the test wants it");
            }
            frames.add(batch);
        }

        @Override
        public void onPresence(PresenceFrame frame) {}

        @Override
        public void onTails(Map<ConversationId, Long> ofRooms, List<RecentDirect> directs) {
            if (fails()) {
                throw new UnsupportedOperationException("as the test wants it");
            }
            tails.add(ofRooms);
            ends.add(directs);
        }

        List<Long> firstSent() {
            return frames.stream()
                    .flatMap(List::stream)
                    .map(ConversationEvents::firstSent)
                    .toList();
        }

        List<Long> sequences() {
            return frames.stream()
                    .flatMap(List::stream)
                    .flatMap(events -> events.events().stream())
                    .map(Event::sequence)
                    .toList();
        }
    }

    @BeforeEach
    void listen() throws Exception {
        await(RelayLink.listen(vertx, ONE, one));
        await(RelayLink.listen(vertx, TWO, two));
    }

    @AfterEach
    void end() throws Exception {
        await(vertx.close());
    }

    @Test
    void sendsEachRelayOneFrameABatch() throws Exception {
        onContext(() -> {
            ConversationId den = tell(alice.join("#den"));
            ConversationId pub = tell(alice.join("#pub"));
            fanout.subscribe(den, ONE, 1);
            fanout.subscribe(pub, ONE, 1);
            fanout.subscribe(pub, TWO, 1);
            tell(alice.say("#den", "a"), alice.say("#pub", "b"), alice.say("#den", "c"));
        });

        Awaitility.await().until(() -> !one.frames.isEmpty() && !two.frames.isEmpty());
        assertThat(one.frames).hasSize(1);
        assertThat(one.sequences()).containsExactly(2L, 3L, 2L);
        assertThat(two.sequences()).containsExactly(2L);
    }

    @Test
    void knowsWhenARelayHasBeenHandedWhatWasSent() throws Exception {
        List<Future<Void>> handed = new CopyOnWriteArrayList<>();
        two.failing.set(1);
        onContext(() -> {
            ConversationId den = tell(alice.join("#den"));
            assertThat(fanout.handed(ONE).succeeded()).isTrue();
            fanout.subscribe(den, ONE, 1);
            fanout.subscribe(den, TWO, 1);
            tell(alice.say("#den", "a"));
            handed.add(fanout.handed(ONE));
            handed.add(fanout.handed(TWO));
            assertThat(handed).noneMatch(Future::isComplete);
        });

        await(handed.getFirst());
        assertThat(one.sequences()).containsExactly(2L);
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(handed.getLast()::failed);
    }

    @Test
    void leavesOutWhatTheSnapshotHasAlready() throws Exception {
        onContext(() -> {
            ConversationId den = tell(alice.join("#den"));
            fanout.subscribe(den, ONE, 3);
            tell(alice.say("#den", "2"), alice.say("#den", "3"), alice.say("#den", "4"));
        });

        Awaitility.await().until(() -> !one.frames.isEmpty());
        assertThat(one.sequences()).containsExactly(4L);
    }

    @Test
    void sendsOnWhatIsInALaterSnapshotToARelayThatFollowsTheRoomAlready() throws Exception {
        onContext(() -> {
            ConversationId den = tell(alice.join("#den"));
            fanout.subscribe(den, ONE, 1);
            fanout.subscribe(den, ONE, 2);
            tell(alice.say("#den", "another loop of the relay has this in its snapshot"));
        });

        Awaitility.await().until(() -> !one.frames.isEmpty());
        assertThat(one.sequences()).containsExactly(2L);
    }

    @Test
    void sendsNothingAfterUnsubscribing() throws Exception {
        onContext(() -> {
            ConversationId den = tell(alice.join("#den"));
            fanout.subscribe(den, ONE, 1);
            fanout.subscribe(den, TWO, 1);
            fanout.unsubscribe(den, ONE);
            tell(alice.say("#den", "a"));
            assertThat(fanout.isSubscribed(den)).isTrue();
            fanout.unsubscribe(den, TWO);
            assertThat(fanout.isSubscribed(den)).isFalse();
        });

        Awaitility.await().until(() -> !two.frames.isEmpty());
        assertThat(one.frames).isEmpty();
    }

    @Test
    void sendsPrivateMessagesToWhereEitherPersonIs() throws Exception {
        onContext(() -> {
            reach.reset(List.of(person(bob, new SessionId(TWO, 5))), _guest -> {});
            tell(alice.tell(bob, "psst"));
        });

        Awaitility.await().until(() -> !one.frames.isEmpty() && !two.frames.isEmpty());
        assertThat(one.sequences()).containsExactly(1L);
        assertThat(two.sequences()).containsExactly(1L);
    }

    @Test
    void callsTheOtherDevicesOfWhoJoinsInTheSameFrame() throws Exception {
        onContext(() -> {
            reach.reset(List.of(person(alice, new SessionId(ONE, 1), new SessionId(TWO, 5))), _guest -> {});
            ConversationId pub = tell(bob.join("#pub"));
            fanout.subscribe(pub, TWO, 1);
            tell(alice.join("#den"), alice.say("#den", "not for those who are not there yet"), bob.say("#pub", "b"));
        });

        Awaitility.await().until(() -> !one.frames.isEmpty() && !two.frames.isEmpty());
        assertThat(one.frames).hasSize(1);
        assertThat(one.sequences()).containsExactly(1L);
        assertThat(two.frames).hasSize(1);
        assertThat(two.sequences()).containsExactly(1L, 2L);
    }

    @Test
    void callsNobodyWhoJoinsWithTheirOnlyDevice() throws Exception {
        onContext(() -> {
            reach.reset(List.of(person(alice, new SessionId(ONE, 1))), _guest -> {});
            ConversationId den = tell(alice.join("#den"));
            fanout.subscribe(den, TWO, 1);
            tell(alice.say("#den", "2"));
        });

        Awaitility.await().until(() -> !two.frames.isEmpty());
        assertThat(one.frames).isEmpty();
    }

    @Test
    void callsAgainUntilTheRelayConfirms() throws Exception {
        RelayId deaf = new RelayId("relay.3");
        Ear ear = new Ear();
        ear.failing.set(1);
        await(RelayLink.listen(vertx, deaf, ear));
        onContext(() -> {
            reach.reset(List.of(person(alice, new SessionId(ONE, 1), new SessionId(deaf, 5))), _guest -> {});
            tell(alice.join("#den"));
        });
        Awaitility.await().until(() -> ear.failing.get() == 0);

        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> {
            onContext(fanout::announceTails);
            return ear.sequences().contains(1L);
        });
    }

    @Test
    void tellsPositionsAgainUntilTheRelayConfirms() throws Exception {
        RelayId deaf = new RelayId("relay.3");
        Ear ear = new Ear();
        await(RelayLink.listen(vertx, deaf, ear));
        List<ConversationId> ids = new ArrayList<>();
        onContext(() -> {
            ConversationId den = tell(alice.join("#den"));
            ids.add(den);
            fanout.subscribe(den, deaf, 1);
            tell(alice.say("#den", "2"));
        });
        Awaitility.await().until(() -> !ear.frames.isEmpty());
        ear.failing.set(1);
        onContext(fanout::announceTails);
        Awaitility.await().until(() -> ear.failing.get() == 0);

        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> {
            onContext(fanout::announceTails);
            return ear.tails.contains(Map.of(ids.getFirst(), 2L));
        });
    }

    @Test
    void saysThatARelayIsNotKnownAnyMoreOnceItWasLost() throws Exception {
        RelayId gone = new RelayId("relay.3");
        List<ConversationId> ids = new ArrayList<>();
        onContext(() -> {
            assertThat(fanout.attends(gone)).isFalse();
            assertThat(fanout.attends(gone)).isTrue();
            ConversationId den = tell(alice.join("#den"));
            ids.add(den);
            fanout.subscribe(den, gone, 1);
            tell(alice.say("#den", "2"));
        });
        Awaitility.await().until(() -> !fanout.isSubscribed(ids.getFirst()));

        onContext(() -> {
            reach.reset(List.of(person(bob, new SessionId(gone, 5))), _guest -> {});
            tell(alice.tell(bob, "psst"));
            assertThat(fanout.attends(gone)).isFalse();
        });
    }

    @Test
    void tellsARelayThatIsBehindOnlyWhereSequencesEnd() throws Exception {
        fanout = new Fanout(new RelayLink(vertx), reach, 1, false, RoomMetrics.NONE);
        List<ConversationId> ids = new ArrayList<>();
        onContext(() -> {
            ConversationId den = tell(alice.join("#den"));
            ids.add(den);
            fanout.subscribe(den, ONE, 1);
            tell(alice.say("#den", "2"));
            tell(alice.say("#den", "3"));
            tell(alice.say("#den", "4"));
        });

        Awaitility.await().until(() -> !one.tails.isEmpty());
        assertThat(one.sequences()).containsExactly(2L);
        assertThat(one.tails).containsExactly(Map.of(ids.getFirst(), 4L));
    }

    @Test
    void announcesTheTailsOfWhatChanged() throws Exception {
        List<ConversationId> ids = new ArrayList<>();
        onContext(() -> {
            ConversationId den = tell(alice.join("#den"));
            ids.add(den);
            fanout.subscribe(den, ONE, 1);
            tell(alice.say("#den", "2"));
            fanout.announceTails();
            fanout.announceTails();
        });

        Awaitility.await().until(() -> !one.tails.isEmpty());
        assertThat(one.tails).containsExactly(Map.of(ids.getFirst(), 2L));
    }

    @Test
    void tellsOfAPrivateConversationFromWhereTheRelayMayKnowNothingOfIt() throws Exception {
        onContext(() -> {
            reach.reset(List.of(person(bob, new SessionId(ONE, 5))), _guest -> {});
            tell(alice.tell(bob, "1"));
            tell(alice.tell(bob, "2"), alice.tell(bob, "3"));
        });
        Awaitility.await().until(() -> one.frames.size() == 2);
        assertThat(one.firstSent()).containsExactly(1L, 1L);

        onContext(fanout::announceTails);
        Awaitility.await().until(() -> !one.ends.isEmpty());
        assertThat(one.ends.getFirst()).singleElement().satisfies(end -> {
            assertThat(end.before()).isZero();
            assertThat(end.latest()).isEqualTo(3);
        });
        onContext(() -> tell(alice.tell(bob, "4")));

        Awaitility.await().until(() -> one.frames.size() == 3);
        assertThat(one.firstSent()).containsExactly(1L, 1L, 4L);
    }

    @Test
    void tellsOfAPrivateConversationAgainUntilTheRelayConfirmsItsEnd() throws Exception {
        onContext(() -> {
            reach.reset(List.of(person(bob, new SessionId(ONE, 5))), _guest -> {});
            one.failing.set(2);
            tell(alice.tell(bob, "1"));
            fanout.announceTails();
        });
        Awaitility.await().until(() -> one.failing.get() == 0);

        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> {
            onContext(fanout::announceTails);
            return !one.ends.isEmpty();
        });
        assertThat(one.ends.getFirst()).singleElement().satisfies(end -> {
            assertThat(end.before()).isZero();
            assertThat(end.latest()).isEqualTo(1);
        });
    }

    @Test
    void tellsARelayThatCameToAPrivateConversationLaterWhereItEndsAlone() throws Exception {
        onContext(() -> {
            reach.reset(List.of(person(bob, new SessionId(ONE, 5))), _guest -> {});
            tell(alice.tell(bob, "1"));
            reach.arrived(bob.person(), new SessionId(TWO, 6));
            fanout.announceTails();
        });

        Awaitility.await().until(() -> !two.ends.isEmpty());
        assertThat(two.ends.getFirst())
                .singleElement()
                .satisfies(
                        end -> assertThat(end.before()).isEqualTo(end.latest()).isEqualTo(1));
    }

    @Test
    void holdsPrivateConversationsBackUntilARelayHasAskedWhatItMissed() throws Exception {
        fanout = new Fanout(new RelayLink(vertx), reach, 8, true, RoomMetrics.NONE);
        onContext(() -> {
            reach.reset(List.of(person(bob, new SessionId(ONE, 5))), _guest -> {});
            fanout.subscribe(tell(alice.join("#den")), ONE, 1);
            missed = tell(alice.tell(bob, "1"));
            tell(alice.tell(bob, "2"), alice.say("#den", "2"));
            fanout.announceTails();
        });
        Awaitility.await().until(() -> one.ends.size() == 1);
        assertThat(one.frames)
                .singleElement()
                .satisfies(frame -> assertThat(frame)
                        .singleElement()
                        .satisfies(
                                events -> assertThat(events.conversation()).isInstanceOf(ConversationRef.Room.class)));
        assertThat(one.ends.getFirst()).isEmpty();

        onContext(() -> {
            fanout.catchUp(ONE, List.of());
            tell(alice.tell(bob, "3"));
        });

        Awaitility.await().until(() -> one.frames.size() == 2 && one.ends.size() == 2);
        assertThat(one.frames.getLast().getFirst().firstSent()).isEqualTo(1);
        assertThat(one.ends.getLast()).singleElement().satisfies(end -> {
            assertThat(end.conversation().id()).isEqualTo(missed);
            assertThat(end.before()).isZero();
            assertThat(end.latest()).isEqualTo(2);
        });
    }

    @Test
    void sendsPrivateConversationsFromWhereTheRelayWasToldThatItMissedSomething() throws Exception {
        fanout = new Fanout(new RelayLink(vertx), reach, 8, true, RoomMetrics.NONE);
        onContext(() -> {
            ConversationId id = tell(alice.tell(bob, "1"));
            tell(alice.tell(bob, "2"), alice.tell(bob, "3"));
            reach.reset(List.of(person(bob, new SessionId(TWO, 5))), _guest -> {});
            tell(alice.tell(bob, "4"));
            fanout.catchUp(
                    TWO,
                    List.of(new RecentDirect(
                            new ConversationRef.Direct(
                                    id, alice.person(), new Nickname("alice"), bob.person(), new Nickname("bob")),
                            1,
                            4)));
            tell(alice.tell(bob, "5"));
        });

        Awaitility.await().until(() -> !two.frames.isEmpty());
        assertThat(two.firstSent()).containsExactly(2L);
        assertThat(two.sequences()).containsExactly(5L);
    }

    @Test
    void forgetsARelayThatIsGone() throws Exception {
        RelayId gone = new RelayId("relay.3");
        List<ConversationId> ids = new ArrayList<>();
        onContext(() -> {
            ConversationId den = tell(alice.join("#den"));
            ids.add(den);
            fanout.subscribe(den, gone, 1);
            tell(alice.say("#den", "2"));
        });

        Awaitility.await().until(() -> !fanout.isSubscribed(ids.getFirst()));
    }

    private static Person person(Actor actor, SessionId... sessions) {
        return new Person(
                actor.person(),
                new Nickname(actor.nick()),
                "u",
                "h",
                "r",
                null,
                null,
                UserModes.NONE,
                true,
                1,
                List.of(sessions));
    }

    /** Decides as one batch, and tells. */
    private ConversationId tell(RoomRequest<?>... requests) {
        ChangeSet changes = new ChangeSet();
        for (RoomRequest<?> request : requests) {
            Verdict verdict = decider.decide(request, 1_000, changes);
            while (verdict instanceof Verdict.Missing(List<Need> needs)) {
                needs.forEach(need -> {
                    if (need instanceof Need.OfPerson person) {
                        conversations.loaded(person.person(), new Memberships());
                    } else {
                        conversations.missing(need);
                    }
                });
                verdict = decider.decide(request, 1_000, changes);
            }
        }
        ConversationId id = changes.touched().getFirst().id();
        fanout.tell(changes);
        return id;
    }

    private void onContext(Runnable work) throws Exception {
        Promise<Void> done = Promise.promise();
        context.runOnContext(_turn -> {
            try {
                work.run();
                done.complete();
            } catch (RuntimeException | AssertionError e) {
                done.fail(e);
            }
        });
        await(done.future());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
