package chat.parley.relay;

import chat.parley.contracts.Services;
import chat.parley.relay.delivery.Crowds;
import chat.parley.relay.delivery.Loop;
import chat.parley.relay.delivery.LoopInbox;
import chat.parley.relay.delivery.LoopTimer;
import chat.parley.relay.delivery.LoopTurns;
import chat.parley.relay.listener.Listener;
import chat.parley.relay.listener.ListenerConfig;
import chat.parley.relay.listener.LoopParts;
import chat.parley.relay.listener.LoopReader;
import chat.parley.relay.listener.LoopWriter;
import chat.parley.relay.session.Session;
import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One event loop with its connections. Everything is done on its context, but for what says otherwise. */
final class RelayVerticle extends VerticleBase {
    private static final long STOP_MILLIS = 3_000;
    private static final long STOP_LOOK_MILLIS = 20;

    /** In a cluster all of these clients come back elsewhere, which is easier when they don't do so in one instant. */
    private static final long SPREAD_MILLIS = 1_000;

    private final RelayNode node;
    private final List<Listener> listeners = new ArrayList<>();
    private LoopReader reader;
    private LoopWriter writer;
    private Loop loop;
    private LoopInbox inbox;

    @SuppressWarnings("NullAway.Init") // Vert.x calls start before anything else
    RelayVerticle(RelayNode node) {
        this.node = node;
    }

    @Override
    public Future<?> start() {
        Executor turns = task -> context.runOnContext(_turn -> task.run());
        RelayConfig config = node.settings();
        Services services = node.services();
        reader = new LoopReader(turns);
        LoopTimer timer = (millis, task) -> vertx.setTimer(millis, _timer -> task.run());
        writer = new LoopWriter(turns, timer::after, node.memory());
        loop = new Loop(
                new Loop.Surroundings(
                        config.sessions().server(),
                        config.sessions().limits().longestNickBytes(),
                        services,
                        node.audit(),
                        node.subscriptions(),
                        writer,
                        node.clock()::millis,
                        () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()),
                        timer,
                        new Turns(turns),
                        node.rounds(),
                        node.claims(),
                        node.metrics(),
                        node.headcount(),
                        new Crowds(config.largeRoom())),
                views -> peer -> new Session(node.nextSession(), peer, node.sessionContext(views, peer)));
        inbox = new LoopInbox(turns, loop, node.metrics());
        reader.before(inbox::drain);
        return Future.succeededFuture();
    }

    /** Of this loop. */
    private final class Turns implements LoopTurns {
        private final Executor turns;
        private final EventLoop eventLoop = ((ContextInternal) context).nettyEventLoop();

        Turns(Executor turns) {
            this.turns = turns;
        }

        @Override
        public void run(Runnable task) {
            turns.execute(() -> {
                inbox.drain();
                task.run();
            });
        }

        /** What is scheduled by the loop itself is looked at after the sockets are; what they gave is read by a turn, behind which it goes. */
        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // nothing can fail, and nobody is to wait
        public void afterReading(Runnable task) {
            eventLoop.schedule(() -> turns.execute(task), 0, TimeUnit.NANOSECONDS);
        }
    }

    /** What this loop is told by the services; to be used from any thread. */
    LoopInbox inbox() {
        return inbox;
    }

    /** From any thread. @return the listener with its port */
    Future<ListenerConfig> listen(ListenerConfig config, int freePort) {
        return onContext(() -> {
            Listener listener = Listener.of(config, freePort, parts());
            listeners.add(listener);
            return listener.listen();
        });
    }

    private LoopParts parts() {
        RelayConfig config = node.settings();
        return new LoopParts(
                vertx,
                reader,
                writer,
                config.lines(),
                config.connections(),
                node.addresses(),
                node.metrics(),
                loop.acceptor());
    }

    /** From any thread. */
    Future<Void> arriveAgain() {
        return onContext(loop::arriveAgain);
    }

    /** From any thread. */
    Future<Void> reloadCertificates() {
        return onContext(() -> Future.join(
                        listeners.stream().map(Listener::reloadCertificate).toList())
                .mapEmpty());
    }

    private <T> Future<T> onContext(Supplier<Future<T>> task) {
        Promise<T> promise = Promise.promise();
        Context own = context;
        own.runOnContext(_turn -> task.get().onComplete(promise));
        return promise.future();
    }

    /** Tells the clients, waits until what they were told is written or the time is over, and closes. */
    @Override
    public Future<?> stop() {
        listeners.forEach(Listener::refuseFurther);
        Future<Void> retired = node.retire();
        loop.stop("Server is shutting down", node.settings().clustered() ? SPREAD_MILLIS : 0);
        Promise<Void> quiet = Promise.promise();
        awaitQuiet(quiet, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_MILLIS));
        return Future.join(quiet.future(), retired)
                .compose(_quiet ->
                        Future.join(listeners.stream().map(Listener::close).toList()))
                .onComplete(_closed -> writer.close());
    }

    private void awaitQuiet(Promise<Void> quiet, long untilNanos) {
        if (loop.sessions() == 0 || System.nanoTime() >= untilNanos) {
            quiet.complete();
        } else {
            vertx.setTimer(STOP_LOOK_MILLIS, _look -> awaitQuiet(quiet, untilNanos));
        }
    }
}
