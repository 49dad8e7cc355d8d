package chat.parley.relay.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.transport.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While a loop is busy, many clients say something and close at once; then one who stays says something. */
class PacedIoTest {
    private static final int LEAVING = 3 * PacedIo.MOST_AT_ONCE + 4;
    private static final long PATIENCE_SECONDS = 60;

    private final List<Socket> clients = new ArrayList<>();
    private final Vertx vertx = Vertx.builder()
            .with(new VertxOptions().setEventLoopPoolSize(1))
            .withTransport(PacedEpoll.best())
            .build();
    private final Context loop = vertx.getOrCreateContext();
    private final CountDownLatch connected = new CountDownLatch(LEAVING + 1);
    private final CountDownLatch closed = new CountDownLatch(LEAVING);
    private final CompletableFuture<Long> openWhenTheOtherWasHeard = new CompletableFuture<>();
    private final CompletableFuture<Long> openAtTheFirstTurnAfterOneClosed = new CompletableFuture<>();
    private int heard; // on the loop

    @BeforeEach
    void connect() throws Exception {
        assumeTrue(PacedEpoll.best().name().equals(Transport.EPOLL.name()), "epoll is Linux's");
        NetServer server = vertx.createNetServer().connectHandler(socket -> {
            connected.countDown();
            socket.handler(bytes -> {
                if (bytes.getByte(0) == 'y') {
                    openWhenTheOtherWasHeard.complete(closed.getCount());
                } else {
                    heard++;
                }
            });
            socket.closeHandler(_closed -> {
                closed.countDown();
                loop.runOnContext(_turn -> openAtTheFirstTurnAfterOneClosed.complete(closed.getCount()));
            });
        });
        CompletableFuture<NetServer> listening = new CompletableFuture<>();
        loop.runOnContext(_turn -> server.listen(0, "127.0.0.1")
                .onSuccess(listening::complete)
                .onFailure(listening::completeExceptionally));
        int port = listening.get(PATIENCE_SECONDS, TimeUnit.SECONDS).actualPort();
        for (int i = 0; i <= LEAVING; i++) {
            clients.add(new Socket(InetAddress.getLoopbackAddress(), port));
        }
        assertThat(connected.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @AfterEach
    void close() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void manyLeaveAndThenOneSpeaks() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        loop.runOnContext(_turn -> {
            busy.countDown();
            try {
                done.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(busy.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        for (Socket leaving : clients.subList(0, LEAVING)) {
            leaving.getOutputStream().write('x');
            leaving.close();
        }
        clients.getLast().getOutputStream().write('y');
        done.countDown();
    }

    @Test
    void whoSpeaksIsHeardBeforeThoseWhoLeftAreClosed() throws Exception {
        manyLeaveAndThenOneSpeaks();

        assertThat(openWhenTheOtherWasHeard.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isEqualTo(LEAVING);
    }

    @Test
    void otherWorkGoesInBetween() throws Exception {
        manyLeaveAndThenOneSpeaks();

        assertThat(openAtTheFirstTurnAfterOneClosed.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isEqualTo(LEAVING - PacedIo.MOST_AT_ONCE);
    }

    @Test
    void allAreHeardAndClosedWithoutAnythingElseToWakeTheLoop() throws Exception {
        manyLeaveAndThenOneSpeaks();

        assertThat(closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Integer> all = new CompletableFuture<>();
        loop.runOnContext(_turn -> all.complete(heard));
        assertThat(all.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(LEAVING);
    }
}
