package chat.parley.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import io.netty.util.internal.MacAddressUtil;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PassingFaultsTest {
    private final LoggerContext context = new LoggerContext();
    private final PassingFaults filter = new PassingFaults();

    @BeforeEach
    void atInfo() {
        context.getLogger(TechnicalLog.PARLEY).setLevel(Level.INFO);
        filter.setContext(context);
    }

    private FilterReply decide(String logger, Level level, String message, @Nullable Throwable thrown) {
        return filter.decide(
                new LoggingEvent("fqcn", context.getLogger(logger), level, message, thrown, new Object[0]));
    }

    @Test
    void keepsOutWhatTheGroupSaysOfAMemberThatIsStopping() {
        assertThat(decide(
                        "org.jgroups.protocols.TCP", Level.ERROR, "JGRP000034: relay1: failure sending message", null))
                .isEqualTo(FilterReply.DENY);
    }

    @Test
    void letsThroughThatAStrangerWasTurnedAwayAndKeepsOutWhatElseTheGroupWarnsOf() {
        String notAccepted =
                "JGRP000006: 127.0.0.1:7800: failed accepting connection from peer SSLSocket[hostname=192.0.2.7,"
                        + " port=40000, Session(1|%s)]: java.net.SocketException: Socket is closed";

        assertThat(warned("org.jgroups.protocols.TCP", notAccepted.formatted("SSL_NULL_WITH_NULL_NULL")))
                .isEqualTo(FilterReply.NEUTRAL);
        assertThat(warned("org.jgroups.protocols.TCP", notAccepted.formatted("TLS_AES_256_GCM_SHA384")))
                .isEqualTo(FilterReply.DENY);
        assertThat(warned("org.jgroups.protocols.pbcast.GMS", "relay1: JOIN timed out"))
                .isEqualTo(FilterReply.DENY);
    }

    private FilterReply warned(String logger, String message) {
        return decide(logger, Level.WARN, message, null);
    }

    @Test
    void keepsOutThatAMessageWasWrittenToNobody() {
        assertThat(decide("io.vertx.core.impl.ContextImpl", Level.ERROR, "Unhandled exception", failedAsVertxDoes()))
                .isEqualTo(FilterReply.DENY);
    }

    @Test
    void keepsOutThatTheMachineHasNoHardwareAddress() {
        String message =
                "Failed to find a usable hardware address from the network interfaces; using random bytes: 0a:0b";

        assertThat(warned(MacAddressUtil.class.getName(), message)).isEqualTo(FilterReply.DENY);
        assertThat(warned("io.netty.bootstrap.ServerBootstrap", "Failed to set an option"))
                .isEqualTo(FilterReply.NEUTRAL);
    }

    @Test
    void letsThroughThatCodeCompletedAPromiseTwice() {
        Promise<String> promise = Promise.promise();
        promise.fail("once");
        IllegalStateException twice = new IllegalStateException();
        try {
            promise.fail("twice");
        } catch (IllegalStateException thrown) {
            twice = thrown;
        }

        assertThat(decide("io.vertx.core.impl.ContextImpl", Level.ERROR, "Unhandled exception", twice))
                .isEqualTo(FilterReply.NEUTRAL);
    }

    @Test
    void letsThroughWhateverElseIsSaid() {
        assertThat(decide("org.jgroups.protocols.TCP", Level.ERROR, "JGRP000029: failed sending", null))
                .isEqualTo(FilterReply.NEUTRAL);
        assertThat(decide("chat.parley.relay.Session", Level.ERROR, "JGRP000034: is not ours to say", null))
                .isEqualTo(FilterReply.NEUTRAL);
    }

    @Test
    void letsAllThroughWhereDetailsAreAskedFor() {
        context.getLogger(TechnicalLog.PARLEY).setLevel(Level.DEBUG);

        assertThat(decide(
                        "org.jgroups.protocols.TCP", Level.ERROR, "JGRP000034: relay1: failure sending message", null))
                .isEqualTo(FilterReply.NEUTRAL);
    }

    /** A promise that says of every failure that it comes too late, and a future that fails it. */
    private static IllegalStateException failedAsVertxDoes() {
        IllegalStateException thrown = new IllegalStateException("Promise already completed");
        thrown.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("io.vertx.core.Promise", "fail", "Promise.java", 104),
            new StackTraceElement("io.vertx.core.Promise", "complete", "Promise.java", 63),
            new StackTraceElement("io.vertx.core.impl.future.FutureBase", "lambda$emitResult$0", "FutureBase.java", 59),
        });
        return thrown;
    }
}
