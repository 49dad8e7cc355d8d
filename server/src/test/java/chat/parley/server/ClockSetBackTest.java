package chat.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.testkit.wire.Endpoint;
import chat.parley.testkit.wire.Message;
import chat.parley.testkit.wire.WireClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole server by a clock that is set while people talk. */
@Timeout(300)
class ClockSetBackTest {
    private final SettableClock clock = new SettableClock();

    @TempDir
    private Path folder;

    private Parley parley;

    @SuppressWarnings("NullAway.Init") // JUnit calls start before any test
    ClockSetBackTest() {}

    @BeforeEach
    void start() throws Exception {
        parley = WholeServer.start(folder, clock);
    }

    @AfterEach
    void stop() throws Exception {
        WholeServer.stop(parley);
    }

    private WireClient client(String name) {
        return WireClient.connect(Endpoint.plain(parley.listening().getFirst().port()), name);
    }

    private WireClient newcomer(String name) {
        return client(name).createAccount("secret of " + name).join("#room");
    }

    @Test
    void talkGoesOnInOneOrderAndItsTimesNeverGoBack() {
        try (WireClient ana = newcomer("ana");
                WireClient bob = newcomer("bob");
                WireClient cat = newcomer("cat")) {
            List<Message> said = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                said.add((i % 2 == 0 ? ana : bob).say("#room", "before " + i));
            }
            clock.move(Duration.ofHours(-1));
            for (int i = 0; i < 10; i++) {
                said.add((i % 2 == 0 ? ana : bob).say("#room", "after " + i));
            }
            clock.move(Duration.ofHours(1));
            said.add(bob.say("#room", "set right again"));

            assertThat(cat.syncMessages()).isEqualTo(said);
            assertThat(said).extracting(Message::time).isSorted();
            assertThat(ana.history("#room")).isEqualTo(said);
        }
    }

    @Test
    void aResendStandsOnceThoughTheClockWasSetBetween() {
        try (WireClient ana = newcomer("ana")) {
            Message first = ana.say("#room", "once", "n1");
            clock.move(Duration.ofHours(-1));

            assertThat(ana.say("#room", "once", "n1").id()).isEqualTo(first.id());
            assertThat(ana.history("#room")).containsExactly(first);
        }
    }

    @Test
    void nobodyIsHeldUpOrThrownOut() {
        try (WireClient ana = newcomer("ana");
                WireClient bob = newcomer("bob")) {
            clock.move(Duration.ofHours(-1));
            // more lines than may come at once: the rest is earned in the time that was set
            for (int i = 0; i < 60; i++) {
                ana.say("#room", "line " + i);
            }
            assertThat(bob.syncMessages()).hasSize(60);

            try (WireClient dan = newcomer("dan")) {
                Message waits = ana.say("dan", "psst");
                assertThat(dan.syncMessages()).containsExactly(waits);
            }
            // silence of an hour that was none: who answers the PING stays
            clock.move(Duration.ofHours(2));
            ana.sync();
            bob.sync();
            assertThat(ana.say("#room", "still here").text()).isEqualTo("still here");
            assertThat(bob.syncMessages()).extracting(Message::text).containsExactly("still here");
        }
    }

    @Test
    void whatWasMissedMeanwhileIsToldOnComingBack() {
        try (WireClient ana = newcomer("ana")) {
            newcomer("eve").quit();
            ana.sync();
            clock.move(Duration.ofHours(-1));
            Message inRoom = ana.say("#room", "where is eve?");
            Message inPrivate = ana.say("eve", "where are you?");
            clock.move(Duration.ofHours(-1));

            try (WireClient eve = client("eve")
                    .capabilities("sasl", "server-time", "message-tags")
                    .signIn("secret of eve")) {
                assertThat(eve.syncMessages())
                        .extracting(Message::id)
                        .containsExactlyInAnyOrder(inRoom.id(), inPrivate.id());
            }
        }
    }

    /** The system's time, and what it is moved by. */
    private static final class SettableClock extends Clock {
        private final AtomicLong movedMillis = new AtomicLong();

        void move(Duration by) {
            movedMillis.addAndGet(by.toMillis());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(System.currentTimeMillis() + movedMillis.get());
        }
    }
}
