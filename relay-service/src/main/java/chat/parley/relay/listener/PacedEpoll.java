package chat.parley.relay.listener;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.EpollIoHandler;
import io.vertx.core.impl.transports.EpollTransport;
import io.vertx.core.transport.Transport;

/** Linux's transport as Vert.x has it, but that a loop acts on broken sockets some at a time: see {@link PacedIo}. */
public final class PacedEpoll extends EpollTransport {
    private final IoHandlerFactory epoll = EpollIoHandler.newFactory();

    @Override
    public IoHandlerFactory ioHandlerFactory() {
        return loop -> new PacedIo(epoll.newHandler(loop));
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
            return new PacedEpoll();
        }
    }
}
