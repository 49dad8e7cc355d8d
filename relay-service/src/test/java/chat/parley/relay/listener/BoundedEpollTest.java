package chat.parley.relay.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.EventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.ContextInternal;
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

/** More sockets have news at once than a loop acts on in one go. */
class BoundedEpollTest {
    private static final int SOCKETS = 2 * BoundedEpoll.MOST_SOCKETS + 50;

    private final List<Socket> clients = new ArrayList<>();
    private final Vertx vertx = Vertx.builder()
            .with(new VertxOptions().setEventLoopPoolSize(1))
            .withTransport(BoundedEpoll.best())
            .build();
    private final ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
    private final CountDownLatch connected = new CountDownLatch(SOCKETS);
    private final CompletableFuture<Integer> readWhenOtherWorkHadItsTurn = new CompletableFuture<>();
    private final CompletableFuture<Integer> readAfterAllReadings = new CompletableFuture<>();
    private int read; // on the loop

    @BeforeEach
    void connect() throws Exception {
        assumeTrue(BoundedEpoll.best().name().equals("epoll"), "epoll is Linux's");
        NetServer server = vertx.createNetServer().connectHandler(socket -> {
            connected.countDown();
            socket.handler(_bytes -> hasRead());
        });
        CompletableFuture<NetServer> listening = new CompletableFuture<>();
        context.runOnContext(_turn -> server.listen(0, "127.0.0.1")
                .onSuccess(listening::complete)
                .onFailure(listening::completeExceptionally));
        int port = listening.get(10, TimeUnit.SECONDS).actualPort();
        for (int i = 0; i < SOCKETS; i++) {
            clients.add(new Socket(InetAddress.getLoopbackAddress(), port));
        }
        assertThat(connected.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @AfterEach
    void close() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void hasRead() {
        if (read++ == 0) {
            context.runOnContext(_turn -> readWhenOtherWorkHadItsTurn.complete(read));
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what it does completes a future of its own
    private void afterReadings(int readings) {
        EventLoop loop = context.nettyEventLoop();
        Runnable then = readings > 1
                ? () -> afterReadings(readings - 1)
                : () -> context.runOnContext(_turn -> readAfterAllReadings.complete(read));
        loop.schedule(then, 0, TimeUnit.NANOSECONDS);
    }

    /** While the loop is busy with something else, all clients write. */
    private void allWriteAtOnce() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        context.runOnContext(_turn -> {
            busy.countDown();
            try {
                assertThat(written.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            afterReadings(BoundedEpoll.readings(SOCKETS));
        });
        assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();
        for (Socket client : clients) {
            client.getOutputStream().write('x');
        }
        written.countDown();
    }

    @Test
    void otherWorkGoesInBetween() throws Exception {
        allWriteAtOnce();

        assertThat(readWhenOtherWorkHadItsTurn.get(10, TimeUnit.SECONDS)).isBetween(1, BoundedEpoll.MOST_SOCKETS);
    }

    @Test
    void allAreReadAfterSoManyReadings() throws Exception {
        allWriteAtOnce();

        assertThat(readAfterAllReadings.get(10, TimeUnit.SECONDS)).isEqualTo(SOCKETS);
    }

    @Test
    void isStillLinuxsTransport() {
        assertThat(BoundedEpoll.best().name()).isEqualTo(Transport.EPOLL.name());
        assertThat(BoundedEpoll.best().available()).isTrue();
        assertThat(vertx.isNativeTransportEnabled()).isTrue();
    }
}
