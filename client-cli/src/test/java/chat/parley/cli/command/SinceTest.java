package chat.parley.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.cli.config.SettingsException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinceTest {

    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "30m, 2026-11-22T08:30:00Z",
        "2h, 2026-11-22T07:00:00Z",
        "3d, 2026-11-19T09:00:00Z",
        "2026-11-20, 2026-11-19T22:00:00Z",
        "2026-11-20T08:00, 2026-11-20T06:00:00Z",
        "2026-11-20 08:00:30, 2026-11-20T06:00:30Z",
        "2026-11-20T08:00:00Z, 2026-11-20T08:00:00Z",
        "2026-11-20T08:00:00+01:00, 2026-11-20T07:00:00Z",
    })
    void readsMomentsAsPeopleWriteThem(String text, Instant expected) {
        assertThat(Since.parse(text, NOW, ZoneOffset.ofHours(2))).isEqualTo(expected);
    }

    @Test
    void saysHowAMomentIsWritten() {
        for (String text : new String[] {"yesterday", "5x", "2026-13-01", ""}) {
            assertThatThrownBy(() -> Since.parse(text, NOW, ZoneOffset.UTC)).isInstanceOf(SettingsException.class);
        }
    }
}
