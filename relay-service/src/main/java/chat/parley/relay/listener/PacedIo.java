package chat.parley.relay.listener;

import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * How one loop looks at its sockets. A socket that has broken, or whose other side has closed it, is acted on behind the others, and
 * {@value #MOST_AT_ONCE} of them at most before the loop looks again at what else there is. To close one takes some 50 µs. When a
 * network goes, thousands break in one moment, and what somebody says then would wait for all of them, since the kernel tells of
 * sockets in the order in which something happened to them.
 *
 * <p>A socket that waits is not read meanwhile: what its client said last is read when its turn comes. It waits once, so there are
 * never more of them than sockets. Used on the loop's thread only, but for {@link #wakeup}.
 */
final class PacedIo implements IoHandler {
    static final int MOST_AT_ONCE = 32;

    private final IoHandler epoll;
    private final Queue<Paced> broken = new ArrayDeque<>();

    PacedIo(IoHandler epoll) {
        this.epoll = epoll;
    }

    @Override
    public void initialize() {
        epoll.initialize();
    }

    @Override
    public int run(IoHandlerContext context) {
        int handled = epoll.run(broken.isEmpty() ? context : new WithoutBlocking(context));
        for (int i = 0; i < MOST_AT_ONCE && !broken.isEmpty(); i++) {
            broken.remove().actNow();
            handled++;
        }
        return handled;
    }

    @Override
    public void wakeup() {
        epoll.wakeup();
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return epoll.register(new Paced((EpollIoHandle) handle));
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> type) {
        return epoll.isCompatible(type);
    }

    @Override
    public void prepareToDestroy() {
        broken.clear();
        epoll.prepareToDestroy();
    }

    @Override
    public void destroy() {
        epoll.destroy();
    }

    /** A socket, or whatever else the loop looks at. */
    @SuppressWarnings("try") // that its close() may be interrupted is what it passes on
    private final class Paced implements EpollIoHandle {
        private final EpollIoHandle handle;
        private @Nullable IoRegistration registration;
        /** The last that happened to it while it waits. What happens to a broken socket stays true. */
        private @Nullable IoEvent waiting;

        Paced(EpollIoHandle handle) {
            this.handle = handle;
        }

        @Override
        public FileDescriptor fd() {
            return handle.fd();
        }

        @Override
        public void handle(IoRegistration at, IoEvent event) {
            if (waiting == null) {
                if (!isBroken(event)) {
                    handle.handle(at, event);
                    return;
                }
                registration = at;
                broken.add(this);
            }
            waiting = event;
        }

        private static boolean isBroken(IoEvent event) {
            EpollIoOps ops = ((EpollIoEvent) event).ops();
            return ops.contains(EpollIoOps.EPOLLRDHUP) || ops.contains(EpollIoOps.EPOLLERR);
        }

        /** Its turn has come, unless it was closed meanwhile. */
        void actNow() {
            IoRegistration at = registration;
            IoEvent event = waiting;
            waiting = null;
            if (at != null && event != null && at.isValid()) {
                handle.handle(at, event);
            }
        }

        @Override
        public void registered() {
            handle.registered();
        }

        @Override
        public void unregistered() {
            handle.unregistered();
        }

        @Override
        public void close() throws Exception {
            handle.close();
        }
    }

    /** Somebody's turn is to come, so the loop has something to do. */
    private record WithoutBlocking(IoHandlerContext context) implements IoHandlerContext {
        @Override
        public boolean canBlock() {
            return false;
        }

        @Override
        public long delayNanos(long currentTimeNanos) {
            return context.delayNanos(currentTimeNanos);
        }

        @Override
        public long deadlineNanos() {
            return context.deadlineNanos();
        }

        @Override
        public void reportActiveIoTime(long activeNanos) {
            context.reportActiveIoTime(activeNanos);
        }

        @Override
        public boolean shouldReportActiveIoTime() {
            return context.shouldReportActiveIoTime();
        }
    }
}
