package chat.parley.server.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out what libraries complain of though all is as it should be: that processes of a cluster come and go, of which Parley says who
 * joined and left in lines of its own; and what a machine lacks that is not needed. Where Parley's own log is written from {@code debug}
 * on, these are too.
 */
final class PassingFaults extends Filter<ILoggingEvent> {

    /**
     * JGroups, of a message that came while the group was just changing (30), and of one to a member that was just stopping (34). With
     * plain sockets the latter would be no error to it, but it does not know what TLS makes of a closed connection. Both messages
     * are sent again.
     */
    private static final List<String> OF_THE_GROUP = List.of("JGRP000030", "JGRP000034");

    /**
     * What JGroups warns of is what Parley says in words of its own, but for this: a connection to the port of the group was not
     * accepted (6). Where no TLS was agreed upon, which its socket shows, that was somebody who has not the cluster's secret; else a
     * member that has ended it.
     */
    private static final String NOT_ACCEPTED = "JGRP000006";

    private static final String NO_TLS = "SSL_NULL_WITH_NULL_NULL";

    private static final String GROUP = "org.jgroups";

    /**
     * Vert.x, when a message could not be written because the other end is gone: it passes the failure to a promise of its own that
     * always answers as if it were completed already. Whoever sent the message is told of the failure nevertheless.
     */
    private static final String WRITTEN_TO_NOBODY = "Promise already completed";

    private static final String PROMISE = "io.vertx.core.Promise";
    private static final String FUTURE = "io.vertx.core.impl.future.FutureBase";

    /**
     * Netty warns here where no network interface has a hardware address, as in many a container. It wants one for the long names of
     * its connections, which Parley shows nobody, and takes a random one instead.
     */
    private static final String HARDWARE_ADDRESS = "io.netty.util.internal.MacAddressUtil";

    @Override
    public FilterReply decide(ILoggingEvent event) {
        boolean passing = switch (event.getLevel().toInt()) {
            case Level.ERROR_INT -> isSentAgain(event) || isWrittenToNobody(event.getThrowableProxy());
            case Level.WARN_INT ->
                isSaidByParley(event) || event.getLoggerName().equals(HARDWARE_ADDRESS);
            default -> false;
        };
        return passing && !isDetailed() ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    private static boolean isSentAgain(ILoggingEvent event) {
        return isOfTheGroup(event) && OF_THE_GROUP.stream().anyMatch(event.getFormattedMessage()::startsWith);
    }

    private static boolean isSaidByParley(ILoggingEvent warning) {
        String message = warning.getFormattedMessage();
        return isOfTheGroup(warning) && !(message.startsWith(NOT_ACCEPTED) && message.contains(NO_TLS));
    }

    private static boolean isOfTheGroup(ILoggingEvent event) {
        return event.getLoggerName().startsWith(GROUP);
    }

    /** Not what the same mistake in our own code would be: there somebody calls the promise. */
    private static boolean isWrittenToNobody(@Nullable IThrowableProxy thrown) {
        return thrown != null
                && WRITTEN_TO_NOBODY.equals(thrown.getMessage())
                && isIn(thrown, 0, PROMISE)
                && isIn(thrown, 1, PROMISE)
                && isIn(thrown, 2, FUTURE);
    }

    private static boolean isIn(IThrowableProxy thrown, int frame, String type) {
        var trace = thrown.getStackTraceElementProxyArray();
        return frame < trace.length
                && trace[frame].getStackTraceElement().getClassName().equals(type);
    }

    private boolean isDetailed() {
        return getContext() instanceof LoggerContext context
                && context.getLogger(TechnicalLog.PARLEY).isDebugEnabled();
    }
}
