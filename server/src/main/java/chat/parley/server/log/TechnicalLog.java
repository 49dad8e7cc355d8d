package chat.parley.server.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * Sets Logback up without any file, which is what costs it most of its time to start. Found by Logback itself; until the
 * configuration has been read, warnings and errors are written.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
public final class TechnicalLog extends ContextAwareBase implements Configurator {

    /** Above all loggers of Parley itself. */
    static final String PARLEY = "chat.parley";

    /** It warns, with a stack trace each time, of what is no fault of its own: that a process is lost. Parley says so in a line. */
    private static final String BUS = "io.vertx.core.eventbus.impl.clustered";

    /** It logs as an error that the other end of one of the bus's own connections was killed. */
    private static final String CONNECTIONS = "io.vertx.core.net.impl.ConnectionBase";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        LineLayout layout = new LineLayout();
        layout.setContext(context);
        layout.start();

        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(layout);
        encoder.start();

        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setName("stderr");
        console.setTarget(ConsoleTarget.SystemErr.getName());
        console.setEncoder(encoder);
        PassingFaults passing = new PassingFaults();
        passing.setContext(context);
        passing.start();
        console.addFilter(passing);
        console.start();

        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(console);
        root.setLevel(Level.WARN);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /**
     * Changes from what level on Parley's own log is written, at once. Libraries are heard from one level higher, down to
     * {@code info}: what they say below that helps nobody but their authors.
     *
     * @param level {@code error}, {@code warn}, {@code info}, {@code debug} or {@code trace}, in any case
     */
    public static void level(String level) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext context) {
            level(context, Level.toLevel(level.toUpperCase(Locale.ROOT), Level.INFO));
        }
    }

    static void level(LoggerContext context, Level own) {
        boolean detailed = own.toInt() <= Level.DEBUG_INT;
        context.getLogger(PARLEY).setLevel(own);
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(libraries(own));
        context.getLogger(CONNECTIONS).setLevel(detailed ? Level.INFO : Level.OFF);
        context.getLogger(BUS).setLevel(detailed ? Level.INFO : Level.ERROR);
    }

    private static Level libraries(Level own) {
        return switch (own.toInt()) {
            case Level.ERROR_INT -> Level.ERROR;
            case Level.WARN_INT, Level.INFO_INT -> Level.WARN;
            default -> Level.INFO;
        };
    }
}
