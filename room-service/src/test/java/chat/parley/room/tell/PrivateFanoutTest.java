package chat.parley.room.tell;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.bus.RelayLink;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.RecentDirect;
import chat.parley.protocol.name.Nickname;
import chat.parley.room.metrics.RoomMetrics;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Which relays are told of private conversations, and from where on. */
class PrivateFanoutTest extends FanoutRig {
    private ConversationId missed = new ConversationId(1);

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
}
