package chat.parley.relay.listener;

import io.netty.channel.DefaultSelectStrategyFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.EpollIoHandler;
import io.vertx.core.impl.transports.EpollTransport;
import io.vertx.core.transport.Transport;

/**
 * Linux's transport as Vert.x has it, but that a loop acts on {@value #MOST_SOCKETS} sockets at most before it looks at what it has to
 * do besides. Without a bound it closes thousands of broken connections in one go when a network goes, and what somebody says in
 * that moment waits for all of them.
 */
public final class BoundedEpoll extends EpollTransport {
    /** The kernel hands sockets out in the order in which they became ready: those left out come first the next time. */
    static final int MOST_SOCKETS = 256;

    @Override
    public IoHandlerFactory ioHandlerFactory() {
        return EpollIoHandler.newFactory(MOST_SOCKETS, DefaultSelectStrategyFactory.INSTANCE);
    }

    /** How often a loop has to look at its sockets to have looked at all of so many. */
    public static int readings(int sockets) {
        return 1 + sockets / MOST_SOCKETS;
    }

    /** The best transport of this system: this one on Linux. */
    public static Transport best() {
        Transport best = Transport.nativeTransport();
        if (best == null || !best.available()) {
            return Transport.NIO;
        }
        return best.equals(Transport.EPOLL) ? new Named(best) : best;
    }

    private record Named(Transport epoll) implements Transport {
        @Override
        public String name() {
            return epoll.name();
        }

        @Override
        public boolean available() {
            return epoll.available();
        }

        @Override
        public Throwable unavailabilityCause() {
            return epoll.unavailabilityCause();
        }

        @Override
        public io.vertx.core.spi.transport.Transport implementation() {
            return new BoundedEpoll();
        }
    }
}
