package chat.parley.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class TechnicalLogTest {
    private final LoggerContext context = new LoggerContext();

    private String line(String message, List<KeyValuePair> pairs) {
        Logger logger = context.getLogger("chat.parley.relay.Session");
        LoggingEvent event = new LoggingEvent("fqcn", logger, Level.WARN, message, null, new Object[0]);
        event.setKeyValuePairs(pairs);
        return new LineLayout().doLayout(event);
    }

    @Test
    void writesALineWithItsKeys() {
        assertThat(line("closed", List.of(new KeyValuePair("session", 7), new KeyValuePair("room", "#lobby"))))
                .matches("[0-9-]{10} [0-9:.]{12} WARN  Session: closed session=7 room=#lobby\n");
    }

    @Test
    void escapesControlCharactersSoThatNobodyWritesALineOfOurs() {
        assertThat(line("a\r\nb", List.of(new KeyValuePair("nick", "x\u001b[31m\n"))))
                .endsWith("Session: a\\u000d\\u000ab nick=x\\u001b[31m\\u000a\n");
    }

    @Test
    void hearsTheGroupsWarningsUnlessErrorsAloneAreWanted() {
        Logger group = context.getLogger("org.jgroups.protocols.TCP");

        TechnicalLog.level(context, Level.INFO);
        assertThat(group.isWarnEnabled()).isTrue();
        TechnicalLog.level(context, Level.ERROR);
        assertThat(group.isWarnEnabled()).isFalse();
    }

    @Test
    void configuresALoggerContextByItself() {
        new TechnicalLog().configure(context);

        assertThat(context.getLogger("ROOT").getAppender("stderr")).isNotNull();
    }
}
